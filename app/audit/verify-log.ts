import { LogVerify } from '../contract/log.ts';
import { houseTarget, type StreamOperation } from '../operation/operation.ts';
import { readLog } from './log-need.ts';

/** Walks tree, checkpoints and anchor, and says whether the log is whole or where it is not. */
export const verifyLog: StreamOperation<typeof LogVerify> = {
  ...readLog,
  at: 'stream',
  shape: LogVerify,
  fields: {},
  target: async () => houseTarget('log'),
  async *follow({ gate, read, signal }) {
    const log = gate.log();
    yield* log.audit.verify(read, log.anchor(), signal);
  },
};
