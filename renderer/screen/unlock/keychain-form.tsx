import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { SyntheticEvent } from 'react';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { UnlockRow } from './passphrase-form.tsx';
import type { UnlockFormProps } from './unlock-form.ts';

/** Opens the house with the key in this computer's keychain. */
export function KeychainForm({ slot, attempt, unlock }: UnlockFormProps) {
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (attempt.left === 0) void attempt.run(async () => void (await unlock({ kind: 'keychain', slot: slot.id })));
  };
  return (
    <Box component="form" onSubmit={submit} sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
      <Typography sx={{ color: 'text.secondary' }}>
        The keychain of this computer holds a key for the house. It may ask you to confirm.
      </Typography>
      <FailureBanner error={attempt.error} />
      <UnlockRow attempt={attempt} label="Unlock with the keychain" />
    </Box>
  );
}
