import type { IncomingMessage } from 'node:http';
import type { Host, Hosts } from './host.ts';
import { Refused, type WireError } from './refused.ts';

/** More headers than this in 8 KiB are no client's. */
const mostHeaders = 100;

const refused = (status: number, code: string, message: string, closes = true): Refused => {
  const wire: WireError = { status, code, message, ...(closes && { closes }) };
  return new Refused(wire);
};

/**
 * What must be right of a request's head before anything else is looked at: one Host header, in a form that only the vault itself can be
 * meant by, from no page of a browser, under a name that is served.
 * @throws Refused
 */
export function guardHead(hosts: Hosts, request: IncomingMessage): Host {
  const { rawHeaders, url = '' } = request;
  if (rawHeaders.length > 2 * mostHeaders) throw refused(431, 'BadParameter', 'The request has too many headers.');
  // The parser's own view joins or drops what comes twice; only the raw list shows it.
  if (countHeader(rawHeaders, 'host') !== 1) throw refused(400, 'BadParameter', 'The request must have exactly one Host header.');
  if (countHeader(rawHeaders, 'content-length') > 1) {
    throw refused(400, 'BadParameter', 'The request must have one Content-Length header at the most.');
  }
  if (!url.startsWith('/')) throw refused(400, 'BadParameter', 'The request target must be a path.');
  const host = hosts.find(request.headers.host ?? '', request.socket.localPort ?? 0);
  if (!host) throw refused(421, 'MisdirectedRequest', 'The host name of the request is not served here.');
  if (isOfPage(request)) throw refused(403, 'Forbidden', 'Requests of web pages are not answered.', false);
  return host;
}

/** Browsers leave Origin out where a page asks for an image or a script; what sent it they say then too (Fetch Metadata Request Headers). */
function isOfPage({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  return headers.origin !== undefined || (site !== undefined && site !== 'none');
}

function countHeader(rawHeaders: readonly string[], name: string): number {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const header = rawHeaders[at];
    if (header?.length === name.length && header.toLowerCase() === name) count += 1;
  }
  return count;
}
