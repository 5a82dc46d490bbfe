import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Vault } from '../../../app/contract/vault.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { vaultPatch } from '../../api/mutation.ts';
import { Decision } from '../../component/decision.tsx';
import { ReasonField } from '../../component/reason-field.tsx';
import { useToast } from '../../component/toast.tsx';
import { OwnPassword } from '../setting/own-password.tsx';
import { proofStop } from '../setting/proof-stop.ts';
import { useSecretDraft } from '../unlock/secret-draft.ts';
import { waitReason } from '../unlock/unlock-form.ts';
import { useAttempt } from '../unlock/use-attempt.ts';
import { ProtectionLoss } from './protect-decision.tsx';

/** Protects a vault that is in use, which nobody can take back: with reason, own password, and its name typed. */
export function ProtectVaultDecision({ vault, onClose }: { vault: Vault; onClose: () => void }) {
  const { mutateAsync: patch } = useMutation(vaultPatch(useClient()));
  const say = useToast();
  const attempt = useAttempt();
  const password = useSecretDraft();
  const [reason, setReason] = useState('');
  const { name, revision, retentionDays } = vault;
  const stop = waitReason(attempt.left) ?? proofStop(reason, password.length);
  const decide = async () => {
    const protect = async () =>
      void (await patch({ vault: name, revision, purgeProtection: { reason: reason.trim(), password: password.take() } }));
    if (!(await attempt.run(protect))) return password.focus();
    say({ text: `${name} is purge-protected from now on.` });
    onClose();
  };
  return (
    <Decision
      open
      title="Turn on purge protection for good"
      verb="Turn on for good"
      danger
      typeName={name}
      unavailable={stop}
      busy={attempt.busy}
      failure={isVaultError(attempt.error, 'SignInFailed') ? undefined : attempt.error}
      onDecide={() => void decide()}
      onClose={onClose}
    >
      <ProtectionLoss name={name} retentionDays={retentionDays} />
      <ReasonField value={reason} onChange={setReason} />
      <OwnPassword draft={password} attempt={attempt} tried={false} />
    </Decision>
  );
}
