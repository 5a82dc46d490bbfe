import { Controller, type UseFormReturn } from 'react-hook-form';
import { CheckField } from '../../component/check-field.tsx';
import { DateTimeField } from '../../component/date-time-field.tsx';
import { TagEditor } from '../../component/tag-editor.tsx';
import { TextField } from '../../component/text-field.tsx';
import type { SecretDraft } from './secret-draft.ts';

/** The name of a new secret. */
export function NameField({ form }: { form: UseFormReturn<SecretDraft> }) {
  const { ref, ...name } = form.register('name');
  return (
    <TextField
      label="Name"
      mono
      autoFocus
      inputRef={ref}
      {...name}
      hint="1 to 127 letters, digits and hyphens. It can’t be changed later, and shows in the log."
      error={form.formState.errors.name?.message}
    />
  );
}

/** What is said about a value, beside the value. */
export function AttributeField({ form }: { form: UseFormReturn<SecretDraft> }) {
  const { control, formState, register } = form;
  const { ref, ...contentType } = register('contentType');
  const { errors } = formState;
  return (
    <>
      <TextField
        label="Content type"
        aside="optional"
        inputRef={ref}
        {...contentType}
        placeholder="text/plain"
        hint="Tells applications how to read the value. Not secret."
        error={errors.contentType?.message}
      />
      <DateField form={form} name="notBefore" label="Active from" hint="Empty: at once." />
      <DateField form={form} name="expires" label="Expires" hint="Empty: never." />
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
