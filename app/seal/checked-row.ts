import type { MarkedRow, RowFields } from './keyring.ts';

/** Rows whose MAC was found right, by what it covers. */
export interface CheckedRows {
  /** Whether just this was checked before: every field that the MAC covers, and the MAC itself. */
  has(table: string, row: MarkedRow, fields: RowFields): boolean;
  /** Keeps a row of plain fields. @param fields belong to this from now on. @returns false where the fields are not plain */
  keep(table: string, row: MarkedRow, fields: RowFields): boolean;
}

/** So many are kept; the one that was checked first goes first. */
const most = 2_000;

/**
 * A row that is read from the database again is compared with what was checked: what is the same to the last byte has the same MAC, and
 * comparing costs a fraction of computing it.
 */
export function createCheckedRows(): CheckedRows {
  const kept = new Map<string, { readonly mac: Uint8Array; readonly fields: RowFields }>();
  const keyOf = (table: string, row: MarkedRow): string => `${table}/${idOf(row)}`;
  return {
    has(table, row, fields) {
      const known = kept.get(keyOf(table, row));
      return known !== undefined && sameBytes(known.mac, row.mac) && sameFields(known.fields, fields);
    },
    keep(table, row, fields) {
      if (!isFlat(fields)) return false;
      const key = keyOf(table, row);
      kept.delete(key);
      kept.set(key, { mac: row.mac.slice(), fields });
      const oldest = kept.size > most ? kept.keys().next() : undefined;
      if (oldest && !oldest.done) kept.delete(oldest.value);
      return true;
    },
  };
}

/** What a row is known by in its table. */
export const idOf = (row: MarkedRow): string => ('id' in row ? row.id : row.version);

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, index) => byte === b[index]);

/** Bytes, such as what a password is checked with, and objects are not kept: they could be changed in place. */
const isFlat = (fields: RowFields): boolean => Object.values(fields).every((field) => typeof field !== 'object');

function sameFields(a: RowFields, b: RowFields): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  for (const name of names) if (a[name] !== b[name] || !(name in b)) return false;
  return true;
}
