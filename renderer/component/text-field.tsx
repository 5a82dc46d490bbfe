import OutlinedInput, { type OutlinedInputProps } from '@mui/material/OutlinedInput';
import type { ReactNode } from 'react';
import { monoFamily } from '../theme/token.ts';
import { Field } from './field.tsx';

interface TextFieldProps extends Omit<OutlinedInputProps, 'label' | 'error' | 'notched' | 'ref'> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  aside?: ReactNode;
  /** For ids, values and everything read letter by letter. */
  mono?: boolean;
}

/** One line or several of text, with label, hint and error. Take `inputRef` for the element itself. */
export function TextField({ label, hint, error, aside, mono = false, inputProps, ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(control) => (
        <OutlinedInput
          fullWidth
          autoComplete="off"
          spellCheck={false}
          error={error !== undefined}
          {...rest}
          id={control.id}
          inputProps={{ ...inputProps, ...control, style: { ...(mono ? { fontFamily: monoFamily } : {}), ...inputProps?.style } }}
        />
      )}
    </Field>
  );
}
