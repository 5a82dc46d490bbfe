import { useState } from 'react';
import { reason as reasonShape, type Vault } from '../../../app/contract/vault.ts';
import { Decision } from '../../component/decision.tsx';
import { TextField } from '../../component/text-field.tsx';
import { useVaultChange } from './use-vault-change.ts';

/** Puts a lock against deletion on a vault, with the reason that whoever meets it will read. */
export function LockDecision({ vault, onClose }: { vault: Vault; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const { change, error, busy } = useVaultChange(vault);
  const sound = reasonShape.safeParse(reason).success;
  return (
    <Decision
      open
      title={`Lock ${vault.name} against deletion`}
      verb="Lock"
      unavailable={sound ? undefined : 'Give a reason of at least 3 characters first.'}
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
      <TextField
        label="Reason"
        autoFocus
        hint="Shown to whoever tries, and kept in the log."
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        inputProps={{ maxLength: 500 }}
      />
    </Decision>
  );
}
