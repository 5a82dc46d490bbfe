import type { Read } from './audit-log.ts';
import { matchesQuery, type RecordQuery } from './record-query.ts';
import type { RecordRow } from './record-store.ts';

export interface FollowerDeps {
  readonly read: Read;
  /** Committed rows kept in memory for those who keep up; 512 where it is not said. */
  readonly mostHeld?: number;
}

/** Tells of committed records, in order, each once. */
export interface Follower {
  /** Rows of one commit, in order. Commits may be told of late or out of order; a commit never told of is seen with the next. */
  publish(rows: readonly RecordRow[]): void;
  /** Lets go of the rows that are kept in memory: some were removed from the store. */
  forget(): void;
  /**
   * Every record after `after` that the query means, oldest first, until `signal` fires; then it ends.
   * Who reads slowly reads from the store: nothing waits for them, and nothing is held for them.
   */
  follow(after: number, query: RecordQuery, signal: AbortSignal): AsyncIterable<RecordRow[]>;
  /** Calls `work` after every commit that is told of. @returns a function that calls it off */
  watch(work: () => void): () => void;
}

/** Most rows of one item of a stream. */
const mostTogether = 200;

export function createFollower({ read, mostHeld = 512 }: FollowerDeps): Follower {
  const held = createWindow(mostHeld);
  const waiting = new Set<() => void>();
  let told = 0;

  const next = async (from: number): Promise<readonly RecordRow[]> =>
    held.from(from, mostTogether) ?? (await read((tx) => tx.records.scan(from, mostTogether)));

  return {
    publish(rows) {
      if (rows.length === 0) return;
      held.push(rows);
      told += 1;
      for (const wake of waiting) wake();
    },
    forget: () => held.clear(),
    async *follow(after, query, signal) {
      let from = after + 1;
      while (!signal.aborted) {
        // Counted before reading: what is told of while reading must not be slept through.
        const before = told;
        const rows = await next(from);
        from = (rows.at(-1)?.sequence ?? from - 1) + 1;
        const wanted = rows.filter((row) => matchesQuery(row, query));
        if (wanted.length > 0 && !signal.aborted) yield wanted;
        if (rows.length === 0 && told === before) await untilWoken(waiting, signal);
      }
    },
    watch(work) {
      waiting.add(work);
      return () => void waiting.delete(work);
    },
  };
}

/** Resolves at the next publication, or when `signal` fires. */
async function untilWoken(waiting: Set<() => void>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const woken = Promise.withResolvers<undefined>();
  const wake = () => woken.resolve(undefined);
  waiting.add(wake);
  signal.addEventListener('abort', wake, { once: true });
  await woken.promise;
  waiting.delete(wake);
  signal.removeEventListener('abort', wake);
}

/** The newest rows without a gap. */
interface Window {
  push(rows: readonly RecordRow[]): void;
  clear(): void;
  /** @returns undefined when it does not reach back to `from` and on; the store has to be asked */
  from(sequence: number, limit: number): readonly RecordRow[] | undefined;
}

function createWindow(mostHeld: number): Window {
  let rows: RecordRow[] = [];
  return {
    push(added) {
      const end = (rows.at(-1)?.sequence ?? -1) + 1;
      // What does not continue the window begins a new one: the store has what was in between.
      rows = [...(added[0]?.sequence === end ? rows : []), ...added].slice(-mostHeld);
    },
    clear: () => void (rows = []),
    from(sequence, limit) {
      const start = sequence - (rows[0]?.sequence ?? Infinity);
      return start >= 0 && start < rows.length ? rows.slice(start, start + limit) : undefined;
    },
  };
}
