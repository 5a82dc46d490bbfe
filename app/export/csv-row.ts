import type { ByteDraft } from './byte-draft.ts';
import { csvMark, needsMark } from './csv-mark.ts';

const quote = 0x22;
const comma = 0x2c;
const encoder = new TextEncoder();

/**
 * One line of RFC 4180 with every field quoted. A field that a spreadsheet would take for a formula, and one that begins with an
 * apostrophe, has one more apostrophe in front; whoever reads the file takes one away wherever there is one.
 */
export function addCsvRow(draft: ByteDraft, fields: readonly (Uint8Array | string)[]): void {
  for (const [at, field] of fields.entries()) {
    if (at > 0) draft.byte(comma);
    addField(draft, typeof field === 'string' ? encoder.encode(field) : field);
  }
  draft.text('\r\n');
}

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
