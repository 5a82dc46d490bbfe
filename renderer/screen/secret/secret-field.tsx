import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { CheckField } from '../../component/check-field.tsx';
import { DateTimeField } from '../../component/date-time-field.tsx';
import { TagEditor } from '../../component/tag-editor.tsx';
import { TextField } from '../../component/text-field.tsx';
import { ContentTypeField } from './content-type-field.tsx';
import type { SecretDraft } from './secret-draft.ts';
import { enforcedText, useEnforced } from './use-enforced.ts';

/** The name of a new secret. @param note what is known of the name, under it */
export function NameField({ form, note }: { form: UseFormReturn<SecretDraft>; note?: ReactNode }) {
  const { ref, ...name } = form.register('name');
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      <TextField
        label="Name"
        mono
        autoFocus
        inputRef={ref}
        {...name}
        hint="1 to 127 letters, digits and hyphens. It can’t be changed later, and shows in the log."
        error={form.formState.errors.name?.message}
      />
      {note}
    </Box>
  );
}

interface AttributeFieldProps {
  form: UseFormReturn<SecretDraft>;
  /** Whose dates they are; empty while none is chosen. */
  vault: string;
}

/** What is said about a value, beside the value. */
export function AttributeField({ form, vault }: AttributeFieldProps) {
  const { control, formState } = form;
  const { errors } = formState;
  const enforced = enforcedText(useEnforced(vault));
  return (
    <>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))', gap: 4 }}>
          <DateField form={form} name="notBefore" label="Active from" hint="Empty: at once." />
          <DateField form={form} name="expires" label="Expires" hint="Empty: never." />
        </Box>
        {enforced !== undefined && (
          <Typography variant="caption" sx={{ color: 'text.tertiary' }}>
            {enforced}
          </Typography>
        )}
      </Box>
      <Controller
        control={control}
        name="enabled"
        render={({ field }) => (
          <CheckField
            label="Enabled"
            checked={field.value}
            onChange={field.onChange}
            hint="While it is disabled nobody can read the value."
          />
        )}
      />
      <Controller
        control={control}
        name="tags"
        render={({ field }) => <TagEditor tags={field.value} onChange={field.onChange} error={errors.tags?.message} />}
      />
    </>
  );
}

/** The content type of a draft. */
export function TypeField({ form: { control, formState } }: { form: UseFormReturn<SecretDraft> }) {
  return (
    <Controller
      control={control}
      name="contentType"
      render={({ field }) => (
        <ContentTypeField value={field.value} onChange={field.onChange} error={formState.errors.contentType?.message} />
      )}
    />
  );
}

interface DateFieldProps {
  form: UseFormReturn<SecretDraft>;
  name: 'notBefore' | 'expires';
  label: string;
  hint: string;
}

function DateField({ form: { control, formState }, name, label, hint }: DateFieldProps) {
  return (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <DateTimeField label={label} hint={hint} value={field.value} onChange={field.onChange} error={formState.errors[name]?.message} />
      )}
    />
  );
}
