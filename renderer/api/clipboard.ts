import { toBase64Url } from '../../app/contract/base64url.ts';
import { comparableText, type ClipboardMark } from '../../app/contract/clipboard.ts';

const algorithm = { name: 'HMAC', hash: 'SHA-256' } as const;

/** Marks a text, so that the shell knows it again on the clipboard without being told it. */
export async function markOf(text: string): Promise<ClipboardMark> {
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const compared = new TextEncoder().encode(comparableText(text));
  const key = await crypto.subtle.importKey('raw', raw, algorithm, false, ['sign']);
  const mac = new Uint8Array(await crypto.subtle.sign(algorithm.name, key, compared));
  compared.fill(0);
  return { key: toBase64Url(raw), mac: toBase64Url(mac) };
}

/**
 * Puts a value on the clipboard.
 * @param value UTF-8; zeroed
 * @returns its mark, for the shell that takes it off again; undefined when the clipboard refused
 */
export async function putOnClipboard(value: Uint8Array): Promise<ClipboardMark | undefined> {
  const text = new TextDecoder().decode(value);
  value.fill(0);
  const mark = await markOf(text);
  return navigator.clipboard.writeText(text).then(
    () => mark,
    () => undefined,
  );
}
