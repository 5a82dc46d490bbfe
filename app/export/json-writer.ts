import type { ByteDraft } from './byte-draft.ts';
import type { ExportedSecret, FileWriter } from './file-writer.ts';
import { codePointAt, isHidden, lengthFrom } from './hidden-character.ts';

/** How the file names itself, so that it is known again. */
export const jsonFormat = { format: 'strongroom-secrets', version: 1 } as const;

const quote = 0x22;
const backslash = 0x5c;

/**
 * The console's own format: JSON (RFC 8259) with everything about each secret's current version. Characters that a person would not see
 * stand as escapes, so that the file can be looked at; read back they are what they were.
 */
export function createJsonWriter(draft: ByteDraft, time: number): FileWriter {
  let count = 0;
  return {
    begin() {
      const head = JSON.stringify({ ...jsonFormat, exportedOn: new Date(time).toISOString() });
      draft.text(`${head.slice(0, -1)},"secrets":[`);
    },
    add(secret) {
      draft.text(count === 0 ? '\n' : ',\n');
      count += 1;
      addSecret(draft, secret);
      return undefined;
    },
    end: () => draft.text('\n]}\n'),
  };
}

function addSecret(draft: ByteDraft, { vault, name, value, contentType, enabled, notBefore, expires, tags }: ExportedSecret): void {
  draft.text(`{"vault":${escaped(vault)},"name":${escaped(name)},"value":`);
  addJsonText(draft, value);
  if (contentType !== undefined) draft.text(`,"contentType":${escaped(contentType)}`);
  draft.text(`,"enabled":${enabled}`);
  if (notBefore !== undefined) draft.text(`,"notBefore":"${new Date(notBefore).toISOString()}"`);
  if (expires !== undefined) draft.text(`,"expires":"${new Date(expires).toISOString()}"`);
  draft.text(`,"tags":${escaped(tags)}}`);
}

/** What is no secret, as JSON without characters that are not seen. */
export const escaped = (value: string | Readonly<Record<string, string>>): string =>
  JSON.stringify(value).replace(/[^\x20-\x7e]/gu, (character) => {
    const point = character.codePointAt(0) ?? 0;
    return isHidden(point) ? escapeOf(point) : character;
  });

/** Writes UTF-8 as a JSON string. */
function addJsonText(draft: ByteDraft, value: Uint8Array): void {
  draft.byte(quote);
  let plainFrom = 0;
  for (let at = 0; at < value.length;) {
    const first = value[at] ?? 0;
    const length = lengthFrom(first);
    const point = codePointAt(value, at);
    if (first === quote || first === backslash || isHidden(point)) {
      draft.bytes(value.subarray(plainFrom, at));
      draft.text(escapeOf(point));
      plainFrom = at + length;
    }
    at += length;
  }
  draft.bytes(value.subarray(plainFrom));
  draft.byte(quote);
}

function escapeOf(point: number): string {
  if (point === quote) return '\\"';
  if (point === backslash) return '\\\\';
  if (point === 0x0a) return '\\n';
  return String.fromCodePoint(point)
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
