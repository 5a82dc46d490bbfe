const quote = 0x22;
const backslash = 0x5c;
const hex = '0123456789abcdef';

/** Letters of escapes that stand for one byte each (RFC 8259 section 7). */
const shortEscapes: ReadonlyMap<number, number> = new Map([
  [quote, quote],
  [backslash, backslash],
  [0x08, 0x62],
  [0x0c, 0x66],
  [0x0a, 0x6e],
  [0x0d, 0x72],
  [0x09, 0x74],
]);
const byLetter: ReadonlyMap<number, number> = new Map([
  ...[...shortEscapes].map(([byte, letter]) => [letter, byte] as const),
  [0x2f, 0x2f],
]);

const isPlain = (byte: number): boolean => byte >= 0x20 && byte !== quote && byte !== backslash;

/**
 * One JSON object as bytes, of which the first member holds `text` as a string. Made without any string of it, which nobody could zero.
 * @param text UTF-8
 * @param rest the other members, as JSON of an object that is not empty
 */
export function withText(member: string, text: Uint8Array, rest: string): Uint8Array {
  const head = Buffer.from(`{${JSON.stringify(member)}:"`);
  const tail = Buffer.from(`",${rest.slice(1)}`);
  const length = escapedLength(text);
  const whole = Buffer.allocUnsafeSlow(head.length + length + tail.length);
  whole.set(head);
  if (length === text.length) whole.set(text, head.length);
  else escapeInto(whole, head.length, text);
  whole.set(tail, head.length + length);
  return whole;
}

function escapedLength(text: Uint8Array): number {
  let length = text.length;
  for (const byte of text) if (!isPlain(byte)) length += shortEscapes.has(byte) ? 1 : 5;
  return length;
}

function escapeInto(whole: Uint8Array, start: number, text: Uint8Array): void {
  let at = start;
  const put = (byte: number): void => {
    whole[at] = byte;
    at += 1;
  };
  for (const byte of text) {
    if (isPlain(byte)) {
      put(byte);
      continue;
    }
    put(backslash);
    const letter = shortEscapes.get(byte);
    if (letter !== undefined) put(letter);
    else for (const digit of `u00${hex[byte >> 4]}${hex[byte & 15]}`) put(digit.charCodeAt(0));
  }
}

/**
 * The text of a JSON string, as UTF-8.
 * @param inside what stands between the quotes
 * @returns undefined when it is no JSON string, or has half of a surrogate pair, which no UTF-8 holds
 */
export function unescape(inside: Uint8Array): Uint8Array | undefined {
  // No escape is shorter than what it stands for.
  const text = new Uint8Array(inside.length);
  let length = 0;
  for (let at = 0; at < inside.length;) {
    const byte = inside[at] ?? 0;
    if (byte !== backslash) {
      if (!isPlain(byte)) return dropped(text);
      text[length] = byte;
      length += 1;
      at += 1;
      continue;
    }
    const escape = readEscape(inside, at);
    if (!escape) return dropped(text);
    length += putCodePoint(text, length, escape.codePoint);
    at += escape.length;
  }
  return text.subarray(0, length);
}

function dropped(text: Uint8Array): undefined {
  text.fill(0);
  return undefined;
}

interface Escape {
  readonly codePoint: number;
  /** As it is written. */
  readonly length: number;
}

function readEscape(inside: Uint8Array, at: number): Escape | undefined {
  const letter = inside[at + 1] ?? 0;
  const byte = byLetter.get(letter);
  if (byte !== undefined) return { codePoint: byte, length: 2 };
  const first = readUnit(inside, at);
  if (first === undefined) return undefined;
  if (first < 0xd800 || first > 0xdfff) return { codePoint: first, length: 6 };
  const second = readUnit(inside, at + 6);
  if (first > 0xdbff || second === undefined || second < 0xdc00 || second > 0xdfff) return undefined;
  return { codePoint: 0x10000 + (first - 0xd800) * 0x400 + (second - 0xdc00), length: 12 };
}

/** `\uXXXX` at `at`. */
function readUnit(inside: Uint8Array, at: number): number | undefined {
  if (inside[at] !== backslash || inside[at + 1] !== 0x75) return undefined;
  let unit = 0;
  for (let digit = at + 2; digit < at + 6; digit += 1) {
    const value = hex.indexOf(String.fromCharCode(inside[digit] ?? 0).toLowerCase());
    if (value < 0) return undefined;
    unit = unit * 16 + value;
  }
  return unit;
}

/** @returns how many bytes it takes */
function putCodePoint(text: Uint8Array, at: number, codePoint: number): number {
  if (codePoint < 0x80) {
    text[at] = codePoint;
    return 1;
  }
  const length = codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  let rest = codePoint;
  for (let next = at + length - 1; next > at; next -= 1) {
    text[next] = 0x80 | (rest & 0x3f);
    rest >>= 6;
  }
  text[at] = ((0xf00 >> length) & 0xff) | rest;
  return length;
}
