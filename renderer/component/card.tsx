import Box from '@mui/material/Box';
import type { AriaAttributes, ReactNode } from 'react';

interface CardProps extends Pick<AriaAttributes, 'aria-label' | 'aria-labelledby'> {
  children: ReactNode;
}

/** A framed part of a page that stands for itself. */
export function Card(props: CardProps) {
  return (
    <Box
      component="section"
      {...props}
      sx={{
        border: 1,
        borderColor: 'line.main',
        borderRadius: '6px',
        bgcolor: 'background.paper',
        p: 4,
        display: 'flex',
        flexDirection: 'column',
        gap: 3,
      }}
    />
  );
}
