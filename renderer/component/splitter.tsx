import { styled } from '@mui/material/styles';
import { useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';

const Bar = styled('div')(({ theme }) => ({
  position: 'relative',
  width: 1,
  flexShrink: 0,
  background: theme.vars.palette.line.strong,
  cursor: 'col-resize',
  touchAction: 'none',
  zIndex: 2,
  // The line is thin, what one grabs is not.
  '&::after': { content: '""', position: 'absolute', inset: '0 -12px' },
  '&:hover, &:focus-visible, &[data-dragging]': {
    background: theme.vars.palette.primary.main,
    boxShadow: `0 0 0 1px ${theme.vars.palette.primary.main}`,
  },
}));

const least = 20;
const most = 80;
const step = 2;
const clamp = (percent: number) => Math.round(Math.min(most, Math.max(least, percent)));

const byKey: Record<string, (percent: number) => number> = {
  ArrowLeft: (percent) => percent + step,
  ArrowRight: (percent) => percent - step,
  Home: () => most,
  End: () => least,
};

interface SplitterProps {
  /** The room that is split; percent is of its width. */
  room: RefObject<HTMLElement | null>;
  percent: number;
  onPercent: (percent: number) => void;
}

/** The line between list and detail: dragged, or moved by the arrow keys. The new width is told when it is let go. */
export function Splitter({ room, percent, onPercent }: SplitterProps) {
  const [dragging, setDragging] = useState(false);
  const latest = useRef(percent);
  const detail = (bar: HTMLElement) => bar.nextElementSibling;
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const box = room.current?.getBoundingClientRect();
    const beside = detail(event.currentTarget);
    if (!dragging || !box || !(beside instanceof HTMLElement)) return;
    latest.current = clamp(((box.right - event.clientX) / box.width) * 100);
    beside.style.width = `${latest.current}%`;
  };
  const drop = (event: PointerEvent<HTMLDivElement>) => {
    if (!dragging) return;
    setDragging(false);
    const beside = detail(event.currentTarget);
    if (beside instanceof HTMLElement) beside.style.width = '';
    onPercent(latest.current);
  };
  const press = (event: KeyboardEvent) => {
    const next = byKey[event.key];
    if (!next) return;
    event.preventDefault();
    onPercent(clamp(next(percent)));
  };
  return (
    <Bar
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the detail"
      aria-valuenow={percent}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      data-dragging={dragging || undefined}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        latest.current = percent;
        setDragging(true);
      }}
      onPointerMove={drag}
      onPointerUp={drop}
      onPointerCancel={drop}
      onKeyDown={press}
    />
  );
}
