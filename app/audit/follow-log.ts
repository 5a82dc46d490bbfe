import { LogFollow } from '../contract/log.ts';
import { kept, type StreamOperation } from '../operation/operation.ts';
import { filterFields, logTarget, readLog, toQuery } from './log-need.ts';
import { toLogRow } from './record-row.ts';

/** Records as they are committed, oldest first, without gap or repetition. */
export const followLog: StreamOperation<typeof LogFollow> = {
  ...readLog,
  at: 'stream',
  shape: LogFollow,
  fields: { ...filterFields, after: kept(({ after }) => after.toString()) },
  target: async (input) => logTarget(input),
  async *follow({ gate, signal }, { after, ...place }) {
    for await (const rows of gate.log().follower.follow(after, toQuery(place), signal)) yield rows.map(toLogRow);
  },
};
