import type { ImportFormat } from '../contract/import.ts';

/** What every format but CSV is made into; CSV keeps its own columns. */
export const entryColumns = ['name', 'value', 'contentType', 'enabled', 'notBefore', 'expires', 'tags'] as const;

/** Between the parts of a nested name in the cell `name`. */
export const partMark = '\u001f';

/** What is wrong with a row, by its number in `problems`; 0 is nothing. */
export const rowProblems = ['', 'line', 'value_missing', 'value_text'] as const;
export type RowProblem = (typeof rowProblems)[number];

/**
 * A file as rows of cells. Cells are UTF-8, one after the other in `content`: values are never strings here. A cell that is not there is
 * empty. `tags` is a JSON object; dates are as the file has them.
 */
export interface ParsedFile {
  readonly format: ImportFormat;
  readonly columns: readonly string[];
  readonly rowCount: number;
  /** Line of the file where each row begins, from 1; 0 where it has none. */
  readonly lines: Uint32Array;
  /** An index of `rowProblems` for each row. */
  readonly problems: Uint8Array;
  /** Where each cell ends in `content`, row by row; it begins where the one before it ends. */
  readonly ends: Uint32Array;
  /** Zeroed by whoever holds the file. */
  readonly content: Uint8Array;
}

/** What is known of a file before it is read. */
export interface FileHint {
  readonly format: ImportFormat | undefined;
  /** The end of its name without the dot, in lower case: `csv`. */
  readonly extension: string;
}

/** Reads foreign files, which may be hostile, in a process of their own. */
export interface FileParser {
  /**
   * @param content becomes the parser's: it is zeroed once it is handed over, and whatever happens before this settles
   * @throws VaultError FileUnreadable; CancelledError
   */
  parse(content: Uint8Array, hint: FileHint, signal: AbortSignal): Promise<ParsedFile>;
}
