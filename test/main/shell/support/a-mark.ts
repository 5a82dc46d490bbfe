import { createHmac, randomBytes } from 'node:crypto';
import type { ClipboardMark } from '../../../../app/contract/clipboard.ts';

/** The mark of a value, as a page makes it. */
export function aMark(value: string): ClipboardMark {
  const key = randomBytes(32);
  return { key: key.toString('base64url'), mac: createHmac('sha256', key).update(value).digest('base64url') };
}
