import { decodeBase32, encodeBase32 } from './base32.ts';
import { secretBytes } from './secret-bytes.ts';

const group = 4;
const hyphen = 0x2d;

/**
 * Writes a secret as people keep it on paper: base32 in groups of four with hyphens.
 * @param bytes a multiple of five
 * @returns ASCII, which the caller zeroes
 */
export function formatCode(bytes: Uint8Array): Uint8Array {
  const digits = encodeBase32(bytes);
  const text = secretBytes(digits.length + Math.ceil(digits.length / group) - 1).fill(hyphen);
  digits.forEach((digit, index) => {
    text[index + Math.floor(index / group)] = digit;
  });
  digits.fill(0);
  return text;
}

/**
 * Reads it as people type it: without regard to case, spaces, hyphens, and letters that look like digits.
 * @param text UTF-8; neither kept nor zeroed
 * @returns the bytes, which the caller zeroes; undefined when it is incomplete, or a character is none of its
 */
export function parseCode(text: Uint8Array): Uint8Array | undefined {
  const digits = withoutFiller(text);
  const bytes = decodeBase32(digits);
  digits.fill(0);
  return bytes;
}

/** Bytes to pass over at `index`: ASCII white space and hyphens, the no-break space, and Unicode's spaces and dashes (U+2000 to U+203F). */
function fillerAt(text: Uint8Array, index: number): number {
  const byte = text[index] ?? 0;
  if (byte === hyphen || byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)) return 1;
  if (byte === 0xc2 && text[index + 1] === 0xa0) return 2;
  if (byte === 0xe2 && text[index + 1] === 0x80) return 3;
  return 0;
}

function withoutFiller(text: Uint8Array): Uint8Array {
  const kept = secretBytes(text.length);
  let length = 0;
  for (let index = 0; index < text.length;) {
    const filler = fillerAt(text, index);
    if (filler === 0) {
      kept[length] = text[index] ?? 0;
      length += 1;
    }
    index += filler || 1;
  }
  return kept.subarray(0, length);
}
