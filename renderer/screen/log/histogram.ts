import type { LogRow, Result } from '../../../app/contract/log.ts';
import type { Output } from '../../../app/contract/operation.ts';

export type Histogram = Output<'LogHistogram'>;
export type Tally = Histogram['total'];

/** Most bars that are drawn. */
export const mostBars = 96;

const nothing: Tally = { succeeded: 0, refused: 0, failed: 0, attempted: 0 };

export const sumOf = ({ succeeded, refused, failed, attempted }: Tally): number => succeeded + refused + failed + attempted;

const plus = (a: Tally, b: Tally): Tally => ({
  succeeded: a.succeeded + b.succeeded,
  refused: a.refused + b.refused,
  failed: a.failed + b.failed,
  attempted: a.attempted + b.attempted,
});

const counted = (tally: Tally, result: Result): Tally => ({ ...tally, [result]: tally[result] + 1 });

/** Neighbours together, twice as wide. */
function coarser(histogram: Histogram): Histogram {
  const bars = histogram.bars.filter((_bar, at) => at % 2 === 0).map((bar, at) => plus(bar, histogram.bars[at * 2 + 1] ?? nothing));
  return { ...histogram, stepMs: histogram.stepMs * 2, bars };
}

/**
 * The histogram as it has become by records that were followed since it was counted: bars are added, and where there would be too many,
 * neighbours become one.
 * @param rows those that came after it was counted, any order
 */
export function withRows(histogram: Histogram, rows: readonly Pick<LogRow, 'time' | 'result'>[]): Histogram {
  // A record is committed some time after it began: it may begin before the first bar does.
  const fresh = rows.filter((row) => row.time >= histogram.from);
  if (fresh.length === 0 || histogram.stepMs <= 0) return histogram;
  const until = Math.max(histogram.until, ...fresh.map((row) => row.time));
  let next = histogram;
  while (Math.floor((until - next.from) / next.stepMs) >= mostBars) next = coarser(next);
  const bars = [...next.bars];
  let { total } = next;
  for (const { time, result } of fresh) {
    const at = Math.floor((time - next.from) / next.stepMs);
    while (bars.length <= at) bars.push(nothing);
    bars[at] = counted(bars[at] ?? nothing, result);
    total = counted(total, result);
  }
  return { ...next, until, bars, total };
}

/** The stretch that bars cover, both ends included, as the filter takes it. */
export const spanOf = ({ from, stepMs }: Histogram, first: number, last: number): { from: number; until: number } => ({
  from: Math.max(0, from + Math.min(first, last) * stepMs),
  until: Math.max(0, from + (Math.max(first, last) + 1) * stepMs - 1),
});

/** All records of some bars together. */
export const tallyOf = ({ bars }: Histogram, first: number, last: number): Tally =>
  bars.slice(Math.min(first, last), Math.max(first, last) + 1).reduce(plus, nothing);
