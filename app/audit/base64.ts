import { fromBase64Url, toBase64Url } from '../contract/base64url.ts';

/** Standard base64 with padding (RFC 4648 section 4), as signed notes use it. */
export function toBase64(bytes: Uint8Array): string {
  const text = toBase64Url(bytes).replaceAll('-', '+').replaceAll('_', '/');
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

/** @returns undefined when `text` is not exactly what `toBase64` writes, so that each value has one form */
export function fromBase64(text: string): Uint8Array | undefined {
  const bytes = fromBase64Url(
    text
      .replace(/={1,2}$/, '')
      .replaceAll('+', '-')
      .replaceAll('/', '_'),
  );
  return bytes && toBase64(bytes) === text ? bytes : undefined;
}
