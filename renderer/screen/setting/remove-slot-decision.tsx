import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Slot } from '../../../app/contract/instance.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { slotRemove } from '../../api/mutation.ts';
import { Decision } from '../../component/decision.tsx';
import { ReasonField } from '../../component/reason-field.tsx';
import { useToast } from '../../component/toast.tsx';
import { useSecretDraft } from '../unlock/secret-draft.ts';
import { slotTitle } from '../unlock/slot-choice.tsx';
import { waitReason } from '../unlock/unlock-form.ts';
import { useAttempt } from '../unlock/use-attempt.ts';
import { OwnPassword } from './own-password.tsx';
import { proofStop } from './proof-stop.ts';

const loss: Record<Slot['kind'], string> = {
  passphrase: 'This passphrase no longer opens the house. Copies of the data made before still open with it.',
  shares: 'None of these shares opens the house any more, however many meet. Copies of the data made before still open with them.',
  keychain: 'This computer no longer opens the house by itself. Copies of the data made before still open with its key.',
  hsm: 'This token no longer opens the house: its key is destroyed in it, at the latest when it is plugged in and opened the next time. Copies of the data made before open with it no more once that is done.',
};

/** Takes away a way to open the house: with reason, own password, and its name typed. */
export function RemoveSlotDecision({ slot, onClose }: { slot: Slot; onClose: () => void }) {
  const { mutateAsync: remove } = useMutation(slotRemove(useClient()));
  const say = useToast();
  const attempt = useAttempt();
  const password = useSecretDraft();
  const [reason, setReason] = useState('');
  const name = slotTitle(slot);
  const stop = waitReason(attempt.left) ?? proofStop(reason, password.length);
  const decide = async () => {
    const done = await attempt.run(async () => void (await remove({ slot: slot.id, reason: reason.trim(), password: password.take() })));
    if (!done) return password.focus();
    say({ text: `The slot ${name} was removed.` });
    onClose();
  };
  return (
    <Decision
      open
      title={`Remove ${name}`}
      verb="Remove for good"
      danger
      typeName={name}
      unavailable={stop}
      busy={attempt.busy}
      failure={isVaultError(attempt.error, 'SignInFailed') ? undefined : attempt.error}
      onDecide={() => void decide()}
      onClose={onClose}
    >
      <span>{loss[slot.kind]} This can’t be undone; a new slot can be added at any time.</span>
      <ReasonField value={reason} onChange={setReason} />
      <OwnPassword draft={password} attempt={attempt} tried={false} />
    </Decision>
  );
}
