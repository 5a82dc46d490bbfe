import { isVaultError } from '../../../app/contract/vault-error.ts';
import { AttemptWait } from '../unlock/attempt-wait.tsx';
import { PassphraseField } from '../unlock/passphrase-field.tsx';
import type { SecretDraft } from '../unlock/secret-draft.ts';
import type { Attempt } from '../unlock/use-attempt.ts';

interface OwnPasswordProps {
  draft: SecretDraft;
  attempt: Attempt;
  /** Whether to say that it is missing. */
  tried: boolean;
}

/** The own password once more, for what must not happen at a desk that was left open. */
export function OwnPassword({ draft, attempt, tried }: OwnPasswordProps) {
  const wrong = isVaultError(attempt.error, 'SignInFailed');
  const missing = tried && draft.length === 0;
  return (
    <>
      <PassphraseField
        label="Your password"
        draft={draft}
        autoComplete="off"
        readOnly={attempt.busy}
        error={missing ? 'Enter your own password.' : wrong ? 'This is not your password. The attempt was recorded.' : undefined}
        hint="Your own, to show that it is you."
      />
      <AttemptWait left={attempt.left} waited={attempt.waited} />
    </>
  );
}
