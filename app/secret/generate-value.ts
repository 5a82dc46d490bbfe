import type { Generation } from '../contract/secret.ts';
import type { Crypto } from '../seal/crypto.ts';
import { secretBytes } from '../seal/secret-bytes.ts';

type Random = Pick<Crypto, 'random'>;
type Classes = Extract<Generation, { kind: 'password' }>['classes'];

const characters: Readonly<Record<Classes[number], string>> = {
  lower: 'abcdefghijklmnopqrstuvwxyz',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  digit: '0123456789',
  symbol: '!#$%&()*+,-./:;<=>?@[]^_{|}~',
};
/** RFC 4648 sections 4 and 5. */
const base64 = { alphabet: `${characters.upper}${characters.lower}${characters.digit}+/`, padded: true } as const;
const base64Url = { alphabet: `${characters.upper}${characters.lower}${characters.digit}-_`, padded: false } as const;

/**
 * Draws a value at random.
 * @returns ASCII text as bytes, which the caller zeroes; no string is ever made of it
 */
export function generateValue(crypto: Random, generation: Generation): Uint8Array {
  switch (generation.kind) {
    case 'password':
      return drawPassword(crypto, generation);
    case 'token':
      return withRandom(crypto, generation.bytes, (bytes) => encodeBase64(bytes, base64Url));
    case 'guid':
      return withRandom(crypto, 16, encodeGuid);
    case 'key':
      return withRandom(crypto, generation.bits / 8, (bytes) => encodeBase64(bytes, base64));
  }
}

function withRandom(crypto: Random, lengthBytes: number, encode: (bytes: Uint8Array) => Uint8Array): Uint8Array {
  const bytes = crypto.random(lengthBytes);
  try {
    return encode(bytes);
  } finally {
    bytes.fill(0);
  }
}

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Every password that has a character of each class is as likely as any other: one that lacks a class is thrown away whole. */
function drawPassword(crypto: Random, { length, classes, unambiguous }: Extract<Generation, { kind: 'password' }>): Uint8Array {
  const sets = classes.map((name) => ascii(unambiguous ? withoutAmbiguous(characters[name]) : characters[name]));
  const all = ascii(sets.map((set) => new TextDecoder().decode(set)).join(''));
  const password = secretBytes(length);
  do fillFrom(crypto, all, password);
  while (!sets.every((set) => password.some((byte) => set.includes(byte))));
  return password;
}

/** Without what is read as something else in many typefaces. */
const withoutAmbiguous = (text: string): string => text.replaceAll(/[0Oo1lI|]/g, '');

/** Fills with characters of `set`, each as likely: bytes above the greatest multiple of its size are drawn again. @param set at most 256 */
function fillFrom(crypto: Random, set: Uint8Array, target: Uint8Array): void {
  const bound = 256 - (256 % set.length);
  let filled = 0;
  while (filled < target.length) {
    const bytes = crypto.random(target.length - filled);
    for (const byte of bytes) {
      if (byte >= bound) continue;
      target[filled] = set[byte % set.length] ?? 0;
      filled += 1;
    }
    bytes.fill(0);
  }
}

function encodeBase64(bytes: Uint8Array, { alphabet, padded }: { readonly alphabet: string; readonly padded: boolean }): Uint8Array {
  const digits = ascii(alphabet);
  const whole = Math.ceil(bytes.length / 3) * 4;
  const count = Math.ceil((bytes.length * 4) / 3);
  const encoded = secretBytes(padded ? whole : count).fill(0x3d);
  for (let at = 0; at < count; at += 1) {
    const bit = at * 6;
    const index = bit >> 3;
    const pair = ((bytes[index] ?? 0) << 8) | (bytes[index + 1] ?? 0);
    encoded[at] = digits[(pair >> (10 - (bit & 7))) & 0x3f] ?? 0;
  }
  return encoded;
}

/** RFC 9562 version 4, in lower case. @param bytes 16, of which six bits are set */
function encodeGuid(bytes: Uint8Array): Uint8Array {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const digits = ascii('0123456789abcdef');
  const encoded = secretBytes(36).fill(0x2d);
  let at = 0;
  for (const [index, byte] of bytes.entries()) {
    if (index === 4 || index === 6 || index === 8 || index === 10) at += 1;
    encoded[at] = digits[byte >> 4] ?? 0;
    encoded[at + 1] = digits[byte & 0x0f] ?? 0;
    at += 2;
  }
  return encoded;
}
