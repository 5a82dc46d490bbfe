import Box from '@mui/material/Box';
import type { Result } from '../../../app/contract/log.ts';
import { sumOf, type Tally } from './histogram.ts';

/** From the ground up: what went wrong stands where it is seen first. */
const order: readonly (readonly [Result, string])[] = [
  ['failed', 'danger.main'],
  ['refused', 'warning.main'],
  ['attempted', 'notice.main'],
  ['succeeded', 'primary.main'],
];

const step = 10;
const gap = 2;
/** Something is never drawn as nothing. */
const least = 1.5;

interface BarShapesProps {
  bars: readonly Tally[];
  marked: { readonly first: number; readonly last: number } | undefined;
  height: number;
}

/** Stacked bars. Their meaning is said in words beside them, and heard from the slider that they lie in. */
export function BarShapes({ bars, marked, height }: BarShapesProps) {
  const most = Math.max(1, ...bars.map(sumOf));
  const width = Math.max(1, bars.length) * step;
  const [first, last] = marked ? [Math.min(marked.first, marked.last), Math.max(marked.first, marked.last)] : [0, -1];
  return (
    <Box
      component="svg"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      sx={{ display: 'block', width: '100%', height: '100%' }}
    >
      {last >= first && (
        <Box
          component="rect"
          x={first * step}
          y={0}
          width={(last - first + 1) * step}
          height={height}
          sx={{ color: 'primary.quiet', fill: 'currentColor' }}
        />
      )}
      {order.map(([result, color]) => (
        <Box key={result} component="path" d={pathOf(bars, result, { most, height })} sx={{ color, fill: 'currentColor' }} />
      ))}
    </Box>
  );
}

interface Scale {
  readonly most: number;
  readonly height: number;
}

const tallOf = (count: number, { most, height }: Scale) => (count === 0 ? 0 : Math.max(least, (count / most) * (height - 8)));

/** One shape for all parts of one colour. */
function pathOf(bars: readonly Tally[], result: Result, scale: Scale): string {
  const below = order.slice(
    0,
    order.findIndex(([it]) => it === result),
  );
  return bars
    .map((bar, at) => {
      const tall = tallOf(bar[result], scale);
      if (tall === 0) return '';
      const ground = below.reduce((sum, [it]) => sum + tallOf(bar[it], scale), 0);
      return `M${at * step + gap / 2} ${(scale.height - ground - tall).toFixed(2)}h${step - gap}v${tall.toFixed(2)}h-${step - gap}z`;
    })
    .join('');
}
