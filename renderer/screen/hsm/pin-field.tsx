import type { ReactNode } from 'react';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { errorSentence } from '../../api/error-text.ts';
import { PassphraseField } from '../unlock/passphrase-field.tsx';
import { useSecretDraft, type SecretDraft } from '../unlock/secret-draft.ts';

/** A PIN that is chosen, typed twice. Its rules are the token's own. */
export function useNewPin() {
  const pin = useSecretDraft();
  const again = useSecretDraft();
  return { pin, again, sound: pin.length > 0 && pin.equals(again) };
}

interface PinFieldProps {
  label: string;
  draft: SecretDraft;
  tried: boolean;
  hint?: ReactNode;
  /** What asking with it failed with. */
  error?: unknown;
  autoFocus?: boolean;
}

/** A PIN that is known. */
export function PinField({ label, draft, tried, error, ...rest }: PinFieldProps) {
  const missing = tried && draft.length === 0;
  const refused = isVaultError(error, 'PinRefused') ? errorSentence(error) : undefined;
  return <PassphraseField {...rest} label={label} draft={draft} autoComplete="off" error={missing ? 'Enter the PIN.' : refused} />;
}

/** A PIN that is chosen, twice. */
export function NewPinFields({ label, secret, tried }: { label: string; secret: ReturnType<typeof useNewPin>; tried: boolean }) {
  const [short, other] = [tried && secret.pin.length === 0, tried && !secret.pin.equals(secret.again)];
  return (
    <>
      <PassphraseField label={label} draft={secret.pin} autoComplete="off" error={short ? 'Choose a PIN.' : undefined} />
      <PassphraseField
        label={`${label} again`}
        draft={secret.again}
        autoComplete="off"
        error={other ? 'The two are not the same.' : undefined}
      />
    </>
  );
}

/** Whether a failure is said beside a field already. */
export const isPinRefusal = (error: unknown): boolean => isVaultError(error, 'PinRefused');
