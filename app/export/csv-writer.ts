import type { ByteDraft } from './byte-draft.ts';
import { csvMark, needsMark } from './csv-mark.ts';
import type { FileWriter } from './file-writer.ts';
import { escaped } from './json-writer.ts';

/** The columns of the console's own CSV. A file with exactly these is known again by the last one, whose every field is the version. */
export const csvColumns = ['vault', 'name', 'value', 'contentType', 'enabled', 'notBefore', 'expires', 'tags', 'strongroom'] as const;
const version = '1';

const quote = 0x22;
const comma = 0x2c;
const encoder = new TextEncoder();

/**
 * RFC 4180 with every field quoted. A field that a spreadsheet would take for a formula, and one that begins with an apostrophe, has one
 * more apostrophe in front; whoever reads the file takes one away wherever there is one. Tags are one field of JSON.
 */
export function createCsvWriter(draft: ByteDraft): FileWriter {
  const addRow = (fields: readonly (Uint8Array | string)[]): void => {
    for (const [at, field] of fields.entries()) {
      if (at > 0) draft.byte(comma);
      addField(draft, typeof field === 'string' ? encoder.encode(field) : field);
    }
    draft.text('\r\n');
  };
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

function addField(draft: ByteDraft, field: Uint8Array): void {
  draft.byte(quote);
  if (needsMark(field)) draft.byte(csvMark);
  let from = 0;
  for (let at = field.indexOf(quote); at >= 0; at = field.indexOf(quote, at + 1)) {
    draft.bytes(field.subarray(from, at + 1));
    draft.byte(quote);
    from = at + 1;
  }
  draft.bytes(field.subarray(from));
  draft.byte(quote);
}
