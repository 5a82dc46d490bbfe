import { toBase64Url } from '../../app/contract/base64url.ts';
import { comparableText, type ClipboardMark } from '../../app/contract/clipboard.ts';
import { decodeText } from './decode-text.ts';

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
 * @param announce tells the shell that takes it off again, before it lies there: a page that dies in between leaves no value behind
 * @returns its mark, and whether the clipboard took it
 */
export async function putOnClipboard(
  value: Uint8Array,
  announce: (mark: ClipboardMark) => void,
): Promise<{ readonly mark: ClipboardMark; readonly taken: boolean }> {
  const text = decodeText(value);
  value.fill(0);
  const mark = await markOf(text);
  announce(mark);
  const taken = await navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
  return { mark, taken };
}
