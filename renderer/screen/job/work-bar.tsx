import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Progress as ProgressBar } from '../../component/progress.tsx';
import type { Progress } from './use-work.ts';

/** Work that a screen waits for, and the way to give it up. */
export function WorkBar({ progress: { label, done, total }, onCancel }: { progress: Progress; onCancel: () => void }) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'flex-end', gap: 3 }}>
      <Box sx={{ flex: 1 }}>
        <ProgressBar label={label} {...(total > 0 ? { done, total } : {})} />
      </Box>
      <Button onClick={onCancel}>Cancel</Button>
    </Box>
  );
}
