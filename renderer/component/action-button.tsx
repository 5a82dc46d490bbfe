import Button, { type ButtonProps } from '@mui/material/Button';
import CircularProgress from '@mui/material/CircularProgress';
import Tooltip from '@mui/material/Tooltip';
import type { MouseEvent } from 'react';

export interface ActionButtonProps extends Omit<ButtonProps, 'disabled'> {
  /** Why it can't be used now and what to do about it. It stays focusable, so that everyone can read this. */
  unavailable?: string | undefined;
  /** What pressing it does where it can't be used for want of rights: it shows the way to ask for them. */
  onRefused?: (() => void) | undefined;
  /** Its work is under way: a second press does nothing. */
  busy?: boolean;
}

/** A button that explains itself when it can't be used. */
export function ActionButton({ unavailable, onRefused, busy = false, onClick, startIcon, children, ...rest }: ActionButtonProps) {
  const stopped = busy || unavailable !== undefined;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (stopped) event.preventDefault();
    if (stopped && !busy) onRefused?.();
    else if (!stopped) onClick?.(event);
  };
  const button = (
    <Button
      {...rest}
      onClick={press}
      aria-disabled={stopped || undefined}
      aria-busy={busy || undefined}
      startIcon={busy ? <CircularProgress size={14} color="inherit" aria-label="Working" /> : startIcon}
    >
      {children}
    </Button>
  );
  // Always inside a tooltip, so that the button stays the same element, and keeps the focus, when its reason comes or goes.
  return <Tooltip title={unavailable ?? ''}>{button}</Tooltip>;
}
