import Box from '@mui/material/Box';
import { useState, type SyntheticEvent } from 'react';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { AttemptWait } from './attempt-wait.tsx';
import { PassphraseField } from './passphrase-field.tsx';
import { useSecretDraft } from './secret-draft.ts';
import { waitReason, type UnlockFormProps } from './unlock-form.ts';

/** Opens the house with a passphrase. After a wrong one the field keeps the focus and what was typed. */
export function PassphraseForm({ slot, attempt, unlock }: UnlockFormProps) {
  const draft = useSecretDraft();
  const [empty, setEmpty] = useState(false);
  const wrong = isVaultError(attempt.error, 'UnlockFailed');
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (attempt.left > 0 || attempt.busy) return;
    setEmpty(draft.length === 0);
    if (
      draft.length > 0 &&
      (await attempt.run(async () => void (await unlock({ kind: 'passphrase', slot: slot.id, passphrase: draft.take() }))))
    )
      draft.clear();
    draft.focus();
  };
  return (
    <Box component="form" noValidate onSubmit={(event) => void submit(event)} sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
      <PassphraseField
        label="Passphrase"
        draft={draft}
        autoComplete="off"
        autoFocus
        readOnly={attempt.busy}
        error={empty ? 'Enter the passphrase.' : wrong ? 'This is not the passphrase of this slot. The attempt was recorded.' : undefined}
      />
      {!wrong && <FailureBanner error={attempt.error} />}
      <UnlockRow attempt={attempt} label="Unlock" />
    </Box>
  );
}

interface UnlockRowProps {
  attempt: UnlockFormProps['attempt'];
  label: string;
  /** Why it can't be tried, beside the wait after a failure. */
  unavailable?: string | undefined;
}

/** The button of a way to unlock, and the time left beside it. */
export function UnlockRow({ attempt, label, unavailable }: UnlockRowProps) {
  const stop = waitReason(attempt.left) ?? unavailable;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 4 }}>
      <ActionButton type="submit" variant="contained" color="primary" busy={attempt.busy} unavailable={stop}>
        {label}
      </ActionButton>
      <AttemptWait left={attempt.left} waited={attempt.waited} />
    </Box>
  );
}
