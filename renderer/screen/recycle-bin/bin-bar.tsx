import Box from '@mui/material/Box';
import { IconArrowBackUp, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Selection } from '../../../app/contract/bulk.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { IconAction } from '../../component/icon-action.tsx';
import { BulkPanel } from '../bulk/bulk-panel.tsx';

interface BinBarProps {
  count: number;
  selection: Selection;
  onClear: () => void;
}

/** What is selected in the bin, and the two ways out of it; each begins with a preview. */
export function BinBar({ count, selection, onClear }: BinBarProps) {
  const [open, setOpen] = useState<'recover' | 'purge'>();
  const [begun, setBegun] = useState(false);
  const close = () => {
    setOpen(undefined);
    if (begun) onClear();
  };
  return (
    <Box
      role="toolbar"
      aria-label="Selection"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        px: 3,
        py: 1,
        minHeight: 44,
        borderBottom: 1,
        borderColor: 'line.main',
        bgcolor: 'primary.quiet',
        flexShrink: 0,
      }}
    >
      <IconAction label="Clear the selection" onClick={onClear}>
        <IconX />
      </IconAction>
      <Box role="status" data-figures sx={{ fontWeight: 600, whiteSpace: 'nowrap', mr: 2 }}>
        {count.toLocaleString('en')} selected
      </Box>
      <ActionButton startIcon={<IconArrowBackUp />} onClick={() => setOpen('recover')}>
        Recover
      </ActionButton>
      <ActionButton color="error" onClick={() => setOpen('purge')}>
        Purge…
      </ActionButton>
      {open !== undefined && <BulkPanel kind={open} selection={selection} count={count} onClose={close} onBegun={() => setBegun(true)} />}
    </Box>
  );
}
