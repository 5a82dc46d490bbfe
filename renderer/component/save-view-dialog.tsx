import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, useState } from 'react';
import { ActionButton } from './action-button.tsx';
import { FailureBanner } from './failure-banner.tsx';
import { TextField } from './text-field.tsx';
import { ToastPlace } from './toast-place.tsx';

interface SaveViewDialogProps {
  /** Names that are there already. */
  names: readonly string[];
  hint: string;
  busy: boolean;
  error: unknown;
  onSave: (name: string) => void;
  onClose: () => void;
}

/** Gives a list a name; one of that name is replaced. */
export function SaveViewDialog({ names, hint, busy, error, onSave, onClose }: SaveViewDialogProps) {
  const titleId = useId();
  const [name, setName] = useState('');
  const taken = names.includes(name.trim());
  const submit = (event: { preventDefault(): void }) => {
    event.preventDefault();
    if (name.trim() !== '' && !busy) onSave(name);
  };
  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth aria-labelledby={titleId}>
      <form onSubmit={submit} noValidate>
        <DialogTitle id={titleId}>Save this filter</DialogTitle>
        <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
          <TextField
            label="Name"
            autoFocus
            value={name}
            hint={taken ? 'A filter of this name is there: it will be replaced.' : hint}
            inputProps={{ maxLength: 60 }}
            onChange={(event) => setName(event.target.value)}
          />
          <FailureBanner error={error} />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <ActionButton
            type="submit"
            variant="contained"
            color="primary"
            busy={busy}
            unavailable={name.trim() === '' ? 'Give it a name first.' : undefined}
          >
            {taken ? 'Replace' : 'Save'}
          </ActionButton>
        </DialogActions>
      </form>
      <ToastPlace />
    </Dialog>
  );
}
