import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  /** What this place is for, in one sentence. */
  children: ReactNode;
  /** The first action, then a second way in. */
  actions?: ReactNode;
}

/** A place where nothing is yet: what it is for and how to begin. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: 3, px: 4, py: 6, maxWidth: 560 }}>
      <Box aria-hidden="true" sx={{ color: 'text.tertiary', '& .tabler-icon': { width: 32, height: 32, strokeWidth: 1.25 } }}>
        {icon}
      </Box>
      <Box>
        <Typography variant="h2">{title}</Typography>
        <Typography sx={{ color: 'text.secondary', mt: 1 }}>{children}</Typography>
      </Box>
      {actions && <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>{actions}</Box>}
    </Box>
  );
}
