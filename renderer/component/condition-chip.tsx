import Box from '@mui/material/Box';
import { IconX } from '@tabler/icons-react';
import { ForeignText } from './foreign-text.tsx';
import { IconAction } from './icon-action.tsx';
import { visibleText } from './visible-text.ts';

interface ConditionChipProps {
  field: string;
  /** As a person reads it; may hold what others wrote. */
  value: string;
  onRemove: () => void;
}

/** One condition of a list: field, value, and the way to take it away. */
export function ConditionChip({ field, value, onRemove }: ConditionChipProps) {
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        height: 32,
        pl: 2,
        flexShrink: 0,
        border: 1,
        borderColor: 'line.control',
        borderRadius: 1,
        bgcolor: 'background.raised',
        whiteSpace: 'nowrap',
      }}
    >
      <Box component="span" sx={{ color: 'text.tertiary' }}>
        {field}
      </Box>
      <Box component="span" sx={{ fontWeight: 600, maxWidth: 220, overflow: 'hidden', textOverflow: 'ellipsis' }}>
        <ForeignText>{value}</ForeignText>
      </Box>
      <IconAction
        label={`Remove ${field} ${visibleText(value)}`}
        onClick={onRemove}
        sx={{ width: 26, height: 26, mr: '2px', '& .tabler-icon': { width: 14, height: 14 } }}
      >
        <IconX />
      </IconAction>
    </Box>
  );
}
