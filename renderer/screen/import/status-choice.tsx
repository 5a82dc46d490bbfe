import Box from '@mui/material/Box';
import type { ImportStatus } from '../../../app/contract/import.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { choicesOf, choiceText } from './import-text.ts';

interface StatusChoiceProps {
  status: ImportStatus;
  count: number;
  busy: boolean;
  onChoose: (choice: ReturnType<typeof choicesOf>[number]) => void;
}

/** One choice for all rows of a status. */
export function StatusChoice({ status, count, busy, onChoose }: StatusChoiceProps) {
  const choices = choicesOf(status);
  if (choices.length < 2) return null;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexShrink: 0 }}>
      <Box sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>All {count.toLocaleString('en')}:</Box>
      {choices.map((choice) => (
        <ActionButton key={choice} busy={busy} aria-description={choiceText[choice].hint} onClick={() => onChoose(choice)}>
          {choiceText[choice].name}
        </ActionButton>
      ))}
    </Box>
  );
}
