import { BulkUndo } from '../contract/bulk.ts';
import { VaultError } from '../contract/vault-error.ts';
import { type Anteroom, houseTarget, kept, type StreamOperation } from '../operation/operation.ts';
import type { BulkJob } from './bulk-job.ts';
import { undoOne } from './bulk-step.ts';
import { getIdleJob, workThrough } from './work-through.ts';

/** Takes back what a run changed, where nothing was changed since. */
export const undoBulk: StreamOperation<typeof BulkUndo> = {
  at: 'stream',
  shape: BulkUndo,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  fields: { job: kept(({ job }) => job) },
  target: async () => houseTarget('bulk change'),
  prepare: async (anteroom, input) => void getUndoable(anteroom, input.job),
  follow(hall, input) {
    const { change } = getUndoable(hall, input.job);
    return workThrough(hall, input.job, {
      isDue: ({ state }) => state.at === 'changed',
      async run(item) {
        const { state } = item;
        return state.at === 'changed' ? undoOne(hall, change, item, state) : state;
      },
    });
  },
};

/** @throws VaultError StagedNotFound, Conflict; BadParameter where what was done is final */
function getUndoable(anteroom: Pick<Anteroom, 'staging' | 'caller'>, id: string): BulkJob {
  const job = getIdleJob(anteroom, id);
  if (job.change.kind === 'purge') throw new VaultError('BadParameter', { issues: [{ path: 'job', problem: 'final' }] });
  return job;
}
