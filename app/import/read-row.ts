import { tags as tagShape } from '../contract/common.ts';
import { mostValueBytes, secretProperties } from '../contract/secret.ts';
import { isUtf8 } from '../secret/is-utf8.ts';
import type { ColumnPlace } from './column.ts';
import { readDate } from './date.ts';
import { type ParsedFile, rowProblems } from './file-parser.ts';

/** One row as the file has it. What the file does not say is left out. */
export interface FileRow {
  /** Parts of the name, with marks between them. */
  readonly name: string;
  /** A view into the file's content: zeroed with it. */
  readonly value: Uint8Array;
  readonly contentType?: string;
  readonly enabled?: boolean;
  readonly notBefore?: number;
  readonly expires?: number;
  readonly tags?: Readonly<Record<string, string>>;
  /** Why it can't be written, whatever it is called. */
  readonly problem?: string;
}

/** What stands at the beginning of a cell belongs to it, whatever it is. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function cellOf({ columns, content, ends }: ParsedFile, row: number, column: number): Uint8Array {
  const index = row * columns.length + column;
  return content.subarray(index === 0 ? 0 : ends[index - 1], ends[index]);
}

/** What the file calls a row: parts of the name, with marks between them. @param row from 0 */
export const readName = (file: ParsedFile, place: ColumnPlace, row: number): string => decoder.decode(cellOf(file, row, place.name));

/** @param row from 0 */
export function readRow(file: ParsedFile, place: ColumnPlace, row: number): FileRow {
  const cell = (column: number): Uint8Array => cellOf(file, row, column);
  const text = (column: number | undefined): string => (column === undefined ? '' : decoder.decode(cell(column)));
  const contentType = text(place.contentType);
  const enabled = readFlag(text(place.enabled));
  const notBefore = readOptional(text(place.notBefore), readDate);
  const expires = readOptional(text(place.expires), readDate);
  const tags = readTags(
    text(place.tags),
    place.tagCells.map(({ tag, place: at }) => [tag, text(at)] as const),
  );
  const value = cell(place.value);
  const problem = [
    rowProblems[file.problems[row] ?? 0] ?? '',
    valueProblem(value),
    secretProperties.shape.contentType.safeParse(contentType).success ? '' : 'content_type',
    enabled === 'wrong' ? 'enabled' : '',
    dateProblem(notBefore, expires),
    tags === 'wrong' ? 'tags' : '',
  ].find((found) => found !== '');
  return {
    name: text(place.name),
    value,
    ...said({ contentType: contentType || undefined, enabled, notBefore, expires, tags }),
    ...(problem !== undefined && { problem }),
  };
}

/** What the file says, and says right. */
function said({ contentType, enabled, notBefore, expires, tags }: { contentType: string | undefined } & Attributes) {
  return {
    ...(contentType !== undefined && { contentType }),
    ...(typeof enabled === 'boolean' && { enabled }),
    ...(typeof notBefore === 'number' && { notBefore }),
    ...(typeof expires === 'number' && { expires }),
    ...(typeof tags === 'object' && { tags }),
  };
}

interface Attributes {
  readonly enabled: Optional<boolean>;
  readonly notBefore: Optional<number>;
  readonly expires: Optional<number>;
  readonly tags: Optional<Record<string, string>>;
}

function valueProblem(value: Uint8Array): string {
  if (value.length > mostValueBytes) return 'value_long';
  return isUtf8(value) ? '' : 'value_text';
}

type Optional<T> = T | 'wrong' | undefined;

const readOptional = <T>(text: string, read: (text: string) => T | undefined): Optional<T> =>
  text.trim() === '' ? undefined : (read(text.trim()) ?? 'wrong');

const flags: ReadonlyMap<string, boolean> = new Map([
  ...['true', '1', 'yes', 'y'].map((word) => [word, true] as const),
  ...['false', '0', 'no', 'n'].map((word) => [word, false] as const),
]);

const readFlag = (text: string): Optional<boolean> => readOptional(text, (word) => flags.get(word.toLowerCase()));

function dateProblem(notBefore: Optional<number>, expires: Optional<number>): string {
  if (notBefore === 'wrong' || expires === 'wrong') return 'date';
  return notBefore !== undefined && expires !== undefined && expires <= notBefore ? 'date' : '';
}

function readTags(json: string, cells: readonly (readonly [string, string])[]): Optional<Record<string, string>> {
  const said = cells.filter(([, text]) => text !== '');
  if (json === '' && said.length === 0) return undefined;
  const tags = json === '' ? Object.fromEntries(said) : readJson(json);
  // The schema's records leave it out, and with it what it said.
  if (typeof tags !== 'object' || tags === null || Object.hasOwn(tags, '__proto__')) return 'wrong';
  const parsed = tagShape.safeParse(tags);
  return parsed.success ? parsed.data : 'wrong';
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
