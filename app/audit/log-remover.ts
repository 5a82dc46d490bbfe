import type { Committer } from '../operation/committer.ts';
import { findRemovable, mostTogether, type Removal, removalOperation, removedProperty } from './deletion.ts';
import type { Entry } from './entry.ts';
import { toEventEntry } from './event.ts';
import { toRanges, writeRanges } from './range.ts';
import type { RecordRow } from './record-store.ts';

/** Who removes records, and why. */
export interface RemovalOrder {
  readonly removal: Removal;
  readonly reason: string;
  /** What its records have of whoever ordered it. */
  readonly by: Partial<Pick<Entry, 'door' | 'address' | 'identity' | 'correlationId'>>;
}

/** Removes records in bounded steps. Each step is one commit with a record that names what went: whatever ends it, no text is gone unsaid. */
export interface LogRemover {
  /**
   * @param from the sequence to go on from, 0 at the beginning
   * @returns how many went, and where to go on; no `next` when nothing is left
   */
  removeSome(order: RemovalOrder, from: number): Promise<{ count: number; next?: number }>;
  /** Forgets names that only removed records had; at the end of a removal, or at the next start after one that never came to its end. */
  forget(): Promise<void>;
}

export interface LogRemoverDeps {
  readonly committer: Committer;
  readonly clock: { now(): number };
  readonly newId: () => string;
  /** Told after each commit, so that nothing in memory outlives what was removed. */
  readonly removed: () => void;
}

/** Says that names may be left that no record has any more. */
const namesSetting = 'logNamesLeft';

/** Ranges that one record names at the most, so that they are never cut. */
const mostRanges = 150;

export function createLogRemover(deps: LogRemoverDeps): LogRemover {
  const { committer } = deps;
  return {
    async removeSome(order, from) {
      const removed = await committer.commit<readonly RecordRow[]>({
        async run(tx) {
          const rows = cutToRanges(await findRemovable(tx, order.removal, from));
          if (rows.length === 0) return rows;
          await tx.records.remove(rows.map((row) => row.sequence));
          await tx.settings.put(namesSetting, 'true');
          return rows;
        },
        entries: (outcome) => ('output' in outcome && outcome.output.length > 0 ? [toEntry(deps, order, outcome.output)] : []),
      });
      const last = removed.at(-1);
      if (last) deps.removed();
      return { count: removed.length, ...(last && { next: last.sequence + 1 }) };
    },
    forget: () =>
      committer.commit({
        async run(tx) {
          if ((await tx.settings.find(namesSetting)) !== 'true') return;
          await tx.records.forgetNames();
          await tx.settings.put(namesSetting, 'false');
        },
        entries: () => [],
      }),
  };
}

/** As many of the first as have few enough ranges. */
function cutToRanges(rows: readonly RecordRow[]): readonly RecordRow[] {
  const kept = rows.slice(0, mostTogether);
  const end = toRanges(kept.map((row) => row.sequence))[mostRanges - 1]?.last ?? Infinity;
  return kept.filter((row) => row.sequence <= end);
}

function toEntry(deps: LogRemoverDeps, { reason, by }: RemovalOrder, rows: readonly RecordRow[]): Entry {
  const ranges = writeRanges(toRanges(rows.map((row) => row.sequence)));
  const properties = { [removedProperty]: ranges, count: rows.length.toString(), reason };
  const event = { operation: removalOperation, result: 'succeeded', status: 200, code: 'OK', object: 'log', properties } as const;
  return { ...toEventEntry(deps, event), ...by };
}
