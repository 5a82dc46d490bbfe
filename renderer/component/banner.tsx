import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { MeaningIcon, type MeaningKind } from './meaning.tsx';

interface BannerProps {
  kind: MeaningKind;
  /** What one can do about it. */
  action?: ReactNode;
  children: ReactNode;
}

/** The state of a page, in its own words; announced when it appears. */
export function Banner({ kind, action, children }: BannerProps) {
  return (
    <Box
      role={kind === 'danger' ? 'alert' : 'status'}
      sx={{
        display: 'flex',
        alignItems: 'flex-start',
        gap: 2,
        p: '8px 12px',
        border: 1,
        borderColor: 'line.main',
        borderLeft: 3,
        borderLeftColor: kind === 'disabled' ? 'line.control' : `${kind}.main`,
        borderRadius: 1,
        bgcolor: 'background.paper',
      }}
    >
      <MeaningIcon kind={kind} />
      <Box sx={{ flex: 1, maxWidth: '80ch', minWidth: 0, overflowWrap: 'anywhere' }}>{children}</Box>
      {action}
    </Box>
  );
}
