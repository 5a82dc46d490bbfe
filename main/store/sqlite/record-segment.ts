import * as z from 'zod';
import { VaultError } from '../../../app/contract/vault-error.ts';
import {
  type ColumnName,
  columnNames,
  type Columns,
  encodeSegment,
  type FactRow,
  namesOf,
  type Numbers,
  packNumbers,
  joinSegments,
  type Segment,
  type SegmentHead,
  smallRows,
  smallTogether,
  unpackNumbers,
} from '../log-column.ts';
import { bytes } from './column.ts';
import type { Sql } from './connection.ts';
import { numberName } from './record-lexicon.ts';
import { fact, factColumns } from './record-row.ts';

const head: z.ZodType<SegmentHead> = z.object({
  first: z.number(),
  last: z.number(),
  size: z.number(),
  live: z.number(),
  oldest: z.number(),
  newest: z.number(),
});
const headColumns = 'first, last, size, live, oldest, newest';
const end = z.object({ last: z.number() });
const stored = z.object({ first: z.number(), numbers: bytes });

/** Every segment, oldest first. */
export const listSegments = (sql: Sql): SegmentHead[] => sql.all(head, `select ${headColumns} from log_segment order by first`);

/** The highest sequence that is in a segment; -1 while there is none. */
const packedEnd = (sql: Sql): number => sql.find(end, 'select last from log_segment order by first desc limit 1')?.last ?? -1;

/** Records that are in no segment yet, oldest first; few. */
export const listLoose = (sql: Sql): FactRow[] =>
  sql.all(fact, `select ${factColumns} from log_record where sequence > ? order by sequence`, [packedEnd(sql)]);

/** Makes segments of loose records, as long as there are enough of them. @param newest the highest sequence */
export function packLoose(sql: Sql, newest: number): void {
  for (let after = packedEnd(sql); newest - after >= smallRows;) {
    const rows = sql.all(fact, `select ${factColumns} from log_record where sequence > ? order by sequence limit ?`, [after, smallRows]);
    const numbers = new Map([...namesOf(rows)].map((name) => [name, numberName(sql, name)]));
    const made = encodeSegment(rows, (name) => numbers.get(name) ?? 0);
    insertSegment(sql, made);
    mergeSmall(sql);
    after = made.head.last;
  }
}

/** Makes one of the newest segments once there are enough small ones. */
function mergeSmall(sql: Sql): void {
  const newest = sql.all(head, `select ${headColumns} from log_segment order by first desc limit ?`, [smallTogether]).toReversed();
  if (newest.length < smallTogether || newest.some(({ size }) => size > smallRows)) return;
  const columns = new Map(columnNames.map((name) => [name, readColumn(sql, name, newest)]));
  const parts = newest.map((each) => ({
    head: each,
    read: (name: ColumnName) => columns.get(name)?.get(each.first) ?? new Uint32Array(0),
  }));
  const joined = joinSegments(parts);
  for (const field of columnNames) {
    sql.run('delete from log_column where field = ? and first between ? and ?', [field, joined.head.first, joined.head.last]);
  }
  sql.run('delete from log_segment where first between ? and ?', [joined.head.first, joined.head.last]);
  insertSegment(sql, joined);
}

function insertSegment(sql: Sql, { head: made, columns }: Segment): void {
  const taken = () => new VaultError('Conflict', { name: `segment ${made.first}` });
  sql.insert('log_segment', { ...made }, taken);
  for (const field of columnNames) sql.insert('log_column', { field, first: made.first, numbers: packNumbers(columns[field]) }, taken);
}

/** Reads one column of neighbouring segments. @returns by `first` of the segment @throws VaultError StoreDamaged */
export function readColumn(sql: Sql, field: ColumnName, segments: readonly SegmentHead[]): Map<number, Numbers> {
  const firsts = segments.map(({ first }) => first);
  const rows = sql.all(stored, 'select first, numbers from log_column where field = ? and first between ? and ?', [
    field,
    Math.min(...firsts),
    Math.max(...firsts),
  ]);
  const found = new Map(rows.map((row) => [row.first, row.numbers]));
  return new Map(segments.map(({ first, size }) => [first, readNumbers(found.get(first), size)]));
}

function readNumbers(packed: Uint8Array | undefined, size: number): Numbers {
  if (!packed || ![0, 1, 2, 4, 8].includes(packed.length / size)) throw new VaultError('StoreDamaged', { detail: 'row' });
  return unpackNumbers(packed, size);
}

/** Writes what became of a segment's columns. */
export function replaceSegment(sql: Sql, { first, live }: Pick<SegmentHead, 'first' | 'live'>, columns: Partial<Columns>): void {
  sql.run('update log_segment set live = ? where first = ?', [live, first]);
  for (const field of columnNames) {
    const numbers = columns[field];
    if (numbers) sql.run('update log_column set numbers = ? where field = ? and first = ?', [packNumbers(numbers), field, first]);
  }
}
