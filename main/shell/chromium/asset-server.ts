import * as z from 'zod';
import type { AnswerAsset } from '../asset.ts';
import type { Connection } from './connection.ts';
import type { MainTarget } from './document-link.ts';
import { pageOrigin } from './origin.ts';

const paused = z.object({
  requestId: z.string(),
  request: z.object({ url: z.string(), method: z.string() }),
  resourceType: z.string(),
});

interface ServerDeps {
  readonly connection: Connection;
  readonly target: MainTarget;
  readonly answer: AnswerAsset;
  readonly note: (text: string) => void;
}

/** Answers every request of the page out of memory; nothing goes on to the network, and nothing outside the origin is answered. */
export async function serveAssets({ connection, target, answer, note }: ServerDeps): Promise<void> {
  connection.on('Fetch.requestPaused', paused, ({ requestId, request, resourceType }, session) => {
    if (session !== target.session) return;
    const foreign = !request.url.startsWith(`${pageOrigin}/`);
    if (foreign) note(`blocked ${URL.parse(request.url)?.protocol ?? 'an address'} as ${resourceType}`);
    const reply = foreign
      ? // `Aborted` leaves the page where it is; any other reason would put an error page in its place.
        connection.order(
          'Fetch.failRequest',
          { requestId, errorReason: resourceType === 'Document' ? 'Aborted' : 'BlockedByClient' },
          session,
        )
      : connection.order('Fetch.fulfillRequest', fulfilment(requestId, answer(request.method, request.url)), session);
    // A request of a page that is gone takes no answer.
    reply.catch(() => undefined);
  });
  await connection.order('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, target.session);
}

const fulfilment = (requestId: string, { status, headers, body }: ReturnType<AnswerAsset>): object => ({
  requestId,
  responseCode: status,
  responseHeaders: Object.entries(headers).map(([name, value]) => ({ name, value })),
  body: body.toString('base64'),
});
