import * as z from 'zod';
import type { Sql } from './connection.ts';

/** The names of records, in lower case, by number. */
export interface Lexicon {
  /** All numbers are below it. */
  readonly end: number;
  /** @returns 0 for a name that no record has */
  numberOf(name: string): number;
  /** Of names with this text in them. */
  numbersWith(text: string): readonly number[];
  /** Of resource ids at a scope or below it. */
  numbersWithin(scope: string): readonly number[];
}

const numbered = z.object({ id: z.number() });
const listed = z.object({
  ids: z
    .string()
    .nullable()
    .transform((text) => (text ? text.split(',').map(Number) : [])),
});
const highest = z.object({ high: z.number() });

/** @param loose names of records that are in no segment yet; those that the dictionary lacks are numbered for as long as this is used */
export function openLexicon(sql: Sql, loose: Iterable<string>): Lexicon {
  const known = new Map<string, number>();
  const added = new Map<string, number>();
  let end = (sql.find(highest, 'select coalesce(max(id), 0) as high from log_name')?.high ?? 0) + 1;

  const look = (name: string): number => {
    const found = known.get(name) ?? sql.find(numbered, 'select id from log_name where folded = ?', [name])?.id ?? 0;
    known.set(name, found);
    return found;
  };
  for (const name of loose) {
    if (look(name) > 0) continue;
    added.set(name, end);
    end += 1;
  }
  const addedWhere = (passes: (name: string) => boolean): number[] => [...added].filter(([name]) => passes(name)).map(([, id]) => id);
  const ids = (where: string, values: readonly string[]): number[] =>
    sql.find(listed, `select group_concat(id) as ids from log_name where ${where}`, values)?.ids ?? [];

  return {
    end,
    numberOf: (name) => added.get(name) ?? look(name),
    numbersWith: (text) => [...ids('instr(folded, ?) > 0', [text]), ...addedWhere((name) => name.includes(text))],
    numbersWithin: (scope) => [
      ...ids('folded = ? or (folded > ? and folded < ?)', [scope, `${scope}/`, `${scope}0`]),
      ...addedWhere((name) => name === scope || name.startsWith(`${scope}/`)),
    ],
  };
}

/** Numbers names for good. @param name in lower case */
export function numberName(sql: Sql, name: string): number {
  const known = sql.find(numbered, 'select id from log_name where folded = ?', [name]);
  if (known) return known.id;
  const made = sql.find(numbered, 'insert into log_name (id, folded) select coalesce(max(id), 0) + 1, ? from log_name returning id', [
    name,
  ]);
  if (!made) throw new Error('a name was not added');
  return made.id;
}
