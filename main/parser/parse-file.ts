import type { FileHint, ParsedFile } from '../../app/import/file-parser.ts';
import { delimiterOf, readCsv } from './read-csv.ts';
import { readEnv } from './read-env.ts';
import { readJson } from './read-json.ts';
import { unreadable } from './unreadable.ts';

/**
 * Reads a foreign file into rows. Pure; takes time and memory in proportion to the file.
 * @throws VaultError FileUnreadable
 */
export const parseFile = (content: Uint8Array, hint: FileHint): ParsedFile => parseText(textOf(content), hint);

/** @throws VaultError FileUnreadable */
export function parseText(text: string, { format, extension }: FileHint): ParsedFile {
  if (text.trim() === '') throw unreadable('empty');
  switch (format ?? guess(text, extension)) {
    case 'env':
      return readEnv(text);
    case 'csv':
      return readCsv(text);
    case 'any json':
      return readJson(text, undefined);
    default:
      return readJson(text, format);
  }
}

/** The text of a file. A mark of the byte order is left out. A file of text holds no NUL: one that does is none, or UTF-16. */
export function textOf(content: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch (error) {
    if (error instanceof TypeError) throw unreadable('encoding');
    throw error;
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) throw unreadable('encoding', text.slice(0, nul).split('\n').length);
  return text;
}

function guess(text: string, extension: string): 'env' | 'csv' | 'any json' {
  const start = text.trimStart();
  if (start.startsWith('{') || start.startsWith('[') || extension === 'json') return 'any json';
  if (extension === 'csv' || extension === 'tsv') return 'csv';
  const first = start.split(/[\r\n]/).find((line) => line.trim() !== '' && !line.trimStart().startsWith('#')) ?? '';
  if (extension === 'env' || /^\s*(?:export\s+)?[\w.-]+\s*(?:=|:\s)/.test(first)) return 'env';
  if (first.split(delimiterOf(first)).length > 1) return 'csv';
  throw unreadable('format', 1);
}
