import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import type { ClipboardMark } from '../../../app/contract/clipboard.ts';
import type { Connection } from './connection.ts';
import type { MainTarget } from './document-link.ts';

/** Where the clipboard is read. Our page must never be allowed to, not even for a moment, so it happens on an origin of its own. */
const clipboardOrigin = 'https://clipboard.invalid';

const paused = z.object({ requestId: z.string() });
const evaluated = z.object({ result: z.object({ value: z.unknown() }), exceptionDetails: z.object({ text: z.string() }).optional() });

/** Far above what it takes. */
const patienceMs = 5000;

/** The same comparison that `comparableText` and the page made, in a document that holds nothing else. */
const takeOff = ({ key, mac }: ClipboardMark): string => `(async () => {
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (it) => it.charCodeAt(0));
  const text = await navigator.clipboard.readText();
  const compared = new TextEncoder().encode(text.split('\\0', 1).join('').replace(/\\r\\n?/g, '\\n'));
  const key = await crypto.subtle.importKey('raw', bytes('${key}'), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  const held = await crypto.subtle.verify('HMAC', key, bytes('${mac}'), compared);
  if (held) await navigator.clipboard.writeText('');
  return held;
})()`;

export interface ClipboardDeps {
  readonly connection: Connection;
  /** Opens a page that no person sees. @throws where the browser has none */
  readonly openHidden: () => Promise<MainTarget>;
}

/**
 * The way to the clipboard: empties it where it still holds the value of a mark, in a hidden page that is made for it and gone
 * afterwards. One at a time.
 * @returns whether it did
 * @throws ProtocolError, or an error when the hidden page does not answer
 */
export function clipboardOf({ connection, openHidden }: ClipboardDeps): (mark: ClipboardMark) => Promise<boolean> {
  let own: string | undefined;
  connection.on('Fetch.requestPaused', paused, ({ requestId }, session) => {
    if (session === undefined || session !== own) return;
    const answer = { requestId, responseCode: 200, responseHeaders: [{ name: 'content-type', value: 'text/html' }], body: '' };
    // The page may be gone already.
    connection.order('Fetch.fulfillRequest', answer, session).catch(() => undefined);
  });
  return async (mark) => {
    const { session, targetId } = await openHidden();
    own = session;
    try {
      return await Promise.race([askIn(connection, session, takeOff(mark)), tooLong()]);
    } finally {
      await connection.order('Target.closeTarget', { targetId });
    }
  };
}

async function tooLong(): Promise<never> {
  await wait(patienceMs, undefined, { ref: false });
  throw new Error('the clipboard did not answer');
}

async function askIn(connection: Connection, session: string, expression: string): Promise<boolean> {
  const order = (method: string, params: object): Promise<void> => connection.order(method, params, session);
  await order('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
  for (const name of ['clipboard-read', 'clipboard-write']) {
    await connection.order('Browser.setPermission', { permission: { name }, setting: 'granted', origin: clipboardOrigin });
  }
  await order('Page.navigate', { url: `${clipboardOrigin}/` });
  // Only a focused document may read and write. This one counts as focused; the person's window keeps the focus.
  await order('Emulation.setFocusEmulationEnabled', { enabled: true });
  const asked = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
  const { result, exceptionDetails } = await connection.call('Runtime.evaluate', asked, evaluated, session);
  if (exceptionDetails) throw new Error(`the clipboard was refused: ${exceptionDetails.text}`);
  return z.boolean().parse(result.value);
}
