import Box from '@mui/material/Box';
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { BarShapes } from './bar-shapes.tsx';
import { spanOf, sumOf, tallyOf, type Histogram } from './histogram.ts';
import { clockTexts, spanWords, tallyWords } from './histogram-text.ts';

const height = 64;

interface HistogramViewProps {
  histogram: Histogram;
  /** Shows only the records of a stretch, both ends included. */
  onSpan: (span: { from: number; until: number }) => void;
}

/** The bars where a brush began and where it is now. */
interface Brush {
  readonly first: number;
  readonly last: number;
}

/**
 * Records over time, by result. A stretch is drawn with the mouse, or with the keyboard: arrows move, Shift extends, Enter shows only
 * that stretch, Esc gives it up. It speaks as a slider does: each step says its stretch and what is in it.
 */
export function HistogramView({ histogram, onSpan }: HistogramViewProps) {
  const { held, hovered, last, handlers } = useBrush(histogram, onSpan);
  const at = held ?? (hovered === undefined ? undefined : { first: hovered, last: hovered });
  const said = at ?? { first: last, last };
  const words = `${spanWords(histogram, said.first, said.last)}: ${tallyWords(tallyOf(histogram, said.first, said.last))}`;
  return (
    <Box sx={{ px: 4, pt: 2, pb: 1, borderBottom: 1, borderColor: 'line.main', flexShrink: 0 }}>
      <Box
        aria-hidden="true"
        data-figures
        sx={{ height: 18, typography: 'caption', color: 'text.tertiary', overflow: 'hidden', whiteSpace: 'nowrap' }}
      >
        {at ? words : summaryOf(histogram)}
      </Box>
      <Box
        role="slider"
        tabIndex={0}
        aria-label="Records over time. Arrows move, Shift extends, Enter shows only this stretch"
        aria-valuemin={0}
        aria-valuemax={Math.max(0, last)}
        aria-valuenow={Math.max(0, said.last)}
        aria-valuetext={words}
        {...handlers}
        sx={{ height, cursor: 'crosshair', touchAction: 'none', borderBottom: 1, borderColor: 'line.strong' }}
      >
        <BarShapes bars={histogram.bars} marked={at} height={height} />
      </Box>
      <Box
        aria-hidden="true"
        data-figures
        sx={{ display: 'flex', justifyContent: 'space-between', typography: 'caption', color: 'text.tertiary' }}
      >
        {clockTexts(histogram).map((text, index) => (
          <span key={index}>{text}</span>
        ))}
      </Box>
    </Box>
  );
}

/** What is drawn, and what pointer and keys do to it. */
function useBrush(histogram: Histogram, onSpan: HistogramViewProps['onSpan']) {
  const [brush, setBrush] = useState<Brush>();
  const [hovered, setHovered] = useState<number>();
  const last = histogram.bars.length - 1;
  const drawing = useRef(false);
  // Bars become fewer when others are shown.
  const held = brush && { first: Math.min(brush.first, last), last: Math.min(brush.last, last) };
  const apply = (range: Brush) => {
    setBrush(undefined);
    onSpan(spanOf(histogram, range.first, range.last));
  };
  const barAt = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.min(last, Math.max(0, Math.floor(((event.clientX - box.left) / Math.max(1, box.width)) * (last + 1))));
  };
  const press = (event: KeyboardEvent) => {
    const next = keyed(event, held, last);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (next === 'apply') apply(held ?? { first: last, last });
    else setBrush(next === 'give up' ? undefined : next);
  };
  const pointer = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      drawing.current = true;
      setBrush({ first: barAt(event), last: barAt(event) });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const bar = barAt(event);
      if (drawing.current) setBrush((before) => before && { ...before, last: bar });
      else setHovered(bar);
    },
    onPointerUp: () => {
      if (drawing.current && held) apply(held);
      drawing.current = false;
    },
    onPointerCancel: () => {
      drawing.current = false;
      setBrush(undefined);
    },
    onPointerLeave: () => setHovered(undefined),
  };
  return { held, hovered, last, handlers: { onKeyDown: press, onBlur: () => setBrush(undefined), ...pointer } };
}

const summaryOf = (histogram: Histogram) => (sumOf(histogram.total) === 0 ? 'No records' : tallyWords(histogram.total));

/** What a key makes of the brush; undefined for keys that mean nothing here. */
function keyed(event: KeyboardEvent, held: Brush | undefined, most: number): Brush | 'apply' | 'give up' | undefined {
  if (event.key === 'Enter' || event.key === ' ') return 'apply';
  if (event.key === 'Escape') return held && 'give up';
  const now = held ?? { first: most + 1, last: most + 1 };
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: now.last - 1,
    ArrowRight: now.last + 1,
    PageUp: now.last - 8,
    PageDown: now.last + 8,
    Home: 0,
    End: most,
  };
  const to = steps[event.key];
  if (to === undefined) return undefined;
  const last = Math.min(most, Math.max(0, to));
  return { first: event.shiftKey && held ? held.first : last, last };
}
