import Box from '@mui/material/Box';
import MenuItem, { type MenuItemProps } from '@mui/material/MenuItem';
import type { ActionProps } from './use-action.ts';

interface ActionItemProps extends Omit<MenuItemProps, 'action' | 'onClick'> {
  words: string;
  action: ActionProps;
  /** Told before it is done. */
  onChosen: () => void;
}

/** An action as an item of a menu; where it can't be used it says why under its name. */
export function ActionItem({ words, action, onChosen, ...rest }: ActionItemProps) {
  const { unavailable, onRefused, onClick } = action;
  const stopped = unavailable !== undefined;
  const choose = () => {
    if (stopped && !onRefused) return;
    onChosen();
    (onRefused ?? onClick)();
  };
  return (
    <MenuItem
      {...rest}
      aria-disabled={stopped || undefined}
      onClick={choose}
      sx={{ display: 'block', maxWidth: 360, whiteSpace: 'normal' }}
    >
      <Box sx={stopped ? { color: 'text.tertiary' } : {}}>{words}</Box>
      {stopped && <Box sx={{ typography: 'caption', color: 'text.tertiary' }}>{unavailable}</Box>}
    </MenuItem>
  );
}
