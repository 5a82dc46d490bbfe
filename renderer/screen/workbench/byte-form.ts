import { toBase64Url } from '../../../app/contract/base64url.ts';

/** How bytes are written; `file` are bytes as they are. */
export const forms = ['text', 'hex', 'base64', 'base64url', 'file'] as const;
export type Form = (typeof forms)[number];

/** Forms that a result is shown in. */
export type ShownForm = Exclude<Form, 'file'>;

export const formWord: Readonly<Record<Form, string>> = {
  text: 'Text',
  hex: 'Hex',
  base64: 'Base64',
  base64url: 'Base64url',
  file: 'File',
};

const digitsOf = { hex: '0123456789abcdef', base64: '+/', base64url: '-_' } as const;
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

const none = 255;

/** By the code of a character, what it stands for. */
function valuesOf(digits: string): Uint8Array {
  const values = new Uint8Array(256).fill(none);
  for (const [value, digit] of digits.split('').entries()) values[digit.charCodeAt(0)] = value;
  return values;
}

const hexValues = valuesOf(digitsOf.hex);
for (const digit of 'abcdef') hexValues[digit.toUpperCase().charCodeAt(0)] = hexValues[digit.charCodeAt(0)] ?? none;
const values = { hex: hexValues, base64: valuesOf(letters + digitsOf.base64), base64url: valuesOf(letters + digitsOf.base64url) };

const isSpace = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d);
const equals = '='.charCodeAt(0);

type Digits = 'hex' | 'base64' | 'base64url';

/** What stands there, or why it is not what it was said to be. The bytes are the caller's, to be zeroed. */
export type Read = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly problem: string };

/**
 * Reads bytes from what was typed. White space and the padding of Base64 may be there or not (RFC 4648).
 * @param typed UTF-8; stays the caller's
 */
export function readBytes(typed: Uint8Array, form: ShownForm): Read {
  return form === 'text' ? { bytes: new Uint8Array(typed) } : readDigits(typed, form);
}

function readDigits(typed: Uint8Array, form: Digits): Read {
  const found = new Uint8Array(typed.length);
  let count = 0;
  let padded = false;
  for (const code of typed) {
    if (isSpace(code)) continue;
    if (code === equals && form !== 'hex') {
      padded = true;
      continue;
    }
    const value = values[form][code] ?? none;
    if (value === none || padded) return { problem: problemOf(form, padded ? undefined : code) };
    found[count] = value;
    count += 1;
  }
  const bytes = pack(found.subarray(0, count), form === 'hex' ? 4 : 6);
  found.fill(0);
  return bytes ? { bytes } : { problem: cutOff[form] };
}

/** @returns undefined where a digit is missing, or bits say something that belong to no byte */
function pack(digits: Uint8Array, bits: 4 | 6): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array(Math.floor((digits.length * bits) / 8));
  let held = 0;
  let count = 0;
  let at = 0;
  for (const digit of digits) {
    held = (held << bits) | digit;
    count += bits;
    if (count < 8) continue;
    count -= 8;
    bytes[at] = held >> count;
    at += 1;
    held &= (1 << count) - 1;
  }
  if (count < bits && held === 0) return bytes;
  bytes.fill(0);
  return undefined;
}

const cutOff: Readonly<Record<Digits, string>> = {
  hex: 'A digit is missing: two make a byte.',
  base64: 'Its end is missing, or doesn’t belong there.',
  base64url: 'Its end is missing, or doesn’t belong there.',
};

function problemOf(form: Digits, code: number | undefined): string {
  if (code === undefined) return 'Something stands after the “=” that ends it.';
  const character = String.fromCharCode(code);
  if (form === 'base64' && digitsOf.base64url.includes(character)) return 'This is Base64url: it has “-” or “_”. Choose that form.';
  if (form === 'base64url' && digitsOf.base64.includes(character)) return 'This is Base64: it has “+” or “/”. Choose that form.';
  return form === 'hex' ? 'Hex has the digits 0 to 9 and a to f alone.' : `${formWord[form]} doesn’t have all of these characters.`;
}

/** Bytes in a form, as text. @throws RangeError for `text`, where they are no UTF-8 */
export function writeBytes(bytes: Uint8Array, form: ShownForm): string {
  switch (form) {
    case 'text': {
      const text = utf8Text(bytes);
      if (text === undefined) throw new RangeError('the bytes are no UTF-8');
      return text;
    }
    case 'hex':
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    case 'base64url':
      return toBase64Url(bytes);
    case 'base64': {
      const text = toBase64Url(bytes).replaceAll('-', '+').replaceAll('_', '/');
      return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
    }
  }
}

/** Whether bytes are text. */
export const isText = (bytes: Uint8Array): boolean => utf8Text(bytes) !== undefined;

function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    // The one way that a decoder says no.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
