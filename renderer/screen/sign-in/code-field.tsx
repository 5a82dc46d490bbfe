import OutlinedInput from '@mui/material/OutlinedInput';
import type { ReactNode } from 'react';
import { Field } from '../../component/field.tsx';
import { monoFamily } from '../../theme/token.ts';
import type { SecretDraft } from '../unlock/secret-draft.ts';

/** Digits of a code that an app shows (RFC 6238). */
export const codeDigits = 6;

interface CodeFieldProps {
  label: string;
  draft: SecretDraft;
  hint?: ReactNode;
  error?: string | undefined;
  autoFocus?: boolean;
  readOnly?: boolean;
  /** The last digit is there. */
  onFull: () => void;
}

/** Room for the six digits that an app shows; spaces between them make no difference, and the last one sends them. */
export function CodeField({ label, draft, hint, error, autoFocus = false, readOnly = false, onFull }: CodeFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <OutlinedInput
          id={control.id}
          error={error !== undefined}
          inputRef={draft.attach}
          autoFocus={autoFocus}
          readOnly={readOnly}
          onChange={(event) => {
            const digits = event.target.value.replaceAll(/\D/g, '');
            draft.change(digits);
            if (digits.length === codeDigits) onFull();
          }}
          inputProps={{
            ...control,
            inputMode: 'numeric',
            autoComplete: 'one-time-code',
            spellCheck: false,
            maxLength: codeDigits + 2,
            'data-1p-ignore': true,
            style: { fontFamily: monoFamily, fontSize: '1.25rem', letterSpacing: '0.25em' },
          }}
          sx={{ width: 192 }}
        />
      )}
    </Field>
  );
}
