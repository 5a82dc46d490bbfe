import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { IconColumns3, IconSquare, IconSquareCheckFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { IconAction } from './icon-action.tsx';

interface ColumnMenuProps {
  /** Those that can be hidden, in order. */
  columns: readonly { readonly key: string; readonly title: string }[];
  shown: (key: string) => boolean;
  onToggle: (key: string) => void;
}

/** Which columns a list shows. */
export function ColumnMenu({ columns, shown, onToggle }: ColumnMenuProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <IconAction label="Columns" aria-haspopup="menu" aria-expanded={anchor !== null} onClick={(event) => setAnchor(event.currentTarget)}>
        <IconColumns3 />
      </IconAction>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)} slotProps={{ list: { 'aria-label': 'Columns' } }}>
        {columns.map(({ key, title }) => {
          const checked = shown(key);
          return (
            <MenuItem key={key} role="menuitemcheckbox" aria-checked={checked} onClick={() => onToggle(key)}>
              {checked ? <IconSquareCheckFilled aria-hidden="true" /> : <IconSquare aria-hidden="true" />}
              {title}
            </MenuItem>
          );
        })}
      </Menu>
    </>
  );
}
