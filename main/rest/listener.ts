import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type ErrorData, VaultError } from '../../app/contract/vault-error.ts';
import { isErrno } from '../file-error.ts';
import { isExpected } from './error-body.ts';
import { toReply } from './respond.ts';
import { loopback } from './host.ts';
import type { RestDeps, RestPatience } from './rest-door.ts';
import { createNameChoice, tlsOptions } from './tls-option.ts';

const mostHeaderBytes = 8 * 1024;
const mostRequestsPerConnection = 100_000;

export interface ListenerDeps extends Pick<RestDeps, 'leaf' | 'names' | 'limit' | 'onBug' | 'newId'> {
  readonly patience: RestPatience;
  /** Told of every connection before anything is heard on it. */
  readonly onConnection: (socket: Socket) => void;
}

/** A server of HTTP/1.1 over TLS that hears nothing yet. */
export async function createListener(deps: ListenerDeps): Promise<Server> {
  const { patience } = deps;
  // Shown to who sends no name.
  let shown = await deps.leaf(loopback);
  const server = createServer({
    ...tlsOptions,
    ...shown,
    SNICallback: createNameChoice(deps),
    ALPNProtocols: ['http/1.1'],
    handshakeTimeout: patience.headersMs,
    insecureHTTPParser: false,
    maxHeaderSize: mostHeaderBytes,
    headersTimeout: patience.headersMs,
    requestTimeout: patience.requestMs,
    keepAliveTimeout: patience.idleMs,
    connectionsCheckingInterval: patience.lookMs,
  });

  async function renew(): Promise<void> {
    const next = await deps.leaf(loopback);
    if (next === shown) return;
    shown = next;
    server.setSecureContext({ ...tlsOptions, ...shown });
  }

  server.maxConnections = deps.limit.connections;
  // The parser leaves out what exceeds this number without a word; that there are not too many is for the guard to say.
  server.maxHeadersCount = 0;
  server.maxRequestsPerSocket = mostRequestsPerConnection;
  // Who takes an answer slower than this doesn't want it.
  server.timeout = patience.requestMs + patience.idleMs;
  server.on('connection', (socket: Socket) => {
    deps.onConnection(socket);
    renew().catch((error: unknown) => {
      // A house that closes has no certificate to give; what was shown is shown until the door closes too.
      if (!isExpected(error)) deps.onBug(error, deps.newId());
    });
  });
  server.on('clientError', refuseUnread);
  // What asks for a tunnel is told like what can't be read.
  server.on('connect', (_request, socket) => end(socket, unread.syntax));
  return server;
}

/** Answers to what never became a request. */
const unread = {
  syntax: raw(400, 'Bad Request', 'The request can not be read.'),
  headers: raw(431, 'Request Header Fields Too Large', 'The headers of the request are too large.'),
  slow: raw(408, 'Request Timeout', 'The request took too long.'),
} as const;

function raw(status: number, reason: string, message: string): string {
  const body = Buffer.from(toReply({ status, code: 'BadParameter', message }).body ?? []).toString();
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

function refuseUnread(error: Error & { readonly code?: string }, socket: Duplex): void {
  const { code = '' } = error;
  if (code === 'HPE_HEADER_OVERFLOW') return end(socket, unread.headers);
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return end(socket, unread.slow);
  if (code.startsWith('HPE_')) return end(socket, unread.syntax);
  // A handshake that failed, or a peer that went away: nothing is heard there any more.
  socket.destroy();
}

function end(socket: Duplex, text: string): void {
  if (socket.writable) socket.end(text, () => socket.destroy());
  else socket.destroy();
}

/**
 * Begins to listen. @param port 0 for one that is free
 * @returns the port
 * @throws VaultError EndpointUnavailable
 */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(toUnavailable(error));
    server.once('error', fail);
    server.listen({ port, host, ipv6Only: host.includes(':'), exclusive: true }, () => {
      server.off('error', fail);
      resolve(portOf(server.address()));
    });
  });
}

const portOf = (address: AddressInfo | string | null): number => (typeof address === 'object' && address ? address.port : 0);

const unavailable: Readonly<Record<string, ErrorData<'EndpointUnavailable'>['reason']>> = {
  EADDRINUSE: 'port-in-use',
  EACCES: 'port-not-allowed',
  EADDRNOTAVAIL: 'address-not-here',
  EAFNOSUPPORT: 'address-not-here',
};

function toUnavailable(error: Error): Error {
  const reason = isErrno(error) ? unavailable[error.code ?? ''] : undefined;
  return reason ? new VaultError('EndpointUnavailable', { reason }) : error;
}
