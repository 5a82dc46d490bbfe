import { secretBytes } from './secret-bytes.ts';

/** Crockford's base32 (https://www.crockford.com/base32.html), on bytes of ASCII: what it carries is secret, so it never is a string. */
const digits = new TextEncoder().encode('0123456789ABCDEFGHJKMNPQRSTVWXYZ');
/** RFC 4648 section 6: what authenticator apps read. */
const rfcDigits = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567');
const lookAlikes: Readonly<Record<string, string>> = { 0: 'Oo', 1: 'IiLl' };
const digitBits = 5;

/** Value of every character that is read: digits without regard to case, O as 0, I and L as 1; U is no digit. */
const valueOf: ReadonlyMap<number, number> = new Map(
  Array.from(digits, (code, value): [number, number][] => {
    const digit = String.fromCharCode(code);
    const spellings = `${digit}${digit.toLowerCase()}${lookAlikes[digit] ?? ''}`;
    return Array.from(new TextEncoder().encode(spellings), (spelling) => [spelling, value]);
  }).flat(),
);

/** @param bytes a multiple of five bytes, so that no bit is left over */
export const encodeBase32 = (bytes: Uint8Array): Uint8Array => encode(bytes, digits);

/** The same in the digits of RFC 4648. */
export const encodeRfcBase32 = (bytes: Uint8Array): Uint8Array => encode(bytes, rfcDigits);

function encode(bytes: Uint8Array, alphabet: Uint8Array): Uint8Array {
  const text = secretBytes((bytes.length * 8) / digitBits);
  let held = 0;
  let heldBits = 0;
  let length = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    heldBits += 8;
    for (; heldBits >= digitBits; heldBits -= digitBits) {
      text[length] = alphabet[(held >> (heldBits - digitBits)) & 31] ?? 0;
      length += 1;
    }
  }
  return text;
}

/** @returns undefined when a character is no digit, or the digits are not a multiple of eight */
export function decodeBase32(text: Uint8Array): Uint8Array | undefined {
  if (text.length % 8 !== 0) return undefined;
  const bytes = secretBytes((text.length * digitBits) / 8);
  let held = 0;
  let heldBits = 0;
  let length = 0;
  for (const character of text) {
    const value = valueOf.get(character);
    if (value === undefined) {
      bytes.fill(0);
      return undefined;
    }
    held = ((held << digitBits) | value) & 0xfff;
    heldBits += digitBits;
    if (heldBits >= 8) {
      heldBits -= 8;
      bytes[length] = held >> heldBits;
      length += 1;
    }
  }
  return bytes;
}
