import { useState } from 'react';
import type { Vault } from '../../../app/contract/vault.ts';
import { Decision } from '../../component/decision.tsx';
import { ReasonField, reasonStop } from '../../component/reason-field.tsx';
import { useVaultChange } from './use-vault-change.ts';

/** Puts a lock against deletion on a vault, with the reason that whoever meets it will read. */
export function LockDecision({ vault, onClose }: { vault: Vault; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const { change, error, busy } = useVaultChange(vault);
  return (
    <Decision
      open
      title={`Lock ${vault.name} against deletion`}
      verb="Lock"
      unavailable={reasonStop(reason)}
      busy={busy}
      failure={error}
      onDecide={() =>
        change(
          { deletionLock: { reason: reason.trim() } },
          { done: `${vault.name} is locked against deletion.`, back: { deletionLock: null }, after: onClose },
        )
      }
      onClose={onClose}
    >
      <span>
        While the lock stands nobody can delete this vault. Its secrets are not affected. Whoever may change the vault can take the lock
        away again.
      </span>
      <ReasonField value={reason} onChange={setReason} autoFocus hint="Shown to whoever tries, and kept in the log." />
    </Decision>
  );
}
