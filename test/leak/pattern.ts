import { Buffer } from 'node:buffer';

/** Something that must not be left behind, cut into pieces of which each is looked for: part of a secret is a leak too. */
export interface Sentinel {
  readonly name: string;
  readonly pieces: readonly Uint8Array[];
}

/** One piece in one encoding. */
export interface Pattern {
  readonly sentinel: string;
  readonly encoding: string;
  readonly bytes: Uint8Array;
}

/** Length of a piece. Whatever holds `2 * pieceChars - 1` characters of a sentinel in a row holds a whole piece of it. */
export const pieceChars = 12;

/** A sentinel of words, each cut into pieces. */
export const sentinelOf = (name: string, words: readonly string[]): Sentinel => ({
  name,
  pieces: words.flatMap((word) => cut(new TextEncoder().encode(word))),
});

/** Cuts into pieces from the start; what is left over at the end is no piece. */
export function cut(bytes: Uint8Array): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at + pieceChars <= bytes.length; at += pieceChars) pieces.push(bytes.slice(at, at + pieceChars));
  return pieces;
}

/** Every piece of every sentinel in every encoding. */
export const patternsOf = (sentinels: readonly Sentinel[]): Pattern[] =>
  sentinels.flatMap(({ name, pieces }) =>
    pieces.flatMap((piece) => encodings(piece).map(([encoding, bytes]) => ({ sentinel: name, encoding, bytes }))),
  );

/**
 * UTF-16 without the zero at its end, so that the one pattern is found in both byte orders. Escapes that leave letters and digits as
 * they are (JSON, URL, shell, CSV) are found as UTF-8; those that escape everything have patterns of their own.
 */
function encodings(piece: Uint8Array): [string, Uint8Array][] {
  const wide = Buffer.from(Array.from(piece, (byte) => [byte, 0]).flat());
  const swapped = Buffer.from(wide).swap16();
  const each = (write: (hex: string) => string): Buffer =>
    Buffer.from(Array.from(piece, (byte) => write(byte.toString(16).padStart(2, '0'))).join(''));
  return [
    ['UTF-8', piece],
    ['UTF-16', wide.subarray(0, -1)],
    ['hex', each((hex) => hex)],
    ['HEX', each((hex) => hex.toUpperCase())],
    ['JSON escapes', each((hex) => `\\u00${hex}`)],
    ['URL escapes', each((hex) => `%${hex.toUpperCase()}`)],
    ...base64(piece).map((text): [string, Uint8Array] => ['base64', text]),
    ...base64(wide).map((text): [string, Uint8Array] => ['base64 of UTF-16LE', text]),
    ...base64(swapped).map((text): [string, Uint8Array] => ['base64 of UTF-16BE', text]),
  ];
}

const bitsPerChar = 6;

/** What base64 and base64url make of the bytes wherever they stand in a text, without the characters that their neighbours share. */
function base64(bytes: Uint8Array): Buffer[] {
  const texts = [0, 1, 2].flatMap((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes]);
    const from = Math.ceil((before * 8) / bitsPerChar);
    const to = Math.floor((padded.length * 8) / bitsPerChar);
    return [padded.toString('base64'), padded.toString('base64url')].map((text) => text.slice(from, to));
  });
  return [...new Set(texts)].map((text) => Buffer.from(text));
}
