import type { BulkOutcome, BulkProgress } from '../contract/bulk.ts';
import { errorCodeOf, VaultError } from '../contract/vault-error.ts';
import { type Ended, endsAll, runSteps, type StepHall } from '../job/run-steps.ts';
import type { StagedThings } from '../job/staged.ts';
import type { Anteroom, Hall } from '../operation/operation.ts';
import type { BulkItem, BulkJob, BulkState } from './bulk-job.ts';
import type { Chosen } from './select-secret.ts';
import { changedRow, createTally, refusedRow } from './tally.ts';

type Desk = Pick<Anteroom, 'staging' | 'caller'>;

/** What was staged to be worked on, while nothing else works on it. @throws VaultError StagedNotFound, Conflict */
export function getIdle<K extends 'job' | 'copy'>({ staging, caller }: Desk, kind: K, id: string): StagedThings[K] {
  const job = staging.get(kind, caller, id);
  if (job.busy) throw new VaultError('Conflict', { name: kind });
  return job;
}

export const getIdleJob = (desk: Desk, id: string): BulkJob => getIdle(desk, 'job', id);

/** What is to be done, and to which items. */
export interface Work {
  readonly isDue: (item: BulkItem) => boolean;
  /** @returns what the item is afterwards */
  readonly run: (item: BulkItem) => Promise<BulkState>;
}

/** Works through the items that are due, many at a time; each keeps what became of it, also where nobody hears of it any more. */
export function workThrough(hall: Hall, id: string, { isDue, run }: Work): AsyncGenerator<BulkProgress> {
  const due = getIdleJob(hall, id).items.filter(isDue);
  return workOn(hall, { kind: 'job', id }, { due, run: (item) => settle(item, run) });
}

/** What is left to do, and how; `run` itself keeps what becomes of each. */
export interface Rest<I extends Chosen> {
  readonly due: readonly I[];
  readonly run: (item: I) => Promise<void>;
}

/** Does what is left of a staged job, which is busy meanwhile. @throws VaultError StagedNotFound, Conflict */
export async function* workOn<I extends Chosen>(
  hall: Hall & StepHall,
  { kind, id }: { readonly kind: 'job' | 'copy'; readonly id: string },
  { due, run }: Rest<I>,
): AsyncGenerator<BulkProgress> {
  const job = getIdle(hall, kind, id);
  const tally = createTally(due.length);
  let isMine = due.length > 0;
  job.busy = isMine;
  try {
    yield { job: id, ...tally([]) };
    for await (const ended of runSteps(hall, due, run)) {
      hall.staging.get(kind, hall.caller, id);
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

const rowOf = (ended: Ended<Chosen, void>): BulkOutcome =>
  'refused' in ended ? refusedRow(ended.step, errorCodeOf(ended.refused)) : changedRow(ended.step);
