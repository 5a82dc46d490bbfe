import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useAccess, useMay } from '../../api/access-context.ts';
import type { May } from '../../api/may.ts';
import { IconAction } from '../../component/icon-action.tsx';
import { refusalSentence } from '../../component/unavailable.ts';
import { DeleteDecision } from './delete-decision.tsx';
import { RetentionDecision } from './retention-decision.tsx';

/** What is seldom done to the log: deleting old records, and how long they are kept. */
export function MoreMenu() {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState<'delete' | 'retention'>();
  const mayDelete = useMay({ operation: 'LogDelete' });
  const mayKeep = useMay({ operation: 'LogRetentionPut' });
  const close = () => setOpen(undefined);
  const choose = (what: typeof open) => {
    setAnchor(null);
    setOpen(what);
  };
  return (
    <>
      <IconAction
        label="More about the log"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <IconDots />
      </IconAction>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        slotProps={{ list: { 'aria-label': 'More about the log' } }}
      >
        <Item name="Delete old records…" may={mayDelete} onChoose={() => choose('delete')} />
        <Item name="How long records are kept…" may={mayKeep} onChoose={() => choose('retention')} />
      </Menu>
      {open === 'delete' && <DeleteDecision onDone={close} onClose={close} />}
      {open === 'retention' && <RetentionDecision onClose={close} />}
    </>
  );
}

/** Where one may not, it says why, and pressing it shows the way to ask. */
function Item({ name, may, onChoose, ...rest }: { name: string; may: May; onChoose: () => void }) {
  const access = useAccess();
  const press = () => (may.state === 'no' ? access?.explain(may) : onChoose());
  return (
    <MenuItem {...rest} aria-disabled={may.state === 'no' || undefined} onClick={press}>
      <ListItemText
        primary={name}
        secondary={may.state === 'no' ? refusalSentence(may) : undefined}
        slotProps={{
          primary: { sx: may.state === 'no' ? { color: 'text.tertiary' } : {} },
          secondary: { sx: { maxWidth: 320, whiteSpace: 'normal' } },
        }}
      />
    </MenuItem>
  );
}
