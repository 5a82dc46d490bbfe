import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { Controller, useController, type UseFormReturn } from 'react-hook-form';
import type { AttributeDraft } from '../../component/attribute-draft.ts';
import { AttributeFields } from '../../component/attribute-field.tsx';
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
  return (
    <AttributeFields
      notBefore={useBound(form, 'notBefore')}
      expires={useBound(form, 'expires')}
      enabled={useBound(form, 'enabled')}
      tags={useBound(form, 'tags')}
      note={enforcedText(useEnforced(vault))}
      enabledHint="While it is disabled nobody can read the value."
    />
  );
}

function useBound<Name extends keyof AttributeDraft>({ control }: UseFormReturn<SecretDraft>, name: Name) {
  const { field, fieldState } = useController({ control, name });
  return { value: field.value, onChange: field.onChange, error: fieldState.error?.message };
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
