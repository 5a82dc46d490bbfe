import type { ImportColumns } from '../contract/import.ts';
import { VaultError } from '../contract/vault-error.ts';
import { entryColumns, type ParsedFile } from './file-parser.ts';

/** Which cell of a row is what, by its place. */
export interface ColumnPlace {
  readonly name: number;
  readonly value: number;
  readonly contentType?: number;
  readonly enabled?: number;
  readonly notBefore?: number;
  readonly expires?: number;
  /** A cell that holds all tags as JSON. */
  readonly tags?: number;
  /** Cells that hold one tag each. */
  readonly tagCells: readonly { readonly tag: string; readonly place: number }[];
}

const guesses = {
  name: /^(?:name|key|secret ?name|title|variable|id)$/i,
  value: /^(?:value|secret|secret ?value|password|token)$/i,
  contentType: /^(?:content[ _-]?type|type|mime)$/i,
  enabled: /^(?:enabled|active)$/i,
  notBefore: /^(?:not ?before|nbf|activation|activation ?date|starts?)$/i,
  expires: /^(?:expires?|exp|expiration|expiration ?date|expiry|expires ?on)$/i,
} as const;

/** What the columns of a CSV file seem to be. Tags are never guessed: a column may hold what must not become one. */
export function guessColumns(columns: readonly string[]): ImportColumns {
  const find = (like: RegExp): string | undefined => columns.find((column) => like.test(column));
  const optional = (['contentType', 'enabled', 'notBefore', 'expires'] as const).flatMap((what) => {
    const column = find(guesses[what]);
    return column === undefined ? [] : [[what, column] as const];
  });
  const name = find(guesses.name) ?? columns[0] ?? '';
  const value = find(guesses.value) ?? columns.find((column) => column !== name) ?? '';
  return { name, value, ...Object.fromEntries(optional), tags: [] };
}

/**
 * @param chosen of a CSV file; other formats have places of their own
 * @throws VaultError BadParameter when the file has no such column
 */
export function placeColumns(file: Pick<ParsedFile, 'format' | 'columns'>, chosen: ImportColumns | undefined): ColumnPlace {
  if (file.format !== 'csv') return entryPlace;
  const columns = chosen ?? guessColumns(file.columns);
  const placeOf = (column: string, path: string): number => {
    const place = file.columns.indexOf(column);
    if (place < 0) throw new VaultError('BadParameter', { issues: [{ path: `columns.${path}`, problem: 'unknown_column' }] });
    return place;
  };
  const optional = (['contentType', 'enabled', 'notBefore', 'expires'] as const).flatMap((what) => {
    const column = columns[what];
    return column === undefined ? [] : [[what, placeOf(column, what)] as const];
  });
  return {
    name: placeOf(columns.name, 'name'),
    value: placeOf(columns.value, 'value'),
    ...Object.fromEntries(optional),
    tagCells: columns.tags.map((tag) => ({ tag, place: placeOf(tag, 'tags') })),
  };
}

const at = (column: (typeof entryColumns)[number]): number => entryColumns.indexOf(column);

const entryPlace: ColumnPlace = {
  name: at('name'),
  value: at('value'),
  contentType: at('contentType'),
  enabled: at('enabled'),
  notBefore: at('notBefore'),
  expires: at('expires'),
  tags: at('tags'),
  tagCells: [],
};
