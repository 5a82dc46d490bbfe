import Box from '@mui/material/Box';
import { useRef, type ReactNode } from 'react';
import { measure } from '../theme/token.ts';
import { useNarrow } from './narrow.ts';
import { Splitter } from './splitter.tsx';

interface ListDetailProps {
  list: ReactNode;
  /** The open detail; absent when none is. */
  detail: ReactNode | undefined;
  /** Width of the detail, percent of the room; remembered by the caller. */
  percent: number;
  onPercent: (percent: number) => void;
}

/** A list alone, or beside the detail of what was chosen; in narrow windows the detail covers the list. */
export function ListDetail({ list, detail, percent, onPercent }: ListDetailProps) {
  const room = useRef<HTMLDivElement>(null);
  const narrow = useNarrow();
  const open = detail !== undefined;
  return (
    <Box ref={room} sx={{ display: 'flex', height: '100%', minWidth: 0 }}>
      {/* Hidden, not unmounted: the list keeps its place while the detail covers it. */}
      <Box sx={{ flex: 1, minWidth: 0, height: '100%', display: open && narrow ? 'none' : 'block' }}>{list}</Box>
      {open && !narrow && <Splitter room={room} percent={percent} onPercent={onPercent} />}
      {open && (
        <Box
          sx={
            narrow
              ? { width: '100%' }
              : { flexShrink: 0, width: `max(${measure.leastDetail}px, ${percent}%)`, maxWidth: 'calc(100% - 320px)' }
          }
        >
          {detail}
        </Box>
      )}
    </Box>
  );
}
