const pattern = /^[A-Za-z0-9_-]*$/;

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const codes = Uint8Array.from(digits, (digit) => digit.charCodeAt(0));
const utf8 = new TextDecoder();
const values = Uint8Array.from({ length: 128 }, (_, code) => Math.max(0, digits.indexOf(String.fromCharCode(code))));

// Every message between page and engine goes through here: so nothing lies between the bytes and the text but one array.

/** base64url without padding (RFC 4648 section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  const text = new Uint8Array(Math.ceil((bytes.length * 4) / 3));
  for (let from = 0, at = 0; from < bytes.length; from += 3, at += 4) {
    const three = (byteAt(bytes, from) << 16) | (byteAt(bytes, from + 1) << 8) | byteAt(bytes, from + 2);
    // What lies beyond the end of the array is not written.
    text[at] = byteAt(codes, three >> 18);
    text[at + 1] = byteAt(codes, (three >> 12) & 63);
    text[at + 2] = byteAt(codes, (three >> 6) & 63);
    text[at + 3] = byteAt(codes, three & 63);
  }
  return utf8.decode(text);
}

/** @returns the bytes, or undefined when `text` is not exactly what `toBase64Url` writes */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!isBase64Url(text)) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  const valueAt = (at: number): number => (at < text.length ? byteAt(values, text.charCodeAt(at)) : 0);
  for (let from = 0, at = 0; from < text.length; from += 4, at += 3) {
    const four = (valueAt(from) << 18) | (valueAt(from + 1) << 12) | (valueAt(from + 2) << 6) | valueAt(from + 3);
    bytes[at] = four >> 16;
    bytes[at + 1] = (four >> 8) & 255;
    bytes[at + 2] = four & 255;
  }
  return bytes;
}

/** Zero beyond the end. */
const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;

/** Whether `text` is base64url without padding, of a whole number of bytes, with the unused bits of its last digit zero. */
export function isBase64Url(text: string): boolean {
  const rest = text.length % 4;
  if (rest === 1 || !pattern.test(text)) return false;
  const last = digits.indexOf(text.charAt(text.length - 1));
  return rest === 0 || (rest === 2 ? last % 16 === 0 : last % 4 === 0);
}
