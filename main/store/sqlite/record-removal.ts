import * as z from 'zod';
import { type ColumnName, nameColumns, removed, type SegmentHead } from '../log-column.ts';
import { places } from './column.ts';
import type { Sql } from './connection.ts';
import { listSegments, readColumn, replaceSegment } from './record-segment.ts';

const emptied = `update log_record set operation = '', result = 'succeeded', status = 0, code = '', identity = '', identity_id = '',
  object = '', vault = '', resource_id = '', door = 'job', address = '', duration_ms = 0, correlation_id = '', canonical = null
  where sequence in`;

/** Statements have places for so many values. */
const mostTogether = 500;

/** Removes what rows and columns say of records. @see RecordStore.remove */
export function removeRecords(sql: Sql, sequences: readonly number[]): void {
  for (let at = 0; at < sequences.length; at += mostTogether) {
    const some = sequences.slice(at, at + mostTogether);
    sql.run(`${emptied} (${places(some)})`, some);
  }
  const gone = new Set(sequences);
  for (const segment of listSegments(sql)) {
    const inside = sequences.filter((sequence) => sequence >= segment.first && sequence <= segment.last);
    if (inside.length > 0) emptyColumns(sql, segment, gone);
  }
}

function emptyColumns(sql: Sql, segment: SegmentHead, gone: ReadonlySet<number>): void {
  const read = (field: ColumnName) => [...(readColumn(sql, field, [segment]).get(segment.first) ?? [])];
  const shifts = read('shift');
  const isGone = (at: number): boolean => gone.has(segment.first + at + (shifts[at] ?? 0));
  const result = read('result').map((number, at) => (isGone(at) ? removed : number));
  const emptiedColumns = Object.fromEntries(
    (['door', 'correlation', ...nameColumns] as const).map((field) => [field, read(field).map((number, at) => (isGone(at) ? 0 : number))]),
  );
  const live = result.filter((number) => number !== removed).length;
  replaceSegment(sql, { first: segment.first, live }, { ...emptiedColumns, result });
}

const highest = z.object({ high: z.number() });
const numbered = z.object({ id: z.number() });

/** Names that are read at a time. */
const pageNames = 10_000;
/** Segments whose columns are read at a time. */
const pageSegments = 16;

/** Takes names out of the dictionary that no record has any more. */
export function forgetNames(sql: Sql): void {
  const used = findUsed(sql);
  for (let after = 0; ;) {
    const page = sql.all(numbered, 'select id from log_name where id > ? order by id limit ?', [after, pageNames]);
    for (const { id } of page) if (used[id] !== 1) sql.run('delete from log_name where id = ?', [id]);
    const last = page.at(-1);
    if (!last) break;
    after = last.id;
  }
  rewriteNames(sql);
}

/** @returns 1 at the number of each name that a record has */
function findUsed(sql: Sql): Uint8Array {
  const used = new Uint8Array((sql.find(highest, 'select coalesce(max(id), 0) as high from log_name')?.high ?? 0) + 1);
  const segments = listSegments(sql);
  for (let at = 0; at < segments.length; at += pageSegments) {
    const page = segments.slice(at, at + pageSegments);
    const columns = nameColumns.flatMap((field) => [...readColumn(sql, field, page).values()]);
    for (const numbers of columns) for (const number of numbers) used[number] = 1;
  }
  return used;
}

/**
 * Trees move entries between their pages as they grow and shrink, and what was moved stays in the unused part of a page. A tree that is
 * emptied gives all of its pages back, and those are overwritten.
 */
function rewriteNames(sql: Sql): void {
  sql.run('insert into log_name_spare (id, folded) select id, folded from log_name');
  sql.run('delete from log_name');
  sql.run('insert into log_name (id, folded) select id, folded from log_name_spare order by folded');
  sql.run('delete from log_name_spare');
}
