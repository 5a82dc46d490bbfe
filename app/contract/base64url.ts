const pattern = /^[A-Za-z0-9_-]*$/;

/** Most characters that one `fromCharCode` call is given: more can exceed the stack. */
const chunkBytes = 0x2000;

/** base64url without padding (RFC 4648 section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += chunkBytes) binary += String.fromCharCode(...bytes.subarray(at, at + chunkBytes));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @returns the bytes, or undefined when `text` is not exactly what `toBase64Url` writes */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!isBase64Url(text)) return undefined;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Whether `text` is base64url without padding, of a whole number of bytes, with the unused bits of its last digit zero. */
export function isBase64Url(text: string): boolean {
  const rest = text.length % 4;
  if (rest === 1 || !pattern.test(text)) return false;
  const last = digits.indexOf(text.charAt(text.length - 1));
  return rest === 0 || (rest === 2 ? last % 16 === 0 : last % 4 === 0);
}
