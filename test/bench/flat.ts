import type { Bench } from './part.ts';
import type { Peaks } from './peak.ts';
import { mebibytes } from './text.ts';

/** How often the same is done in one engine: what is kept of it shows the second time. */
export const laps = [1, 2, 3] as const;

/** One tenth, and the whole: what grows with the rows shows between them. */
export const tenthAndWhole = (size: number): readonly number[] => [Math.max(1, Math.round(size / 10)), size];

export interface Lap {
  readonly size: number;
  readonly peaks: Peaks;
}

/** Cells of a lap's memory: the engine at its highest and at rest, and the child of that name at its highest. */
export const memoryCells = ({ engine, settled, children }: Peaks, child: string): string[] => [
  mebibytes(engine),
  mebibytes(settled),
  mebibytes(children.get(child) ?? 0),
];

/** Says in a sentence each what grew with the rows, and what with the laps. */
export function noteGrowth(bench: Bench, laps: readonly Lap[], child: string): void {
  const whole = Math.max(...laps.map(({ size }) => size));
  const highest = (which: (lap: Lap) => boolean, pick: (peaks: Peaks) => number): number =>
    Math.max(...laps.filter(which).map(({ peaks }) => pick(peaks)));
  const grown = (pick: (peaks: Peaks) => number): string =>
    mebibytes(highest(({ size }) => size === whole, pick) - highest(({ size }) => size < whole, pick));
  const [first, ...later] = laps.filter(({ size }) => size === whole).map(({ peaks }) => peaks);
  bench.note(`with ten times the rows the engine's highest grew by ${grown(({ engine }) => engine)}`);
  bench.note(`that of the ${child} by ${grown(({ children }) => children.get(child) ?? 0)}`);
  if (!first) return;
  const above = later.map(({ engine, settled }) => `${mebibytes(engine - first.engine)} and ${mebibytes(settled - first.settled)}`);
  bench.note(`highest and at rest of the second and third time above the first: ${above.join('; ')}`);
}
