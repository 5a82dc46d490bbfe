import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId } from 'react';
import type { Refused } from '../../api/may.ts';
import { RefusalFacts } from '../../component/refusal-view.tsx';
import { ToastPlace } from '../../component/toast-place.tsx';

/** Why something is refused, and the way to ask for it. */
export function RefusalDialog({ refused, onClose }: { refused: Refused; onClose: () => void }) {
  const titleId = useId();
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby={titleId}>
      <DialogTitle id={titleId}>Your roles don’t include this</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: 4 }}>
        <RefusalFacts refused={refused} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
      </DialogActions>
      <ToastPlace />
    </Dialog>
  );
}
