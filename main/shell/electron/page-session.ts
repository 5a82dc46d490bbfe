import { type Session, session } from 'electron';
import type { AnswerAsset } from '../asset.ts';
import { pageOrigin, pageScheme } from './origin.ts';

/** What a page of ours may ask for. */
const granted = new Set(['clipboard-sanitized-write']);

/**
 * Makes the session of the window: in memory only, answered by this program only, with every permission but one refused.
 * @param tools whether the developer tools may load their own parts
 */
export async function makeSession(answer: AnswerAsset, tools: boolean): Promise<Session> {
  const own = session.fromPartition('strongroom', { cache: false });
  own.protocol.handle(pageScheme, ({ method, url }) => {
    const { status, headers, body } = answer(method, url);
    return new Response(new Uint8Array(body), { status, headers });
  });
  own.setPermissionRequestHandler((_contents, permission, decide, { requestingUrl }) => decide(may(permission, requestingUrl)));
  own.setPermissionCheckHandler((_contents, permission, requestingOrigin) => may(permission, requestingOrigin));
  own.setDevicePermissionHandler(() => false);
  own.setDisplayMediaRequestHandler((_request, decide) => decide({}));
  own.setSpellCheckerEnabled(false);
  own.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !isOwn(url, tools) }));
  // Where the browser itself would call someone, it gets nowhere.
  await own.setProxy({ mode: 'fixed_servers', proxyRules: 'http://127.0.0.1:9', proxyBypassRules: '<-loopback>' });
  return own;
}

const isAt = (url: string, origin: string): boolean => url === origin || url.startsWith(`${origin}/`);
const may = (permission: string, url: string): boolean => granted.has(permission) && isAt(url, pageOrigin);
const isOwn = (url: string, tools: boolean): boolean => isAt(url, pageOrigin) || (tools && url.startsWith('devtools://'));
