import type { IncomingMessage, ServerResponse } from 'node:http';
import { appVersion } from '../version.ts';
import { discardBody, hasBody } from './read-body.ts';
import type { WireError } from './refused.ts';

/** An answer as it is sent. */
export interface Reply {
  readonly status: number;
  /** JSON as UTF-8, zeroed when it is sent; absent where there is nothing to say. */
  readonly body?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  /** Set where nothing more is heard on this connection. */
  readonly closes?: boolean;
}

/**
 * What every answer carries, as Key Vault's do (https://learn.microsoft.com/rest/api/keyvault/). HSTS is left out: it would bind every
 * program of this machine that is called by such a name.
 */
const common: readonly string[] = [
  'X-Content-Type-Options',
  'nosniff',
  'x-ms-keyvault-region',
  'local',
  'x-ms-keyvault-service-version',
  appVersion,
];

/** Unless an answer says otherwise. */
const uncached = ['Cache-Control', 'no-cache', 'Pragma', 'no-cache', 'Expires', '-1'] as const;

/** An id of the client's is no longer than this where it is echoed. */
const mostEchoed = 128;
const printable = /^[\x21-\x7e]+$/;

/**
 * Sends an answer, and zeroes its body when that is done.
 * @param requestId told as `x-ms-request-id`
 * @returns when it is sent, or the peer is gone
 */
export async function respond(request: IncomingMessage, response: ServerResponse, requestId: string, reply: Reply): Promise<void> {
  try {
    await discardBody(request);
    if (!response.headersSent && !response.destroyed) await send(request, response, requestId, reply);
  } finally {
    reply.body?.fill(0);
  }
}

function send(request: IncomingMessage, response: ServerResponse, requestId: string, reply: Reply): Promise<void> {
  const { body, headers } = reply;
  const all = [...common, 'x-ms-request-id', requestId, 'x-ms-keyvault-network-info', networkOf(request)];
  const echoed = echoOf(request);
  if (echoed !== undefined) all.push('x-ms-client-request-id', echoed);
  if (headers) for (const [name, value] of Object.entries(headers)) all.push(name, value);
  if (!saysCaching(headers)) all.push(...uncached);
  // What was not read to its end can't be told from the next request.
  if (reply.closes || (hasBody(request) && !request.complete)) all.push('Connection', 'close');
  if (body) all.push('Content-Type', 'application/json; charset=utf-8');
  if (reply.status !== 204) all.push('Content-Length', String(body?.length ?? 0));
  response.writeHead(reply.status, all);
  return new Promise((resolve) => {
    response.once('close', resolve);
    response.end(request.method === 'HEAD' ? undefined : body);
  });
}

const saysCaching = (headers: Reply['headers']): boolean =>
  headers !== undefined && Object.keys(headers).some((name) => name.toLowerCase() === 'cache-control');

function echoOf({ headers }: IncomingMessage): string | undefined {
  if (headers['x-ms-return-client-request-id'] !== 'true') return undefined;
  const id = headers['x-ms-client-request-id'];
  return typeof id === 'string' && id.length <= mostEchoed && printable.test(id) ? id : undefined;
}

function networkOf({ socket }: IncomingMessage): string {
  const address = addressOf(socket.remoteAddress);
  return address.includes(':')
    ? `conn_type=Ipv6;addr=${address};act_addr_fam=InterNetworkV6;`
    : `conn_type=Ipv4;addr=${address};act_addr_fam=InterNetwork;`;
}

/** An address as people write it: one of IPv4 not within IPv6. */
export const addressOf = (address: string | undefined): string => (address ?? '').replace(/^::ffff:/, '');

/** Key Vault's error body. */
export function toReply({ status, code, inner, message, headers, closes }: WireError): Reply {
  const error = { code, message, ...(inner !== undefined && { innererror: { code: inner } }) };
  return {
    status,
    body: Buffer.from(JSON.stringify({ error })),
    ...(headers && { headers }),
    ...(closes && { closes }),
  };
}
