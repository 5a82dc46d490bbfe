import Box from '@mui/material/Box';
import { useId } from 'react';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Meaning } from '../../component/meaning.tsx';

interface MeterProps {
  name: string;
  value: number;
  most: number;
  unit: string;
  /** What went beyond. */
  warning?: string;
}

/** How much of a limit is used: a bar, and the numbers beside it. */
export function Meter({ name, value, most, unit, warning }: MeterProps) {
  const id = useId();
  const part = Math.min(1, value / most);
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 11em) minmax(80px, 1fr) minmax(0, 15em)',
        columnGap: 3,
        alignItems: 'center',
        minHeight: 28,
      }}
    >
      <Box id={id} sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
        <ForeignText>{name}</ForeignText>
      </Box>
      <Box
        role="meter"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={most}
        aria-valuenow={Math.min(value, most)}
        aria-valuetext={`${value.toLocaleString('en')} of ${most.toLocaleString('en')}`}
        sx={{ height: 10, border: 1, borderColor: 'line.control', borderRadius: 1, overflow: 'hidden', bgcolor: 'background.raised' }}
      >
        <Box
          sx={{ width: `${part * 100}%`, minWidth: value > 0 ? 2 : 0, height: '100%', bgcolor: warning ? 'warning.main' : 'primary.main' }}
        />
      </Box>
      <Box data-figures sx={{ typography: 'caption', color: 'text.secondary' }}>
        {value.toLocaleString('en')} of {most.toLocaleString('en')} {unit}
        {warning !== undefined && (
          <Box>
            <Meaning kind="warning">{warning}</Meaning>
          </Box>
        )}
      </Box>
    </Box>
  );
}
