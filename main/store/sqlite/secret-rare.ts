import * as z from 'zod';
import type { Clause } from './clause.ts';
import type { Sql } from './connection.ts';
import type { Asked } from './secret-index.ts';

const span = z.object({ first: z.number().nullable(), last: z.number().nullable() });
const id = z.object({ id: z.number() });

/**
 * The ids of what fits, where conditions that are each met often seem to be met together by hardly any: the next that fits is then far in
 * every order, and one pass through the file finds all of them sooner.
 * @returns undefined where a sample, spread over all rows, holds one that fits, or where more than few fit after all
 */
export function findRare(sql: Sql, { where, limit }: Pick<Asked, 'where' | 'limit'>): Clause | undefined {
  const sample = spread(sql, limit.spread);
  if (sample.length === 0) return undefined;
  const sampled = `select i.id from json_each(?) j cross join secret_index i on i.id = j.value where ${where.text} limit 1`;
  if (sql.find(id, sampled, [JSON.stringify(sample), ...where.values])) return undefined;
  const pass = `select i.id from secret_index i not indexed where ${where.text} limit ${limit.few + 1}`;
  const found = sql.all(id, pass, where.values);
  if (found.length > limit.few) return undefined;
  return { text: 'select value as id from json_each(?)', values: [JSON.stringify(found.map((row) => row.id))] };
}

/** Numbers at even distances, from the first to the last row. */
function spread(sql: Sql, amount: number): number[] {
  const ends = sql.find(span, 'select (select min(id) from secret_index) as first, (select max(id) from secret_index) as last');
  if (!ends || ends.first === null || ends.last === null) return [];
  const { first, last } = ends;
  const step = Math.max(1, (last - first) / amount);
  return Array.from({ length: amount }, (_, at) => Math.round(first + at * step)).filter((at) => at <= last);
}
