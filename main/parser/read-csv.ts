import { CsvError, parse } from 'csv-parse/sync';
import { mostUploadBytes } from '../../app/contract/upload.ts';
import { csvColumns } from '../../app/export/csv-writer.ts';
import { entryColumns, type ParsedFile, type RowProblem } from '../../app/import/file-parser.ts';
import { createTableDraft } from './table-draft.ts';
import { unreadable } from './unreadable.ts';

const mostColumns = 256;
const mostHeadChars = 256;
const delimiters = [',', ';', '\t'] as const;

interface Row {
  readonly record: string[];
  /** On which it begins. */
  readonly line: number;
}

/**
 * Rows of a CSV file (RFC 4180, also with semicolons or tabs) under the columns that its first line names. The console's own is known
 * by its columns, and its marks against formulas are taken away.
 */
export function readCsv(text: string): ParsedFile {
  let table: Table | undefined;
  eachRow(text, delimiterOf(text), (row) => {
    if (table) table.add(row);
    else table = tableOf(uniqueNames(row.record));
  });
  if (!table) throw unreadable('empty');
  return table.finish();
}

/** Rows under their head, on their way into a parsed file. */
interface Table {
  add(row: Row): void;
  finish(): ParsedFile;
}

function tableOf(columns: readonly string[]): Table {
  if (columns.length < 2 || columns.length > mostColumns) throw unreadable('format', 1);
  if (columns.length === csvColumns.length && csvColumns.every((name, at) => columns[at] === name)) return ownTable();
  const draft = createTableDraft(columns);
  return {
    add: (row) => draft.add(row.line, row.record, problemOf(row, columns.length)),
    finish: () => draft.finish('csv'),
  };
}

/** @see createCsvWriter */
function ownTable(): Table {
  const draft = createTableDraft(entryColumns);
  return {
    add(row) {
      const [, ...cells] = row.record.map((cell) => (cell.startsWith("'") ? cell.slice(1) : cell));
      draft.add(row.line, cells.slice(0, entryColumns.length), problemOf(row, csvColumns.length));
    },
    finish: () => draft.finish('strongroom'),
  };
}

const problemOf = ({ record }: Row, width: number): RowProblem => (record.length === width ? '' : 'line');

/** Hands over row by row; none is kept. */
function eachRow(text: string, delimiter: string, take: (row: Row) => void): void {
  // The library counts a line's end of two characters twice where it stands within quotes.
  let countedTwice = 0;
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: mostUploadBytes,
      on_record(record, { lines }) {
        countedTwice += countIn(record, /\r\n/g);
        take({ record, line: lines - countedTwice - countIn(record, /\r\n?|\n/g) });
        return null;
      },
    });
  } catch (error) {
    if (error instanceof CsvError) throw unreadable('format', Math.max(Number(error['lines'] ?? 0) - countedTwice, 0));
    throw error;
  }
}

const countIn = (record: readonly string[], what: RegExp): number => record.reduce((sum, cell) => sum + (cell.match(what)?.length ?? 0), 0);

/** The one that the first line has most of, outside of quotes. */
export function delimiterOf(text: string): string {
  const counts = new Map<string, number>(delimiters.map((each) => [each, 0]));
  let quoted = false;
  for (const character of text.slice(0, 64 * 1024)) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) break;
    else if (!quoted && counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

/** A column that has the name of one before it gets a number. */
function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, at) => {
    const base = name.trim().slice(0, mostHeadChars).toWellFormed() || `column ${at + 1}`;
    const free = taken.has(base) ? `${base.slice(0, mostHeadChars - 8)} (${at + 1})` : base;
    taken.add(free);
    return free;
  });
}
