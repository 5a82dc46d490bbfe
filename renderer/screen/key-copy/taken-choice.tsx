import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useId } from 'react';
import { toggleLook } from '../../component/toggle-look.ts';
import type { CopyChoice } from './copy-choice.ts';

interface TakenChoiceProps {
  /** How many names are taken by other settings. */
  count: number;
  taken: CopyChoice['taken'];
  onTaken: (taken: CopyChoice['taken']) => void;
}

/** One choice for all names that are taken. */
export function TakenChoice({ count, taken, onTaken }: TakenChoiceProps) {
  const id = useId();
  if (count === 0) return null;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexShrink: 0 }}>
      <Box id={id} sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
        What differs:
      </Box>
      <ToggleButtonGroup
        size="small"
        exclusive
        aria-labelledby={id}
        value={taken}
        onChange={(_event, value: unknown) => (value === 'skip' || value === 'version') && onTaken(value)}
      >
        <ToggleButton value="skip" sx={toggleLook}>
          leave
        </ToggleButton>
        <ToggleButton value="version" sx={toggleLook}>
          new version
        </ToggleButton>
      </ToggleButtonGroup>
    </Box>
  );
}
