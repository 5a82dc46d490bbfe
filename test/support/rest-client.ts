import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request as httpsRequest, type RequestOptions } from 'node:https';

/** Where the second door is, and whom it is trusted by. */
export interface RestPlace {
  readonly port: number;
  /** PEM of the house's own authority. */
  readonly ca: string;
}

export interface RestQuestion {
  /** Host name, without the port. */
  readonly host: string;
  readonly method?: string;
  /** With the query. */
  readonly path: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes as JSON, text as it is. */
  readonly body?: object | string;
}

export interface RestAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** What the text says, where it is JSON. */
  readonly body: unknown;
}

export interface RestClient {
  ask(question: RestQuestion): Promise<RestAnswer>;
  close(): void;
}

/**
 * Asks over connections that stay, with every check of TLS on. Names are not resolved: they stand in the request and in SNI.
 * @param connections at the most, at a time
 */
export function openRestClient({ port, ca }: RestPlace, connections = 16): RestClient {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, ca });
  return {
    ask: ({ host, method = 'GET', path, token, headers = {}, body }) => {
      const content = typeof body === 'object' ? JSON.stringify(body) : body;
      const all = {
        host: `${host}:${port}`,
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(content !== undefined && { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(content)) }),
        ...headers,
      };
      return send({ agent, host: '127.0.0.1', port, servername: host, method, path, headers: all }, content);
    },
    close: () => agent.destroy(),
  };
}

function send(option: RequestOptions, content: string | undefined): Promise<RestAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = httpsRequest(option, (incoming) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(parts).toString();
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, body: readJson(text, incoming.headers) });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(content);
  });
}

function readJson(text: string, headers: IncomingHttpHeaders): unknown {
  return headers['content-type']?.startsWith('application/json') && text !== '' ? JSON.parse(text) : undefined;
}
