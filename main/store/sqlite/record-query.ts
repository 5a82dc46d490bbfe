import * as z from 'zod';
import { result, type LogFilter } from '../../../app/contract/log.ts';
import { and, type Clause, pin } from './clause.ts';
import { places } from './column.ts';
import type { Sql } from './connection.ts';

/** How a filter is answered: every branch pins one index, and all else is checked on the rows that it gives. */
export interface RecordQuery {
  /** Conditions that a row must meet, bounds of the sequence included. */
  readonly where: Clause;
  /** Each keeps sequence order within an index; a row may be in several. Empty: walk the sequence itself. */
  readonly branches: readonly Clause[];
}

/** More names than this are looked up in the log's own order: with so many, the next hit is never far. */
const mostNames = 40;

/** The condition of the index `log_record_late`: what is further behind than this is in it. */
const lateMs = 60_000;

const id = z.object({ id: z.number() });
const highest = z.object({ sequence: z.number().nullable() });
const edge = z.object({ latest: z.number(), sequence: z.number() });

/** What is wanted of the rows: a page of the newest, or how many there are. */
export type Purpose = { readonly kind: 'list'; readonly before: number | undefined } | { readonly kind: 'count' };

export function planRecordQuery(sql: Sql, purpose: Purpose, filter: LogFilter): RecordQuery {
  const before = purpose.kind === 'list' ? purpose.before : undefined;
  const names = filter.text === undefined ? undefined : namesWith(sql, filter.text);
  const conditions = [...boundsOf(sql, before, filter), ...conditionsOf(filter)];
  if (names === 'many' && filter.text !== undefined) conditions.push(textCondition(purpose, filter.text.toLowerCase()));
  return { where: and(conditions), branches: branchesOf(names, filter) };
}

function namesWith(sql: Sql, text: string): readonly number[] | 'many' {
  const found = sql.all(id, 'select id from log_name where instr(folded, ?) > 0 limit ?', [text.toLowerCase(), mostNames + 1]);
  return found.length > mostNames ? 'many' : found.map((row) => row.id);
}

/** A page looks at few rows, so that each asks for its own names; a count looks at many, and asks for all the names once. */
function textCondition(purpose: Purpose, folded: string): Clause {
  if (purpose.kind === 'list') {
    return pin('exists (select 1 from log_name where id in (object_name, identity_name) and instr(folded, ?) > 0)', folded);
  }
  const named = 'in (select id from log_name where instr(folded, ?) > 0)';
  return { text: `object_name ${named} or identity_name ${named}`, values: [folded, folded] };
}

function branchesOf(names: readonly number[] | 'many' | undefined, filter: LogFilter): Clause[] {
  if (names !== undefined && names !== 'many') {
    const none = { text: 'false', values: [] };
    const pinned = names.flatMap((name) => [pin('object_name = ?', name), pin('identity_name = ?', name)]);
    return pinned.length === 0 ? [none] : pinned;
  }
  const results = filter.result ?? [];
  if (filter.operation !== undefined && filter.operation.length > 0 && filter.operation.length <= mostNames) {
    return filter.operation.flatMap((operation) =>
      (filter.result ?? result.options).map((result) => ({ text: 'operation = ? and result = ?', values: [operation, result] })),
    );
  }
  if (results.length > 0 && !results.includes('succeeded')) {
    // The second condition is what lets the partial index be used.
    return results.map((result) => ({ text: `result = ? and result <> 'succeeded'`, values: [result] }));
  }
  return [];
}

function conditionsOf(filter: LogFilter): Clause[] {
  const conditions: Clause[] = [];
  // The plus keeps these from being taken for a way in: the branches are that.
  if (filter.result) conditions.push({ text: `+result in (${places(filter.result)})`, values: filter.result });
  if (filter.operation) conditions.push({ text: `+operation in (${places(filter.operation)})`, values: filter.operation });
  if (filter.from !== undefined) conditions.push({ text: '+time >= ?', values: [filter.from] });
  if (filter.until !== undefined) conditions.push({ text: '+time <= ?', values: [filter.until] });
  return conditions;
}

function boundsOf(sql: Sql, before: number | undefined, filter: LogFilter): Clause[] {
  const bounds: Clause[] = [];
  const below = Math.min(before ?? Infinity, filter.until === undefined ? Infinity : endOf(sql, filter.until));
  if (below !== Infinity) bounds.push({ text: 'sequence < ?', values: [below] });
  if (filter.from !== undefined) bounds.push({ text: 'sequence >= ?', values: [firstReaching(sql, filter.from)] });
  return bounds;
}

/** The first sequence whose time can be above `until`, with every earlier time before it; late records included. */
function endOf(sql: Sql, until: number): number {
  const regular = firstReaching(sql, until + lateMs + 1);
  // The plus keeps the search in the index of late records, which is small, and off the log's own order, which is not.
  const late = sql.find(
    highest,
    `select max(+sequence) as sequence from log_record where latest - time > ${lateMs} and time <= ? and +sequence >= ?`,
    [until, regular],
  );
  return Math.max(regular, (late?.sequence ?? -1) + 1);
}

/** Bisects for the first sequence at which the highest time so far is at least `time`; one past the end when there is none. */
function firstReaching(sql: Sql, time: number): number {
  const last = sql.find(edge, 'select latest, sequence from log_record order by sequence desc limit 1');
  if (!last) return 0;
  let low = 0;
  let high = last.sequence + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const found = sql.find(edge, 'select latest, sequence from log_record where sequence >= ? order by sequence limit 1', [middle]);
    if (!found || found.latest >= time) high = middle;
    else low = found.sequence + 1;
  }
  return low;
}
