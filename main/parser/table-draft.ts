import type { ImportFormat } from '../../app/contract/import.ts';
import { mostImportRows } from '../../app/contract/import.ts';
import { type ParsedFile, type RowProblem, rowProblems } from '../../app/import/file-parser.ts';
import { unreadable } from './unreadable.ts';

/** Cells that one file may have: rows times columns. */
const mostCells = 8_000_000;
const mostContentBytes = 128 * 1024 * 1024;

/** Rows on their way into a parsed file. */
export interface TableDraft {
  /** @param cells one for each column. @throws VaultError FileUnreadable when there are too many rows */
  add(line: number, cells: readonly string[], problem?: RowProblem): void;
  /** @throws VaultError FileUnreadable when there are no rows */
  finish(format: ImportFormat): ParsedFile;
}

export function createTableDraft(columns: readonly string[]): TableDraft {
  const encoder = new TextEncoder();
  const lines: number[] = [];
  const problems: number[] = [];
  const ends: number[] = [];
  let content = new Uint8Array(64 * 1024);
  let length = 0;

  function append(cell: string): void {
    const needed = length + cell.length * 3;
    if (needed > content.length) {
      const longer = new Uint8Array(Math.max(needed, content.length * 2));
      longer.set(content.subarray(0, length));
      content = longer;
    }
    length += encoder.encodeInto(cell, content.subarray(length)).written;
    if (length > mostContentBytes) throw unreadable('memory', lines.at(-1));
    ends.push(length);
  }

  return {
    add(line, cells, problem = '') {
      if (lines.length >= mostImportRows || ends.length + columns.length > mostCells) throw unreadable('rows', line);
      lines.push(line);
      // Half of a surrogate pair has no UTF-8: written, it would be another text.
      problems.push(rowProblems.indexOf(problem === '' && !cells.every((cell) => cell.isWellFormed()) ? 'value_text' : problem));
      for (const at of columns.keys()) append(cells[at] ?? '');
    },
    finish(format) {
      if (lines.length === 0) throw unreadable('empty');
      return {
        format,
        columns,
        rowCount: lines.length,
        lines: Uint32Array.from(lines),
        problems: Uint8Array.from(problems),
        ends: Uint32Array.from(ends),
        content: content.subarray(0, length),
      };
    },
  };
}
