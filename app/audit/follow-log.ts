import { LogFollow } from '../contract/log.ts';
import { hashed, houseTarget, kept, type StreamOperation } from '../operation/operation.ts';
import { readLog } from './log-need.ts';
import { toLogRow } from './record-row.ts';

/** Records as they are committed, oldest first, without gap or repetition. */
export const followLog: StreamOperation<typeof LogFollow> = {
  ...readLog,
  at: 'stream',
  shape: LogFollow,
  fields: { after: kept(({ after }) => after.toString()), text: hashed(({ filter }) => filter.text) },
  target: async () => houseTarget('log'),
  async *follow({ gate, signal }, { after, filter }) {
    for await (const rows of gate.log().follower.follow(after, filter, signal)) yield rows.map(toLogRow);
  },
};
