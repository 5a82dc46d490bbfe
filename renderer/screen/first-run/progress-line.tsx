import Box from '@mui/material/Box';
import { IconCheck } from '@tabler/icons-react';

interface ProgressLineProps {
  steps: readonly string[];
  /** Where one is, from 0. */
  current: number;
  /** Steps before it that were left out. */
  skipped?: readonly number[];
}

/** Where one is among the steps: done, here, to come. */
export function ProgressLine({ steps, current, skipped = [] }: ProgressLineProps) {
  return (
    <Box
      component="ol"
      aria-label="Steps"
      sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gridTemplateColumns: `repeat(${steps.length}, 1fr)`, gap: 2 }}
    >
      {steps.map((step, at) => (
        <Box
          component="li"
          key={step}
          aria-current={at === current ? 'step' : undefined}
          sx={{
            borderTop: '3px solid',
            borderColor: at <= current ? 'primary.main' : 'line.strong',
            pt: 2,
            display: 'flex',
            gap: 1,
            alignItems: 'center',
            typography: 'caption',
            fontWeight: at === current ? 600 : 400,
            color: at === current ? 'text.primary' : 'text.tertiary',
          }}
        >
          {at < current && !skipped.includes(at) && <IconCheck aria-label="done:" style={{ width: 14, height: 14 }} />}
          {step}
        </Box>
      ))}
    </Box>
  );
}
