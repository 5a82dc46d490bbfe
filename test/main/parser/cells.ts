import { type ParsedFile, rowProblems } from '../../../app/import/file-parser.ts';
import { parseFile } from '../../../main/parser/parse-file.ts';

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** One row, by its columns; empty cells are left out. */
export function rowsOf(file: ParsedFile): Record<string, string | number>[] {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let from = 0;
  return Array.from({ length: file.rowCount }, (_, row) => {
    const cells = file.columns.map((column, at) => {
      const end = file.ends[row * file.columns.length + at] ?? 0;
      const text = decoder.decode(file.content.subarray(from, end));
      from = end;
      return [column, text] as const;
    });
    const problem = rowProblems[file.problems[row] ?? 0] ?? '';
    const filled = [...cells, ['problem', problem] as const].filter(([, text]) => text !== '');
    return { line: file.lines[row] ?? 0, ...Object.fromEntries(filled) };
  });
}

export const read = (content: string, extension = '') => rowsOf(parseFile(utf8(content), { format: undefined, extension }));
