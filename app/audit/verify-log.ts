import { LogVerify, type Verdict } from '../contract/log.ts';
import { houseTarget, type StreamOperation } from '../operation/operation.ts';
import { findRowFaults } from '../seal/row-fault.ts';
import { mostFaults, type Fault } from './fault-list.ts';
import { readLog } from './log-need.ts';

/** Walks tree, checkpoints and anchor, then the rows that decide, and says whether all is whole or where it is not. */
export const verifyLog: StreamOperation<typeof LogVerify> = {
  ...readLog,
  at: 'stream',
  shape: LogVerify,
  fields: {},
  target: async () => houseTarget('log'),
  async *follow({ gate, keyring, read, signal }) {
    const log = gate.log();
    for await (const progress of log.audit.verify(read, log.anchor(), signal)) {
      if (!progress.verdict) yield progress;
      else yield { ...progress, verdict: withRows(progress.verdict, await findRowFaults({ keyring, read, signal }, progress.total)) };
    }
  },
};

const withRows = (verdict: Verdict, found: readonly Fault[]): Verdict => ({
  ...verdict,
  whole: verdict.whole && found.length === 0,
  faults: [...verdict.faults, ...found].slice(0, mostFaults),
});
