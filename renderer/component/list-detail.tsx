import Box from '@mui/material/Box';
import { useLayoutEffect, useRef, type ReactNode } from 'react';
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

/**
 * A list alone, or beside the detail of what was chosen; in narrow windows the detail covers the list. Where the focus goes with the
 * detail, the list has it.
 */
export function ListDetail({ list, detail, percent, onPercent }: ListDetailProps) {
  const room = useRef<HTMLDivElement>(null);
  const narrow = useNarrow();
  const open = detail !== undefined;
  const side = useFocusAfter(open);
  return (
    <Box ref={room} sx={{ display: 'flex', height: '100%', minWidth: 0 }}>
      {/* Hidden, not unmounted: the list keeps its place while the detail covers it. */}
      <Box
        ref={side}
        tabIndex={-1}
        sx={{ flex: 1, minWidth: 0, height: '100%', display: open && narrow ? 'none' : 'block', '&:focus': { outline: 'none' } }}
      >
        {list}
      </Box>
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

/** The rows, or where there are none what says so, once the detail is gone and nothing else has the focus. */
function useFocusAfter(open: boolean) {
  const side = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(open);
  // At once: a moment later what stood around the detail would have it.
  useLayoutEffect(() => {
    const nowhere = document.activeElement === null || document.activeElement === document.body;
    if (wasOpen.current && !open && nowhere) (side.current?.querySelector<HTMLElement>('[role="grid"]') ?? side.current)?.focus();
    wasOpen.current = open;
  }, [open]);
  return side;
}
