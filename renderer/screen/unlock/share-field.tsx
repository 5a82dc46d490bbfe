import OutlinedInput from '@mui/material/OutlinedInput';
import type { ReactNode } from 'react';
import { Field } from '../../component/field.tsx';
import { monoFamily } from '../../theme/token.ts';
import type { SecretDraft } from './secret-draft.ts';

interface ShareFieldProps {
  label: string;
  draft: SecretDraft;
  hint?: ReactNode;
  error?: string | undefined;
  autoFocus?: boolean;
  readOnly?: boolean;
}

/**
 * Room for one recovery share, typed or pasted. A plain text area: one that grows by itself would measure with a hidden copy of
 * what is typed, which would stay in the page.
 */
export function ShareField({ label, draft, hint, error, autoFocus = false, readOnly = false }: ShareFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <OutlinedInput
          fullWidth
          id={control.id}
          error={error !== undefined}
          inputComponent="textarea"
          inputRef={draft.attach}
          autoFocus={autoFocus}
          readOnly={readOnly}
          onChange={(event) => draft.change(event.target.value)}
          inputProps={{
            ...control,
            rows: 3,
            autoComplete: 'off',
            autoCapitalize: 'off',
            spellCheck: false,
            style: { fontFamily: monoFamily, fontSize: '0.8125rem', resize: 'none', lineHeight: 1.6 },
          }}
        />
      )}
    </Field>
  );
}
