import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRestDoor, aWire, type OpenedRest, sayOnce } from '../../support/a-rest-door.ts';
import { sample } from '../../support/sample.ts';

let opened: OpenedRest;
let host: string;

beforeAll(async () => {
  opened = await aRestDoor({ SecretGet: () => ({ ...sample.SecretGet.output, value: new TextEncoder().encode('s3cret') }) });
  host = `payroll.vault.localhost:${opened.door.port}`;
});

afterAll(() => opened.close());

const get = (...headers: readonly string[]): string =>
  ['GET /secrets/db-password?api-version=7.5 HTTP/1.1', ...headers, 'Authorization: Bearer a.b.c', '', ''].join('\r\n');

describe('T24: a page of a browser, or a name that was bound anew', () => {
  it('is answered under the name of a vault', async () => {
    const answer = await sayOnce(opened, get(`Host: ${host}`));
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('"value":"s3cret"') });
  });

  it.each(['evil.com', 'payroll.vault.localhost', 'vault.localhost', 'localhost', '127.0.0.2', '[::1]', '0.0.0.0', ''])(
    'is misdirected under the host %o: 421',
    async (name) => {
      const dialled = name === 'payroll.vault.localhost' ? name : `${name}:${opened.door.port}`;
      expect(await sayOnce(opened, get(`Host: ${dialled}`))).toMatchObject({ status: 421, closed: true });
    },
  );

  it.each([
    'payroll.vault.localhost.evil.com',
    'a.b.vault.localhost',
    '-a.vault.localhost',
    'payroll.vault.localhost.',
    'pay_roll.vault.localhost',
    'payroll.vault.localhost@evil.com',
  ])('is misdirected under what only looks like a vault, %s: 421', async (name) => {
    expect((await sayOnce(opened, get(`Host: ${name}:${opened.door.port}`))).status).toBe(421);
  });

  it('is misdirected under another port: 421', async () => {
    expect((await sayOnce(opened, get('Host: payroll.vault.localhost:1'))).status).toBe(421);
  });

  it.each([
    ['two Host headers', () => get(`Host: ${host}`, 'Host: evil.com')],
    ['the same Host header twice', () => get(`Host: ${host}`, `host: ${host}`)],
    ['no Host header', () => get()],
    ['an absolute form', () => get(`Host: ${host}`).replace('GET /', `GET https://${host}/`)],
    ['an absolute form of another host', () => get(`Host: ${host}`).replace('GET /', 'GET http://evil.com/')],
    ['an asterisk', () => get(`Host: ${host}`).replace(/^GET \S+/, 'OPTIONS *')],
    ['a tunnel', () => get(`Host: ${host}`).replace(/^GET \S+/, 'CONNECT evil.com:443')],
  ])('with %s is a bad request: 400', async (_, text) => {
    expect((await sayOnce(opened, text())).status).toBe(400);
  });

  it.each(['https://evil.com', 'null', '', 'https://payroll.vault.localhost'])('with the origin %o is forbidden: 403', async (origin) => {
    expect((await sayOnce(opened, get(`Host: ${host}`, `Origin: ${origin}`))).status).toBe(403);
  });

  it.each(['cross-site', 'same-site', 'same-origin', ''])('for an image or a script of a page (%o) is forbidden: 403', async (site) => {
    expect((await sayOnce(opened, get(`Host: ${host}`, `Sec-Fetch-Site: ${site}`, 'Sec-Fetch-Mode: no-cors'))).status).toBe(403);
  });

  it('is answered where no page sent it', async () => {
    expect((await sayOnce(opened, get(`Host: ${host}`, 'Sec-Fetch-Mode: cors'))).status).toBe(200);
    expect((await sayOnce(opened, get(`Host: ${host}`, 'Sec-Fetch-Site: none'))).status).toBe(200);
  });

  it('hears nothing that a browser would let a page read, and keeps nothing', async () => {
    const answer = await sayOnce(opened, get(`Host: ${host}`, 'Origin: https://evil.com').replace(/^GET/, 'OPTIONS'));
    expect(answer.status).toBe(403);
    expect(answer.text).not.toMatch(/access-control|set-cookie|strict-transport/i);
  });

  it('never came to the corridor when it was refused', async () => {
    const before = opened.corridor.asked.length;
    await sayOnce(opened, get(`Host: ${host}`, 'Origin: https://evil.com'));
    await sayOnce(opened, get('Host: evil.com'));
    expect(opened.corridor.asked).toHaveLength(before);
  });

  it('has no certificate made for a name that is not served', async () => {
    const wire = await aWire(opened, { servername: 'evil.com', checkServerIdentity: () => undefined });
    wire.say(get('Host: evil.com'));
    expect((await wire.hear()).status).toBe(421);
    wire.socket.destroy();
    expect(opened.shown).not.toContain('evil.com');
  });
});

describe('T24: every route of a vault', () => {
  it.each(['/secrets/a', '/secrets', '/', '/health', '/secrets/_/_', '/keys/a/b/sign', '/%'])('%s wants a token', async (path) => {
    const answer = await sayOnce(opened, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    expect(answer.status).toBe(401);
    expect(answer.text).toContain('WWW-Authenticate: Bearer authorization="https://login.localhost:');
  });

  it.each(['Basic YTpi', 'Bearer', 'Bearer ', 'PoP a.b.c', `Bearer ${'a'.repeat(7_000)}`])(
    'wants a bearer token, not %.20s',
    async (header) => {
      const text = `GET /secrets/a?api-version=7.5 HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${header}\r\n\r\n`;
      const { status } = await sayOnce(opened, text);
      expect(status).toBe(header.length > 7_000 ? 200 : 401);
    },
  );
});
