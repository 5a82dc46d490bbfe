import { BulkRun } from '../contract/bulk.ts';
import { houseTarget, kept, type StreamOperation } from '../operation/operation.ts';
import { changeOne } from './bulk-step.ts';
import { getIdleJob, workThrough } from './work-through.ts';

/** Does what was previewed, to what is still as it was seen. What was given up half-way goes on where it stopped when it is asked for again. */
export const runBulk: StreamOperation<typeof BulkRun> = {
  at: 'stream',
  shape: BulkRun,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  fields: { job: kept(({ job }) => job) },
  target: async () => houseTarget('bulk change'),
  prepare: async (anteroom, input) => void getIdleJob(anteroom, input.job),
  follow(hall, input) {
    const { change } = getIdleJob(hall, input.job);
    return workThrough(hall, input.job, {
      isDue: ({ state }) => state.at === 'planned',
      async run(item) {
        const { state } = item;
        return state.at === 'planned' ? changeOne(hall, change, item, state.sight) : state;
      },
    });
  },
};
