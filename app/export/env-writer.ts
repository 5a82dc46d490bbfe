import type { ByteDraft } from './byte-draft.ts';
import { envNameOf } from './env-name.ts';
import type { FileWriter } from './file-writer.ts';
import { codePointAt, lengthFrom } from './hidden-character.ts';

const nul = 0x00;
const single = 0x27;
const double = 0x22;
const back = 0x60;
const backslash = 0x5c;
const hash = 0x23;
const feed = 0x0a;
const carriage = 0x0d;

/**
 * Lines of `NAME=value` as dotenv reads them, which knows no escapes but `\n` and `\r` between double quotes: each value gets the quotes
 * that it does not contain. Attributes and vaults have no place in such a file. Names that collide are the caller's to keep out.
 */
export function createEnvWriter(draft: ByteDraft): FileWriter {
  return {
    begin: () => undefined,
    add({ name, value }) {
      const found = lookAt(value);
      const around = quoteFor(found);
      if (around === undefined) return 'unwritable';
      draft.text(`${envNameOf(name)}=`);
      addValue(draft, value, around);
      // Read as an escaped quote, it would take the next lines in: the quote in this comment keeps a reader from going on.
      if (found.endsInBackslash && around !== 'none') draft.bytes(Uint8Array.of(0x20, hash, around, 0x2e));
      draft.byte(feed);
      return undefined;
    },
    end: () => undefined,
  };
}

interface Look {
  readonly has: ReadonlySet<number>;
  /** Backslash and `n` or `r` beside each other, which double quotes would turn into a line's end. */
  readonly hasEscape: boolean;
  readonly endsInBackslash: boolean;
  /** Whether it can stand without quotes. */
  readonly isBare: boolean;
  /** The same, and it says nothing to a shell either. */
  readonly isPlain: boolean;
}

function lookAt(value: Uint8Array): Look {
  const has = new Set([nul, single, double, back, hash, feed, carriage].filter((byte) => value.includes(byte)));
  const first = value[0] ?? 0;
  const isQuoted = first === single || first === double || first === back;
  return {
    has,
    hasEscape: value.some((byte, at) => byte === backslash && (value[at + 1] === 0x6e || value[at + 1] === 0x72)),
    endsInBackslash: value.at(-1) === backslash,
    isBare: !isQuoted && !has.has(hash) && !has.has(feed) && !has.has(carriage) && !hasBlankEnd(value),
    isPlain: value.length > 0 && value.every(isPlainByte),
  };
}

/** Letters, digits and `+ - . / : @ _`; `=` has no meaning on this side of the first one. */
const isPlainByte = (byte: number): boolean =>
  (byte >= 0x2d && byte <= 0x3a) || (byte >= 0x40 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || [0x2b, 0x3d, 0x5f].includes(byte);

/** Whether something at either end would be cut off, or a line end in sight of ECMAScript lies anywhere within. */
function hasBlankEnd(value: Uint8Array): boolean {
  let last = 0x20;
  for (let at = 0; at < value.length;) {
    last = codePointAt(value, at);
    if (isLineEnd(last) || (at === 0 && isBlank(last))) return true;
    at += lengthFrom(value[at] ?? 0);
  }
  return isBlank(last);
}

const isLineEnd = (point: number): boolean => point === 0x2028 || point === 0x2029;

/** What `String.prototype.trim` cuts off (ECMA-262, white space and line terminators). */
const isBlank = (point: number): boolean =>
  point === 0x20 ||
  (point >= 0x09 && point <= 0x0d) ||
  (point >= 0x2000 && point <= 0x200a) ||
  [0xa0, 0x1680, 0x202f, 0x205f, 0x3000, 0xfeff].includes(point);

/** Without expansion in a shell before with, and a command of a shell last. @returns undefined where none fits */
function quoteFor({ has, hasEscape, isBare, isPlain }: Look): number | 'none' | undefined {
  if (isPlain) return 'none';
  if (has.has(nul)) return undefined;
  const fitsDouble = !has.has(double) && !hasEscape;
  // Read as a line's end where it stands bare.
  if (has.has(carriage)) return fitsDouble ? double : undefined;
  if (!has.has(single)) return single;
  if (fitsDouble) return double;
  if (!has.has(back)) return back;
  return isBare ? 'none' : undefined;
}

function addValue(draft: ByteDraft, value: Uint8Array, around: number | 'none'): void {
  if (around === 'none') return draft.bytes(value);
  draft.byte(around);
  let from = 0;
  for (let at = value.indexOf(carriage); at >= 0; at = value.indexOf(carriage, from)) {
    draft.bytes(value.subarray(from, at));
    draft.text('\\r');
    from = at + 1;
  }
  draft.bytes(value.subarray(from));
  draft.byte(around);
}
