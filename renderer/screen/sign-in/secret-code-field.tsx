import OutlinedInput from '@mui/material/OutlinedInput';
import type { ReactNode } from 'react';
import { Field } from '../../component/field.tsx';
import { monoFamily } from '../../theme/token.ts';
import type { SecretDraft } from '../unlock/secret-draft.ts';

interface SecretCodeFieldProps {
  label: string;
  draft: SecretDraft;
  hint?: ReactNode;
  error?: string | undefined;
  autoFocus?: boolean;
  readOnly?: boolean;
}

/** One line for a code that was written down: read letter by letter, so it is shown while it is typed. */
export function SecretCodeField({ label, draft, hint, error, autoFocus = false, readOnly = false }: SecretCodeFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <OutlinedInput
          fullWidth
          id={control.id}
          error={error !== undefined}
          inputRef={draft.attach}
          autoFocus={autoFocus}
          readOnly={readOnly}
          onChange={(event) => draft.change(event.target.value)}
          inputProps={{
            ...control,
            autoComplete: 'off',
            autoCapitalize: 'off',
            spellCheck: false,
            maxLength: 64,
            'data-1p-ignore': true,
            style: { fontFamily: monoFamily },
          }}
        />
      )}
    </Field>
  );
}
