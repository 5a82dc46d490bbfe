import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { IconColumns3, IconSquare, IconSquareCheckFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import { IconAction } from '../../component/icon-action.tsx';
import { columnsOf, secretColumns, toggleColumn } from './secret-column.tsx';

/** Which columns lists of secrets show; remembered by the shell. */
export function ColumnMenu() {
  const shell = useShell();
  const { secretColumns: chosen } = useShellState().preference;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const shown = columnsOf(chosen);
  return (
    <>
      <IconAction label="Columns" aria-haspopup="menu" aria-expanded={anchor !== null} onClick={(event) => setAnchor(event.currentTarget)}>
        <IconColumns3 />
      </IconAction>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)} slotProps={{ list: { 'aria-label': 'Columns' } }}>
        {secretColumns.slice(1).map(({ key, title }) => {
          const checked = shown.some((column) => column.key === key);
          return (
            <MenuItem
              key={key}
              role="menuitemcheckbox"
              aria-checked={checked}
              onClick={() => shell.setPreference({ secretColumns: toggleColumn(chosen, key) })}
            >
              {checked ? <IconSquareCheckFilled aria-hidden="true" /> : <IconSquare aria-hidden="true" />}
              {title}
            </MenuItem>
          );
        })}
      </Menu>
    </>
  );
}
