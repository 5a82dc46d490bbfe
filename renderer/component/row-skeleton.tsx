import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { measure } from '../theme/token.ts';
import { Heard } from './heard.tsx';
import { Late } from './late.tsx';

const widths = ['32%', '24%', '40%', '28%', '36%', '22%', '30%', '26%'];

/** The shape of rows that are on their way. */
export function RowSkeleton({ rows = 8, rowHeight = measure.row }: { rows?: number; rowHeight?: number }) {
  return (
    <Late>
      <Box role="status">
        <Heard>Loading</Heard>
        <Box sx={{ height: measure.denseRow, borderBottom: 1, borderColor: 'line.main' }} />
        {Array.from({ length: rows }, (_, at) => (
          <Box
            key={at}
            sx={{ height: rowHeight, px: 4, display: 'flex', alignItems: 'center', gap: 6, borderBottom: 1, borderColor: 'line.main' }}
          >
            <Skeleton width={widths[at % widths.length] ?? '30%'} height={10} />
            <Skeleton width="12%" height={10} />
            <Skeleton width="9%" height={10} />
          </Box>
        ))}
      </Box>
    </Late>
  );
}
