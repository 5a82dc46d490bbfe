import { useMemo } from 'react';
import type { SelectAll } from '../../component/table-head.tsx';
import type { RowSelection } from '../../component/use-list-keys.ts';
import type { LogLine } from './log-line.ts';

/** Records that one deletion may name one by one. */
export const mostSelected = 1000;

/** The records that were selected, by sequence. */
export interface LogSelection {
  readonly chosen: ReadonlySet<number>;
  readonly choose: (chosen: ReadonlySet<number>) => void;
}

const capped = (sequences: Iterable<number>): ReadonlySet<number> => new Set([...sequences].slice(0, mostSelected));

/** What rows of the list are selected, and what changes it. What was deleted can't be. */
export function useLogSelection(lines: readonly LogLine[], selecting: LogSelection | undefined) {
  return useMemo((): { selection: RowSelection<LogLine> | undefined; selectAll: SelectAll | undefined } => {
    if (!selecting) return { selection: undefined, selectAll: undefined };
    const { chosen, choose } = selecting;
    const sequencesOf = (some: readonly LogLine[]) => some.filter((line) => !line.removed).map((line) => line.sequence);
    const all = sequencesOf(lines);
    const state = chosen.size === 0 ? 'none' : chosen.size >= all.length ? 'all' : 'some';
    return {
      selection: {
        has: (line) => !line.removed && chosen.has(line.sequence),
        toggle: (index) => {
          const line = lines[index];
          if (!line || line.removed) return;
          const next = new Set(chosen);
          if (!next.delete(line.sequence)) next.add(line.sequence);
          choose(capped(next));
        },
        extend: (from, to) => choose(capped([...chosen, ...sequencesOf(lines.slice(Math.min(from, to), Math.max(from, to) + 1))])),
        clear: () => {
          choose(new Set());
          return chosen.size > 0;
        },
      },
      selectAll: { state, onToggle: () => choose(state === 'none' ? capped(all) : new Set()) },
    };
  }, [lines, selecting]);
}
