import type { BulkOutcome, BulkProgress } from '../contract/bulk.ts';
import { errorCodeOf, VaultError } from '../contract/vault-error.ts';
import { type Ended, endsAll, runSteps } from '../job/run-steps.ts';
import type { Anteroom, Hall } from '../operation/operation.ts';
import type { BulkItem, BulkJob, BulkState } from './bulk-job.ts';
import { changedRow, createTally, refusedRow } from './tally.ts';

/** The job, while nothing else works on it. @throws VaultError StagedNotFound, Conflict */
export function getIdleJob({ staging, caller }: Pick<Anteroom, 'staging' | 'caller'>, id: string): BulkJob {
  const job = staging.get('job', caller, id);
  if (job.busy) throw new VaultError('Conflict', { name: 'job' });
  return job;
}

/** What is to be done, and to which items. */
export interface Work {
  readonly isDue: (item: BulkItem) => boolean;
  /** @returns what the item is afterwards */
  readonly run: (item: BulkItem) => Promise<BulkState>;
}

/** Works through the items that are due, many at a time; each keeps what became of it, also where nobody hears of it any more. */
export async function* workThrough(hall: Hall, id: string, { isDue, run }: Work): AsyncGenerator<BulkProgress> {
  const job = getIdleJob(hall, id);
  const due = job.items.filter(isDue);
  const tally = createTally(due.length);
  let isMine = due.length > 0;
  job.busy = isMine;
  try {
    yield { job: id, ...tally([]) };
    for await (const ended of runSteps(hall, due, (item) => settle(item, run))) {
      hall.staging.get('job', hall.caller, id);
      const progress = tally(ended.map(rowOf));
      // Whoever hears of the last may ask for the next thing at once.
      isMine = progress.done < progress.total;
      job.busy = isMine;
      yield { job: id, ...progress };
    }
  } finally {
    // By now the next thing may be on its way, whose it is then.
    if (isMine) job.busy = false;
  }
}

/** What would fail for every item alike, or was given up, leaves the item as it was: it can be asked for again. */
async function settle(item: BulkItem, run: Work['run']): Promise<void> {
  try {
    item.state = await run(item);
  } catch (error) {
    if (error instanceof VaultError && !endsAll(error)) item.state = { at: 'refused', code: errorCodeOf(error) };
    throw error;
  }
}

const rowOf = (ended: Ended<BulkItem, void>): BulkOutcome =>
  'refused' in ended ? refusedRow(ended.step, errorCodeOf(ended.refused)) : changedRow(ended.step);
