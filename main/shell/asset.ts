import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { newNonce, noncePlaceholder, responseHeaders } from './header.ts';

/** What a shell answers to one request of the page. */
export interface Answer {
  readonly status: 200 | 403 | 404;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** Answers requests of the page's origin out of memory. */
export type AnswerAsset = (method: string, url: string) => Answer;

const typeOf: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/**
 * Reads the built page once; afterwards no address that the page asks for reaches the disk.
 * @param folder of the built page, with `index.html`
 * @param origin `scheme://host` that the page lives on
 * @throws when the folder or its `index.html` is missing
 */
export async function readAssets(folder: string, origin: string): Promise<AnswerAsset> {
  const files = new Map<string, Buffer>();
  await collect(folder, '/', files);
  const index = files.get('/index.html');
  if (!index) throw new Error(`no index.html in ${folder}`);
  files.set('/', index);
  return (method, url) => answer(files, origin, { method, url });
}

async function collect(folder: string, at: string, files: Map<string, Buffer>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await collect(path, `${at}${entry.name}/`, files);
    else if (entry.isFile() && extname(entry.name) in typeOf) files.set(`${at}${entry.name}`, await readFile(path));
  }
}

function answer(files: Map<string, Buffer>, origin: string, request: { method: string; url: string }): Answer {
  const url = URL.parse(request.url);
  // A custom scheme has an opaque origin in Node's URL, so scheme and host are compared by hand.
  if (!url || `${url.protocol}//${url.host}` !== origin || request.method !== 'GET') return refuse(403);
  const body = files.get(url.pathname);
  if (!body) return refuse(404);
  const type = typeOf[extname(url.pathname === '/' ? '/index.html' : url.pathname)] ?? 'application/octet-stream';
  if (!type.startsWith('text/html')) return { status: 200, headers: responseHeaders(type), body };
  const nonce = newNonce();
  const page = body.toString('utf8').replaceAll(noncePlaceholder, nonce);
  return { status: 200, headers: responseHeaders(type, nonce), body: Buffer.from(page) };
}

const refuse = (status: 403 | 404): Answer => ({
  status,
  headers: responseHeaders('text/plain; charset=utf-8'),
  body: Buffer.from(status === 404 ? 'not found' : 'refused'),
});
