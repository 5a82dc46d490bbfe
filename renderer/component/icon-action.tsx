import IconButton, { type IconButtonProps } from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import type { MouseEvent } from 'react';

interface IconActionProps extends Omit<IconButtonProps, 'aria-label' | 'disabled'> {
  /** The verb that it does; heard by name and shown on hover and focus. */
  label: string;
  /** Why it can't be used now and what to do about it; shown beside the name. */
  unavailable?: string | undefined;
  /** @see ActionButton */
  onRefused?: (() => void) | undefined;
}

/** A button of one icon that says its name, and why it can't be used where that is so. */
export function IconAction({ label, unavailable, onRefused, onClick, ...rest }: IconActionProps) {
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (unavailable === undefined) return onClick?.(event);
    event.preventDefault();
    return onRefused?.();
  };
  return (
    <Tooltip title={unavailable === undefined ? label : `${label}. ${unavailable}`} describeChild={unavailable !== undefined}>
      <IconButton {...rest} onClick={press} aria-label={label} aria-disabled={unavailable !== undefined || undefined} />
    </Tooltip>
  );
}
