import * as z from 'zod';
import type { SecretSort } from '../../../app/contract/search.ts';
import { rankOf } from '../../../app/secret/search-text.ts';
import type { Clause } from './clause.ts';
import type { Sql } from './connection.ts';
import type { Asked } from './secret-index.ts';

/** The column that holds the instant of an order; undefined where it is no instant. */
export function columnOf(by: SecretSort['by']): 'expires' | 'created_on' | 'changed_on' | 'purge_on' | undefined {
  switch (by) {
    case 'expires':
      return 'expires';
    case 'created':
      return 'created_on';
    case 'changed':
      return 'changed_on';
    case 'purge':
      return 'purge_on';
    case 'match':
    case 'name':
    case 'vault':
      return undefined;
  }
}

const row = z.object({ id: z.number(), nameKey: z.string(), vault: z.number(), value: z.number() });

/** Where a secret stands in an order, in numbers first. */
interface Place {
  readonly rank: number;
  readonly value: number;
  readonly nameKey: string;
  readonly vault: number;
}

const compare = (a: Place, b: Place): number =>
  a.rank - b.rank || a.value - b.value || compareName(a.nameKey, b.nameKey) || a.vault - b.vault;

/** Names are ASCII, which every order of texts agrees on. */
function compareName(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** A page of few rows, every one of which is looked at. @param ids `select … as id`: all that can fit */
export function orderFew(sql: Sql, { filter, scope, page, where }: Asked, ids: Clause): { readonly ids: number[]; readonly count: number } {
  const { sort, after } = page;
  const value = columnOf(sort.by);
  const found = sql.all(
    row,
    `select i.id, i.name_key as nameKey, i.vault, ${value === undefined ? '0' : `i.${value}`} as value
      from (${ids.text}) w cross join secret_index i on i.id = w.id where ${where.text}`,
    [...ids.values, ...where.values],
  );
  const numbers = new Map(scope.vaults.map(({ id, number }, place) => [id, { number, place }]));
  const places = new Map(scope.vaults.map(({ number }, place) => [number, place]));
  const rank = (vault: number, nameKey: string): number => {
    if (sort.by === 'vault') return places.get(vault) ?? 0;
    return sort.by === 'match' ? rankOf(nameKey, filter.words) : 0;
  };
  const sign = sort.direction === 'up' ? 1 : -1;
  const start = after && { ...after, vault: numbers.get(after.vaultId)?.number ?? 0 };
  const begin = start && { ...start, rank: rank(start.vault, start.nameKey) };
  const sorted = found
    .map((it) => ({ ...it, rank: rank(it.vault, it.nameKey) }))
    .filter((it) => begin === undefined || sign * compare(it, begin) > 0)
    .sort((a, b) => sign * compare(a, b));
  return { ids: sorted.slice(page.offset, page.offset + page.limit).map(({ id }) => id), count: found.length };
}
