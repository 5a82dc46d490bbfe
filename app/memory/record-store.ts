import { matchesQuery, type RecordQuery } from '../audit/record-query.ts';
import { removedRow } from '../audit/record-row.ts';
import type { ObjectCount, RecordRow, RecordStore } from '../audit/record-store.ts';
import { emptyTally, type Facet, type FacetAsk, facetLabel, facetValue, type FacetValue, type Span, type Tally } from '../audit/tally.ts';
import type { LogFacet } from '../contract/log.ts';
import { VaultError } from '../contract/vault-error.ts';
import { compareText } from './order.ts';
import { keyOf } from './table.ts';
import type { Desk } from './tables.ts';

export const createMemoryRecordStore = (desk: Desk): RecordStore => ({ ...records(desk), ...search(desk), ...tree(desk) });

type Records = 'append' | 'find' | 'end' | 'scan' | 'countDisabledReads' | 'remove' | 'forgetNames';
type Search = 'list' | 'listUp' | 'count' | 'span' | 'tally' | 'facets';

const bySequence = (a: RecordRow, b: RecordRow): number => a.sequence - b.sequence;

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
    end: async () =>
      desk
        .look()
        .records.select(() => true)
        .reduce((end, row) => Math.max(end, row.sequence + 1), 0),
    scan: async (from, limit) =>
      desk
        .look()
        .records.select((row) => row.sequence >= from)
        .sort(bySequence)
        .slice(0, limit),
    countDisabledReads: async (from, most) =>
      countObjects(
        desk
          .look()
          .records.select(({ code }) => code === 'SecretDisabled')
          .sort((a, b) => b.sequence - a.sequence)
          .slice(0, most)
          .filter(({ time }) => time >= from),
      ),
    remove: async (sequences) => {
      const { records: table } = desk.change();
      for (const sequence of sequences) {
        const row = table.find(keyOf(sequence));
        if (row) table.put(keyOf(sequence), removedRow(row));
      }
    },
    forgetNames: async () => void desk.change(),
  };
}

function search(desk: Desk): Pick<RecordStore, Search> {
  const meant = (query: RecordQuery): RecordRow[] =>
    desk
      .look()
      .records.select((row) => matchesQuery(row, query))
      .sort(bySequence);
  return {
    list: async (before, limit, query) =>
      meant(query)
        .filter((row) => before === undefined || row.sequence < before)
        .reverse()
        .slice(0, limit),
    listUp: async (from, limit, query) =>
      meant(query)
        .filter((row) => row.sequence >= from)
        .slice(0, limit),
    count: async (query) => ({ count: meant(query).length, atLeast: false }),
    span: async (query) => spanOf(meant(query)),
    tally: async (query, { from, stepMs, count }) => {
      const tallies: Tally[] = Array.from({ length: count }, emptyTally);
      for (const { time, result } of meant(query)) {
        const tally = tallies[Math.floor((time - from) / stepMs)];
        if (tally) tally[result] += 1;
      }
      return tallies;
    },
    facets: async (query, ask) => ask.fields.map((field) => facetOf(meant({ ...query, [field]: undefined }), field, ask)),
  };
}

function spanOf(rows: readonly RecordRow[]): Span | undefined {
  if (rows.length === 0) return undefined;
  const times = rows.map((row) => row.time);
  return { oldest: Math.min(...times), newest: Math.max(...times) };
}

function facetOf(rows: readonly RecordRow[], field: LogFacet, { text, limit }: FacetAsk): Facet {
  const found = new Map<string, FacetValue & { readonly last: number }>();
  for (const row of rows) {
    const label = facetLabel(row, field);
    if (text !== undefined && !label.toLowerCase().includes(text.toLowerCase())) continue;
    const value = facetValue(row, field);
    const { count = 0 } = found.get(value.toLowerCase()) ?? {};
    found.set(value.toLowerCase(), { value, label, count: count + 1, last: row.sequence });
  }
  const values = [...found.values()].sort((a, b) => b.count - a.count || b.last - a.last);
  return {
    field,
    values: values.slice(0, limit).map(({ value, label, count }) => ({ value, label, count })),
    more: values.length > limit,
  };
}

function tree(desk: Desk): Omit<RecordStore, Records | Search> {
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
