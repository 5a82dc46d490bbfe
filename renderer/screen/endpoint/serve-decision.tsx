import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Endpoint } from '../../../app/contract/endpoint.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { endpointPut } from '../../api/endpoint-mutation.ts';
import { Decision } from '../../component/decision.tsx';
import { ReasonField } from '../../component/reason-field.tsx';
import { useToast } from '../../component/toast.tsx';
import { OwnPassword } from '../setting/own-password.tsx';
import { proofStop } from '../setting/proof-stop.ts';
import { useSecretDraft } from '../unlock/secret-draft.ts';
import { waitReason } from '../unlock/unlock-form.ts';
import { useAttempt } from '../unlock/use-attempt.ts';

/** Switching on what other computers can reach: with reason and own password. */
export function ServeDecision({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const say = useToast();
  const { mutateAsync: put } = useMutation(endpointPut(useClient()));
  const attempt = useAttempt();
  const password = useSecretDraft();
  const [reason, setReason] = useState('');
  const stop = waitReason(attempt.left) ?? proofStop(reason, password.length);
  const decide = async () => {
    const input = { on: true, reason: reason.trim(), revision: endpoint.revision };
    if (!(await attempt.run(async () => void (await put({ ...input, password: password.take() }))))) return password.focus();
    say({ text: 'Applications are served.' });
    onClose();
  };
  return (
    <Decision
      open
      title="Serve applications"
      verb="Serve them"
      unavailable={stop}
      busy={attempt.busy}
      failure={isVaultError(attempt.error, 'SignInFailed') ? undefined : attempt.error}
      onDecide={() => void decide()}
      onClose={onClose}
    >
      <span>Every computer that can reach {endpoint.address} can then connect. Tokens and roles stand between it and the vaults.</span>
      <ReasonField value={reason} onChange={setReason} />
      <OwnPassword draft={password} attempt={attempt} tried={false} />
    </Decision>
  );
}
