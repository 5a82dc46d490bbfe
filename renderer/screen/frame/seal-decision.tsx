import Box from '@mui/material/Box';
import { Decision } from '../../component/decision.tsx';

interface SealDecisionProps {
  open: boolean;
  busy: boolean;
  onSeal: () => void;
  onClose: () => void;
}

/** Sealing the house: said in full before it is done. */
export function SealDecision({ open, busy, onSeal, onClose }: SealDecisionProps) {
  return (
    <Decision title="Seal Strongroom" verb="Seal" danger open={open} busy={busy} onDecide={onSeal} onClose={onClose}>
      <Box component="p" sx={{ m: 0 }}>
        Sealing ends the engine and everything that could hold a value, a key, a PIN, a passphrase or a share. Whoever uses this console is
        signed out, applications get no answer, and work under way stops; what was confirmed stays saved.
      </Box>
      <Box component="p" sx={{ m: 0 }}>
        An unlock slot opens the house again.
      </Box>
    </Decision>
  );
}
