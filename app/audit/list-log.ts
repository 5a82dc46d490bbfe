import { LogList } from '../contract/log.ts';
import { hashed, houseTarget, kept, type RoomOperation } from '../operation/operation.ts';
import { readLog } from './log-need.ts';
import { toLogRow } from './record-row.ts';

/** Records, newest first. */
export const listLog: RoomOperation<typeof LogList> = {
  ...readLog,
  at: 'room',
  shape: LogList,
  repeatable: false,
  fields: {
    before: kept(({ before }) => before?.toString()),
    result: kept(({ filter }) => filter.result?.join(' ')),
    operation: kept(({ filter }) => filter.operation?.join(' ')),
    // What people type into a search may be what they should not have typed.
    text: hashed(({ filter }) => filter.text),
  },
  target: async () => houseTarget('log'),
  async run({ tx }, { before, limit, filter }) {
    const rows = await tx.records.list(before, limit, filter);
    return { rows: rows.map(toLogRow), total: { count: await tx.records.count(filter), atLeast: false } };
  },
};
