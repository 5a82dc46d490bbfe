import type { ByteDraft } from './byte-draft.ts';
import { addCsvRow } from './csv-row.ts';
import type { FileWriter } from './file-writer.ts';
import { escaped } from './json-writer.ts';

/** The columns of the console's own CSV. A file with exactly these is known again by the last one, whose every field is the version. */
export const csvColumns = ['vault', 'name', 'value', 'contentType', 'enabled', 'notBefore', 'expires', 'tags', 'strongroom'] as const;
const version = '1';

/** Rows of secrets. Tags are one field of JSON. @see addCsvRow */
export function createCsvWriter(draft: ByteDraft): FileWriter {
  const addRow = (fields: readonly (Uint8Array | string)[]): void => addCsvRow(draft, fields);
  return {
    begin: () => addRow(csvColumns),
    add({ vault, name, value, contentType = '', enabled, notBefore, expires, tags }) {
      // A file that holds NUL is no text, and readers take none of it.
      if (value.includes(0)) return 'unwritable';
      addRow([vault, name, value, contentType, String(enabled), iso(notBefore), iso(expires), escaped(tags), version]);
      return undefined;
    },
    end: () => undefined,
  };
}

const iso = (time: number | undefined): string => (time === undefined ? '' : new Date(time).toISOString());
