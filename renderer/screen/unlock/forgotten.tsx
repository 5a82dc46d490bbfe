import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import type { Slot } from '../../../app/contract/instance.ts';

function advice(slots: readonly Slot[]): string {
  const shares = slots.find((slot) => slot.kind === 'shares');
  if (shares) {
    const needed = shares.threshold ?? 2;
    return `Nobody can look it up. Recovery shares open the house as well: bring together ${needed} of the ${shares.count ?? needed} sheets, enter them here, and choose a new passphrase then. The shares stay valid.`;
  }
  if (slots.some((slot) => slot.kind === 'keychain')) {
    return 'Nobody can look it up, and there are no recovery shares. The keychain of this computer still opens the house; add a new passphrase under Settings then.';
  }
  if (slots.some((slot) => slot.kind === 'hsm')) {
    return 'Nobody can look it up, and there are no recovery shares. The key in a token still opens the house; add a new passphrase under Settings then.';
  }
  return 'Nobody can look it up, and this house has no recovery shares. Another passphrase of this house opens it too; whoever made it knows it.';
}

interface ForgottenProps {
  slots: readonly Slot[];
  onShares: (slot: string) => void;
}

/** What helps who has forgotten the passphrase. */
export function Forgotten({ slots, onShares }: ForgottenProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const shares = slots.find((slot) => slot.kind === 'shares');
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: 2 }}>
      <Button variant="text" color="primary" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)} sx={{ ml: -2 }}>
        Forgotten passphrase
      </Button>
      <Box id={id} hidden={!open} sx={{ maxWidth: '72ch' }}>
        <Typography sx={{ color: 'text.secondary' }}>{advice(slots)}</Typography>
        {shares && (
          <Box sx={{ mt: 3 }}>
            <Button onClick={() => onShares(shares.id)}>Enter recovery shares</Button>
          </Box>
        )}
      </Box>
    </Box>
  );
}
