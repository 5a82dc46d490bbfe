import Box from '@mui/material/Box';
import { IconEraser } from '@tabler/icons-react';
import { useState } from 'react';
import { ActionButton } from '../../component/action-button.tsx';
import { countText } from '../../component/count-text.ts';
import { SelectionBar } from '../bulk/selection-bar.tsx';
import { DeleteDecision } from './delete-decision.tsx';
import { mostSelected, type LogSelection } from './use-log-selection.ts';

/** What can be done with the records that are selected. */
export function LogSelectionBar({ chosen, choose }: LogSelection) {
  const [open, setOpen] = useState(false);
  if (chosen.size === 0) return null;
  const clear = () => choose(new Set());
  const done = () => {
    setOpen(false);
    clear();
  };
  return (
    <SelectionBar text={`${countText(chosen.size, 'record')} selected`} onClear={clear}>
      <ActionButton variant="text" color="error" startIcon={<IconEraser />} onClick={() => setOpen(true)}>
        Delete records…
      </ActionButton>
      {chosen.size === mostSelected && (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          No more can be selected; older ones can be deleted by their age.
        </Box>
      )}
      {open && <DeleteDecision sequences={[...chosen]} onDone={done} onClose={() => setOpen(false)} />}
    </SelectionBar>
  );
}
