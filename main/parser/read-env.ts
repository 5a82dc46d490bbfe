import dotenv from 'dotenv';
import { entryColumns, type ParsedFile } from '../../app/import/file-parser.ts';
import { nameCell } from './entry.ts';
import { createTableDraft } from './table-draft.ts';

/** `NAME=`, `export NAME=` or `NAME: `, as dotenv takes them. */
const head = /[^\S\n]*(?:export\s+)?([\w.-]+)(?:\s*=|:(?=\s))/y;
/** What may follow a closing quote on its line. */
const tail = /[^\S\n]*(?:#[^\n]*)?(?=\n|$)/y;
/** Longer than any value may be, and than what the library's patterns are fit for; it is refused for its length anyway. */
const mostPieceChars = 256 * 1024;

/**
 * Rows of an `.env` file, each with its line; a name that comes twice is two rows. Values are read by the library, one entry at a time:
 * quotes, comments and multi-line values are as every program has them that uses it, and `$NAME` stays as it is written.
 */
export function readEnv(text: string): ParsedFile {
  const lines = text.replace(/\r\n?/g, '\n');
  const draft = createTableDraft(entryColumns);
  let line = 1;
  for (let at = 0; at < lines.length;) {
    const end = readEntry(lines, at, (cells, problem) => draft.add(line, cells, problem));
    line += countLines(lines, at, end);
    at = end;
  }
  return draft.finish('env');
}

type Add = (cells: readonly string[], problem?: 'line') => void;

/** @returns where the next line begins */
function readEntry(text: string, at: number, add: Add): number {
  const lineEnd = endOfLine(text, at);
  head.lastIndex = at;
  const found = head.exec(text);
  if (!found) {
    const first = text.slice(at, lineEnd).trimStart()[0];
    // What it says may be a piece of a value: it is not shown.
    if (first !== undefined && first !== '#') add([''], 'line');
    return lineEnd + 1;
  }
  const from = head.lastIndex;
  const end = endOfQuoted(text, from) ?? endOfLine(text, from);
  add([nameCell(found[1] ?? ''), valueOf(text.slice(from, end))]);
  return end + 1;
}

/** The library is asked under a name of ours: some names it would not give back, such as `__proto__`. */
function valueOf(piece: string): string {
  if (piece.length > mostPieceChars) return piece.trim();
  return dotenv.parse(`A=${piece}`)['A'] ?? '';
}

const endOfLine = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

/** The end of the line on which a quoted value is closed; undefined when it is not quoted, or never closed. */
function endOfQuoted(text: string, from: number): number | undefined {
  const start = from + (text.slice(from, from + 4096).length - text.slice(from, from + 4096).trimStart().length);
  const quote = text[start];
  if (quote !== '"' && quote !== "'" && quote !== '`') return undefined;
  const candidates: number[] = [];
  for (let at = text.indexOf(quote, start + 1); at >= 0; at = text.indexOf(quote, at + 1)) {
    candidates.push(at);
    if (text[at - 1] !== '\\') break;
  }
  for (const at of candidates.reverse()) {
    tail.lastIndex = at + 1;
    if (tail.test(text)) return endOfLine(text, at);
  }
  return undefined;
}

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
