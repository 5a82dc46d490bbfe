import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { importStatus, type ImportStatus } from '../../../app/contract/import.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { toggleLook } from '../../component/toggle-look.ts';
import { choicesOf, choiceText, statusText } from './import-text.ts';

interface StatusChipsProps {
  counts: Output<'ImportRowList'>['counts'];
  status: ImportStatus | undefined;
  onStatus: (status: ImportStatus | undefined) => void;
}

/** How many rows there are of each status; pressing one shows only those. */
export function StatusChips({ counts, status, onStatus }: StatusChipsProps) {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const some = importStatus.options.filter((it) => counts[it] > 0);
  return (
    <ToggleButtonGroup
      size="small"
      exclusive
      aria-label="Status"
      value={status ?? 'all'}
      onChange={(_event, value: unknown) => onStatus(importStatus.safeParse(value).data)}
      sx={{ flexShrink: 0 }}
    >
      <ToggleButton value="all" sx={toggleLook}>
        all {all.toLocaleString('en')}
      </ToggleButton>
      {some.map((it) => (
        <ToggleButton key={it} value={it} sx={toggleLook}>
          <Meaning kind={statusText[it].kind}>
            {statusText[it].name} {counts[it].toLocaleString('en')}
          </Meaning>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

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
