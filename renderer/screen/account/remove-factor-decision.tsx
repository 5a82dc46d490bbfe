import { useMutation } from '@tanstack/react-query';
import type { Factor, FactorKind } from '../../../app/contract/person.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { errorSentence } from '../../api/error-text.ts';
import { factorRemove } from '../../api/person-mutation.ts';
import { Decision } from '../../component/decision.tsx';
import { useToast } from '../../component/toast.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { OwnPassword } from '../setting/own-password.tsx';
import { passwordStop } from '../setting/proof-stop.ts';
import { useSecretDraft } from '../unlock/secret-draft.ts';
import { waitReason } from '../unlock/unlock-form.ts';
import { useAttempt } from '../unlock/use-attempt.ts';

const loss: Record<FactorKind, string> = {
  totp: 'Its codes sign you in no longer. Take the entry out of the app too.',
  passkey: 'It signs you in no longer. It can be deleted from the device or key too.',
  'recovery-code': 'None of the codes signs you in any more.',
};

/** Takes a second factor of one's own away, with the own password. */
export function RemoveFactorDecision({ factor, onClose }: { factor: Factor; onClose: () => void }) {
  const { mutateAsync: remove } = useMutation(factorRemove(useClient()));
  const say = useToast();
  const attempt = useAttempt();
  const password = useSecretDraft();
  const name = visibleText(factor.label);
  const decide = async () => {
    const done = await attempt.run(async () => void (await remove({ id: factor.id, password: password.take() })));
    if (!done) return password.focus();
    say({ text: `${name} was removed.` });
    onClose();
  };
  const wrong = isVaultError(attempt.error, 'SignInFailed');
  return (
    <Decision
      open
      title={`Remove ${name}`}
      verb="Remove"
      danger
      unavailable={waitReason(attempt.left) ?? passwordStop(password.length)}
      busy={attempt.busy}
      error={wrong ? undefined : errorSentence(attempt.error)}
      onDecide={() => void decide()}
      onClose={onClose}
    >
      <span>{loss[factor.kind]}</span>
      <OwnPassword draft={password} attempt={attempt} tried={false} />
    </Decision>
  );
}
