import { LogList } from '../contract/log.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { filterFields, logTarget, readLog, toQuery } from './log-need.ts';
import { toLogRow } from './record-row.ts';
import { listRemovedSpans } from './removed-span.ts';

/** Records, newest first. */
export const listLog: RoomOperation<typeof LogList> = {
  ...readLog,
  at: 'room',
  shape: LogList,
  repeatable: false,
  fields: { ...filterFields, before: kept(({ before }) => before?.toString()) },
  target: async (input) => logTarget(input),
  async run({ tx }, { before, limit, ...place }) {
    const query = toQuery(place);
    const rows = await tx.records.list(before, limit, query);
    const removed = await listRemovedSpans(tx, { before, limit, filter: place.filter, scope: place.scope, rows });
    return { rows: rows.map(toLogRow), total: await tx.records.count(query), ...(removed.length > 0 ? { removed } : {}) };
  },
};
