import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { IconBuilding } from '@tabler/icons-react';
import { ForeignText } from './foreign-text.tsx';
import { Heard } from './heard.tsx';

/** Beside the name of an application that another organisation made: whose it is. */
export function HomeBadge({ tenant }: { tenant: string }) {
  return (
    <Tooltip title="Made by another organisation, and used here by consent.">
      <Box
        component="span"
        sx={{
          display: 'inline-flex',
          alignItems: 'center',
          gap: 1,
          minWidth: 0,
          maxWidth: '100%',
          px: 1,
          border: 1,
          borderColor: 'line.strong',
          borderRadius: 1,
          typography: 'caption',
          color: 'text.secondary',
          verticalAlign: 'bottom',
          '& .tabler-icon': { width: 14, height: 14, flexShrink: 0 },
        }}
      >
        <IconBuilding aria-hidden="true" />
        <Heard>of </Heard>
        <Box component="span" sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }}>
          <ForeignText>{tenant}</ForeignText>
        </Box>
      </Box>
    </Tooltip>
  );
}
