import type { ObjectCount, RecordRow, RecordStore } from '../audit/record-store.ts';
import type { LogFilter } from '../contract/log.ts';
import { VaultError } from '../contract/vault-error.ts';
import { compareText } from './order.ts';
import { keyOf } from './table.ts';
import type { Desk } from './tables.ts';

export const createMemoryRecordStore = (desk: Desk): RecordStore => ({ ...records(desk), ...tree(desk) });

type Records = 'append' | 'find' | 'list' | 'scan' | 'count' | 'countDisabledReads';

function records(desk: Desk): Pick<RecordStore, Records> {
  return {
    append: async (rows) => {
      const { records: table } = desk.change();
      for (const row of rows) {
        if (table.has(keyOf(row.sequence))) throw new VaultError('Conflict', { name: `record ${row.sequence}` });
        table.put(keyOf(row.sequence), row);
      }
    },
    find: async (sequence) => desk.look().records.find(keyOf(sequence)),
    list: async (before, limit, filter) =>
      desk
        .look()
        .records.select((row) => (before === undefined || row.sequence < before) && passes(row, filter))
        .sort((a, b) => b.sequence - a.sequence)
        .slice(0, limit),
    scan: async (from, limit) =>
      desk
        .look()
        .records.select((row) => row.sequence >= from)
        .sort((a, b) => a.sequence - b.sequence)
        .slice(0, limit),
    count: async (filter) => desk.look().records.select((row) => passes(row, filter)).length,
    countDisabledReads: async (from, most) =>
      countObjects(
        desk
          .look()
          .records.select(({ code }) => code === 'SecretDisabled')
          .sort((a, b) => b.sequence - a.sequence)
          .slice(0, most)
          .filter(({ time }) => time >= from),
      ),
  };
}

function tree(desk: Desk): Omit<RecordStore, Records> {
  return {
    findHead: async () => desk.look().heads.find('head'),
    putHead: async (head) => {
      desk.change().heads.put('head', head);
    },
    insertCheckpoint: async (row) => {
      const { checkpoints } = desk.change();
      if (checkpoints.has(keyOf(row.size))) throw new VaultError('Conflict', { name: `checkpoint ${row.size}` });
      checkpoints.put(keyOf(row.size), row);
    },
    findCheckpoint: async (size) => desk.look().checkpoints.find(keyOf(size)),
    listCheckpoints: async (before, limit) =>
      desk
        .look()
        .checkpoints.select((row) => before === undefined || row.size < before)
        .sort((a, b) => b.size - a.size)
        .slice(0, limit),
    countCheckpoints: async () => desk.look().checkpoints.select(() => true).length,
  };
}

function countObjects(rows: readonly RecordRow[]): ObjectCount[] {
  const counts = new Map<string, ObjectCount>();
  for (const row of rows) {
    const object = row.object.toLowerCase();
    const { count = 0, lastOn = 0 } = counts.get(object) ?? {};
    counts.set(object, { object, count: count + 1, lastOn: Math.max(lastOn, row.time) });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || b.lastOn - a.lastOn || compareText(a.object, b.object));
}

function passes(row: RecordRow, filter: LogFilter): boolean {
  const text = filter.text?.toLowerCase();
  return (
    (filter.result === undefined || filter.result.includes(row.result)) &&
    (filter.operation === undefined || filter.operation.includes(row.operation)) &&
    (filter.from === undefined || row.time >= filter.from) &&
    (filter.until === undefined || row.time <= filter.until) &&
    (text === undefined || row.object.toLowerCase().includes(text) || row.identity.toLowerCase().includes(text))
  );
}
