import Box from '@mui/material/Box';
import { IconX } from '@tabler/icons-react';
import { ForeignText } from '../../component/foreign-text.tsx';
import { IconAction } from '../../component/icon-action.tsx';
import { visibleText } from '../../component/visible-text.ts';
import type { Condition } from './condition.ts';

/** One condition of a list: field, value, and the way to take it away. */
export function ConditionChip({ condition: { field, value }, onRemove }: { condition: Condition; onRemove: () => void }) {
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
