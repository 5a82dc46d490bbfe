import type { ImportFormat } from '../../app/contract/import.ts';
import { mostImportRows } from '../../app/contract/import.ts';
import { type ParsedFile, type RowProblem, rowProblems } from '../../app/import/file-parser.ts';
import { createGrowing } from './growing.ts';
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
  const lines = createGrowing((count) => new Uint32Array(count));
  const problems = createGrowing((count) => new Uint8Array(count));
  const ends = createGrowing((count) => new Uint32Array(count));
  let content = new Uint8Array(64 * 1024);
  let length = 0;

  function append(cell: string, line: number): void {
    const needed = length + cell.length * 3;
    if (needed > content.length) {
      const longer = new Uint8Array(Math.max(needed, content.length * 2));
      longer.set(content.subarray(0, length));
      content = longer;
    }
    length += encoder.encodeInto(cell, content.subarray(length)).written;
    if (length > mostContentBytes) throw unreadable('memory', line);
    ends.push(length);
  }

  return {
    add(line, cells, problem = '') {
      if (lines.length >= mostImportRows || ends.length + columns.length > mostCells) throw unreadable('rows', line);
      lines.push(line);
      // Half of a surrogate pair has no UTF-8: written, it would be another text.
      problems.push(rowProblems.indexOf(problem === '' && !cells.every((cell) => cell.isWellFormed()) ? 'value_text' : problem));
      for (const at of columns.keys()) append(cells[at] ?? '', line);
    },
    finish(format) {
      if (lines.length === 0) throw unreadable('empty');
      return {
        format,
        columns,
        rowCount: lines.length,
        lines: lines.whole(),
        problems: problems.whole(),
        ends: ends.whole(),
        content: content.subarray(0, length),
      };
    },
  };
}
