import Box from '@mui/material/Box';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { IconAction } from '../../component/icon-action.tsx';

interface SelectionBarProps {
  /** How much is selected, in words. */
  text: string;
  onClear: () => void;
  /** What can be done with it. */
  children: ReactNode;
}

/** The bar over a list of which something is selected. */
export function SelectionBar({ text, onClear, children }: SelectionBarProps) {
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
        overflowX: 'auto',
        flexShrink: 0,
      }}
    >
      <IconAction label="Clear the selection" onClick={onClear}>
        <IconX />
      </IconAction>
      <Box role="status" data-figures sx={{ fontWeight: 600, whiteSpace: 'nowrap', mr: 2 }}>
        {text}
      </Box>
      {children}
    </Box>
  );
}
