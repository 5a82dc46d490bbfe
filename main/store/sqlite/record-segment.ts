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
  type SegmentHead,
  segmentRows,
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
const end = z.object({ last: z.number() });
const stored = z.object({ first: z.number(), numbers: bytes });

/** Every segment, oldest first. */
export const listSegments = (sql: Sql): SegmentHead[] =>
  sql.all(head, 'select first, last, size, live, oldest, newest from log_segment order by first');

/** The highest sequence that is in a segment; -1 while there is none. */
const packedEnd = (sql: Sql): number => sql.find(end, 'select last from log_segment order by first desc limit 1')?.last ?? -1;

/** Records that are in no segment yet, oldest first; few. */
export const listLoose = (sql: Sql): FactRow[] =>
  sql.all(fact, `select ${factColumns} from log_record where sequence > ? order by sequence`, [packedEnd(sql)]);

/** Makes segments of loose records, as long as there are enough of them. @param newest the highest sequence */
export function packLoose(sql: Sql, newest: number): void {
  for (let after = packedEnd(sql); newest - after >= segmentRows;) {
    const rows = sql.all(fact, `select ${factColumns} from log_record where sequence > ? order by sequence limit ?`, [after, segmentRows]);
    const numbers = new Map([...namesOf(rows)].map((name) => [name, numberName(sql, name)]));
    const { head: made, columns } = encodeSegment(rows, (name) => numbers.get(name) ?? 0);
    sql.insert('log_segment', { ...made }, taken(made.first));
    for (const field of columnNames) {
      sql.insert('log_column', { field, first: made.first, numbers: packNumbers(columns[field]) }, taken(made.first));
    }
    after = made.last;
  }
}

const taken = (first: number) => () => new VaultError('Conflict', { name: `segment ${first}` });

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
