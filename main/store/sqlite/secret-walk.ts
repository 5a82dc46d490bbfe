import * as z from 'zod';
import { rankOf } from '../../../app/secret/search-text.ts';
import { and, type Clause, pin } from './clause.ts';
import { counted, limited } from './column.ts';
import type { Sql, Value } from './connection.ts';
import type { Asked } from './secret-index.ts';
import { columnOf } from './secret-sort.ts';

/** A stretch of one index, in whose order its rows are wanted. */
interface Stretch {
  /** Stretches follow each other by this. */
  readonly rank: number;
  readonly index: string;
  /** The columns of the order, those that are the same in the whole stretch left out. */
  readonly order: readonly string[];
  readonly where: readonly Clause[];
}

const row = z.object({ id: z.number() });

/** Ids of a page, in order: along an index, from one that fits to the next. */
export function walk(sql: Sql, asked: Asked): number[] {
  const { page } = asked;
  const down = page.sort.direction === 'down';
  const after = placeOf(asked);
  const stretches = stretchesOf(asked);
  const ids: number[] = [];
  let skip = page.offset;
  for (const stretch of down ? stretches.toReversed() : stretches) {
    if (after && (down ? stretch.rank > after.rank : stretch.rank < after.rank)) continue;
    const where = and([asked.where, ...stretch.where, ...(after?.rank === stretch.rank ? [beyond(stretch, after.values, down)] : [])]);
    const found = sql.all(row, selectOf(stretch, where, down), [...where.values, page.limit - ids.length, skip]);
    ids.push(...found.map(({ id }) => id));
    if (ids.length === page.limit) return ids;
    skip = found.length > 0 || skip === 0 ? 0 : skip - countOf(sql, stretch, where);
  }
  return ids;
}

const selectOf = ({ index, order }: Stretch, where: Clause, down: boolean): string =>
  `select i.id from secret_index i indexed by secret_index_${index} where ${where.text}
    order by ${order.map((column) => `i.${column}${down ? ' desc' : ''}`).join(', ')} ${limited} offset ?`;

const countOf = (sql: Sql, { index }: Stretch, where: Clause): number =>
  sql.find(counted, `select count(*) as count from secret_index i indexed by secret_index_${index} where ${where.text}`, where.values)
    ?.count ?? 0;

interface Place {
  readonly rank: number;
  readonly values: Readonly<Record<string, Value>>;
}

function placeOf({ filter, scope, page }: Asked): Place | undefined {
  const { after, sort } = page;
  if (!after) return undefined;
  const place = scope.vaults.findIndex(({ id }) => id === after.vaultId);
  const ranks = { vault: place, match: rankOf(after.nameKey, filter.words) };
  const column = columnOf(sort.by);
  return {
    rank: sort.by === 'vault' || sort.by === 'match' ? ranks[sort.by] : 0,
    values: { ...(column && { [column]: after.value }), name_key: after.nameKey, vault: scope.vaults[place]?.number ?? 0 },
  };
}

const beyond = ({ order }: Stretch, values: Place['values'], down: boolean): Clause => ({
  text: `(${order.map((column) => `i.${column}`).join(', ')}) ${down ? '<' : '>'} (${order.map(() => '?').join(', ')})`,
  values: order.map((column) => values[column] ?? 0),
});

function stretchesOf({ filter, scope, page }: Asked): Stretch[] {
  const { by } = page.sort;
  if (by === 'vault') {
    return scope.vaults.map(({ number }, rank) => ({ rank, index: 'vault', order: ['name_key'], where: [pin('i.vault = ?', number)] }));
  }
  // What does not lie in the bin is purged on no day.
  const column = by === 'purge' && !filter.deleted ? undefined : columnOf(by);
  if (column) return [{ rank: 0, index: indexOf[column], order: [column, 'name_key', 'vault'], where: [] }];
  // The names of one vault have an index of their own.
  const names = scope.numbers?.length === 1 ? { index: 'vault', order: ['name_key'] } : { index: 'name', order: ['name_key', 'vault'] };
  if (by !== 'match') return [{ rank: 0, ...names, where: [] }];
  return matchStretches(filter.words).map((it) => ({ ...it, ...names }));
}

const indexOf = { expires: 'expires', created_on: 'created', changed_on: 'changed', purge_on: 'purge' } as const;

/** Whole names, beginnings of names and the rest: each of them in the order of names. */
function matchStretches(words: readonly string[]): Pick<Stretch, 'rank' | 'where'>[] {
  const exact = 'i.name_key in (select value from json_each(?))';
  const list = JSON.stringify(words);
  // Beginnings of names either lie within each other or have nothing in common.
  const starts = words.filter((word) => !words.some((other) => other !== word && word.startsWith(other)));
  const ranges = starts.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).map(rangeOf);
  const others = ranges.map(({ text, values }) => ({ text: `not (${text})`, values }));
  return [
    { rank: 0, where: [pin(exact, list)] },
    ...ranges.map((range) => ({ rank: 1, where: [range, pin(`not (${exact})`, list)] })),
    { rank: 2, where: others },
  ];
}

const rangeOf = (word: string): Clause => ({ text: 'i.name_key >= ? and i.name_key < ?', values: [word, `${word}\u{10ffff}`] });
