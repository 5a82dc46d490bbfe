import { CancelledError } from '../contract/vault-error.ts';
import type { StagedThings } from '../job/staged.ts';
import type { Hall } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';

/** What is staged, and how many of its items are judged on one snapshot and told of together; the engine does nothing else meanwhile. */
interface Previewed<K extends 'job' | 'copy'> {
  readonly kind: K;
  readonly job: StagedThings[K];
  readonly together: number;
}

/**
 * Stages a job, and judges its items from the first to the last; once that is done it can be asked for by its id. A preview that is not
 * whole is none.
 * @param judge the items from `from` until before `end`
 * @yields at first nothing but the id
 */
export async function* previewInParts<K extends 'job' | 'copy', R>(
  { staging, caller, signal, read }: Hall,
  { kind, job, together }: Previewed<K>,
  judge: (tx: Tx, from: number, end: number) => Promise<R[]>,
): AsyncGenerator<{ readonly id: string; readonly rows: R[] }> {
  const { length } = job.items;
  // Once it is whole, others may be busy with it.
  let isWhole = length === 0;
  job.busy = !isWhole;
  const id = staging.put(kind, caller, job);
  try {
    yield { id, rows: [] };
    for (let from = 0; from < length; from += together) {
      if (signal.aborted) throw new CancelledError();
      staging.get(kind, caller, id);
      const end = Math.min(from + together, length);
      const rows = await read((tx) => judge(tx, from, end));
      // Whoever hears of the last may ask for the run at once.
      isWhole = end === length;
      job.busy = !isWhole;
      yield { id, rows };
    }
  } finally {
    if (!isWhole) staging.drop(kind, caller, id);
  }
}
