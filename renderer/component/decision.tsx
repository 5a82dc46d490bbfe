import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, useState, type ReactNode } from 'react';
import { ActionButton } from './action-button.tsx';
import { Banner } from './banner.tsx';
import { FailureBanner } from './failure-banner.tsx';
import { TextField } from './text-field.tsx';
import { ToastPlace } from './toast-place.tsx';

interface DecisionProps {
  title: string;
  open: boolean;
  /** The verb on the button: `Seal`, `Turn on`. */
  verb: string;
  /** Whether what is done can hurt; a quiet decision has a plain button. */
  danger?: boolean;
  /** What must be typed to show that it is meant (levels 3 and 4 of undoing). */
  typeName?: string | undefined;
  /** Why it can't be done yet, from the fields that the caller put inside. */
  unavailable?: string | undefined;
  busy?: boolean;
  /** Why it was refused, as a sentence, where the caller has one of its own. */
  error?: string | undefined;
  /** What it failed with. */
  failure?: unknown;
  onDecide: () => void;
  onClose: () => void;
  /** What will happen and what will be lost; further fields (a reason, the password) too. */
  children: ReactNode;
}

/** A decision: what will happen, and a button with its verb. Where it can't be undone the name is typed first. */
export function Decision(props: DecisionProps) {
  const titleId = useId();
  return (
    <Dialog open={props.open} onClose={props.onClose} maxWidth="sm" fullWidth aria-labelledby={titleId}>
      <DecisionForm {...props} titleId={titleId} />
      <ToastPlace />
    </Dialog>
  );
}

function DecisionForm({
  titleId,
  title,
  verb,
  danger = false,
  typeName,
  unavailable,
  busy = false,
  error,
  failure,
  onDecide,
  onClose,
  children,
}: DecisionProps & { titleId: string }) {
  const [typed, setTyped] = useState('');
  const named = typeName === undefined || typed === typeName;
  const stop = unavailable ?? (named ? undefined : `Type “${typeName}” first.`);
  const submit = (event: { preventDefault(): void }) => {
    event.preventDefault();
    if (stop === undefined && !busy) onDecide();
  };
  return (
    <form onSubmit={submit} aria-labelledby={titleId} noValidate>
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
        {children}
        {typeName !== undefined && (
          <TextField
            label={`Type ${typeName} to confirm`}
            mono
            autoFocus
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
        {error === undefined ? <FailureBanner error={failure} /> : <Banner kind="danger">{error}</Banner>}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus={typeName === undefined}>
          Cancel
        </Button>
        <ActionButton type="submit" variant="contained" color={danger ? 'error' : 'primary'} unavailable={stop} busy={busy}>
          {verb}
        </ActionButton>
      </DialogActions>
    </form>
  );
}
