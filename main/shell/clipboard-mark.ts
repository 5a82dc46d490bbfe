import { createHmac, timingSafeEqual } from 'node:crypto';
import { type ClipboardMark, comparableText } from '../../app/contract/clipboard.ts';

/** Whether a text is the value of this mark. */
export function fits({ key, mac }: ClipboardMark, text: string): boolean {
  const found = createHmac('sha256', Buffer.from(key, 'base64url')).update(comparableText(text), 'utf8').digest();
  return timingSafeEqual(found, Buffer.from(mac, 'base64url'));
}
