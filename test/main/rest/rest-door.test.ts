import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { connect, type ConnectionOptions } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { LoginRoute } from '../../../main/rest/route/route.ts';
import { freePort } from '../../support/a-rest-house.ts';
import { aLeafBook, aRestDoor, aWire, tenantId } from '../../support/a-rest-door.ts';
import { openRestClient } from '../../support/rest-client.ts';
import { sample } from '../../support/sample.ts';

const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));
const host = 'payroll.vault.localhost';
const question = { host, token: 'a.b.c', path: '/secrets/a?api-version=7.5' };
const value = () => ({ ...sample.SecretGet.output, value: Uint8Array.of(120) });
const names = { suffix: 'vault.localhost', authority: 'login.localhost', port: 0, tenantId, byPort: [] };

describe('the door', () => {
  it('waits for answers on their way when it closes, and takes no more', async () => {
    const gate = Promise.withResolvers<void>();
    const opened = await aRestDoor({ SecretGet: async () => (await gate.promise, value()) });
    const answer = opened.rest.ask(question);
    await expect.poll(() => opened.corridor.asked.length).toBe(1);
    const closed = opened.door.close();
    await expect(aWire(opened)).rejects.toThrow();
    gate.resolve();
    const { status, headers } = await answer;
    expect([status, headers.connection]).toEqual([200, 'close']);
    await closed;
    expect(opened.door.connections()).toBe(0);
    opened.rest.close();
  });

  it('does not wait for ever when it closes', async () => {
    const opened = await aRestDoor(
      { SecretGet: ({ signal }) => new Promise((_, no) => signal.addEventListener('abort', no)) },
      { patience: { closeMs: 50 } },
    );
    const answer = opened.rest.ask(question);
    await expect.poll(() => opened.corridor.asked.length).toBe(1);
    const refused = expect(answer).rejects.toThrow();
    await opened.close();
    await refused;
  });

  it('ends a request whose client went away', async () => {
    const opened = await aRestDoor({ SecretGet: ({ signal }) => new Promise((_, no) => signal.addEventListener('abort', no)) });
    const wire = await aWire(opened);
    wire.say(`GET /secrets/a?api-version=7.5 HTTP/1.1\r\nHost: ${host}:${opened.door.port}\r\nAuthorization: Bearer a\r\n\r\n`);
    await expect.poll(() => opened.corridor.asked.length).toBe(1);
    wire.socket.destroy();
    await expect.poll(() => opened.corridor.asked[0]?.signal.aborted).toBe(true);
    await opened.close();
  });

  it('says that its port is taken, and leaves none open', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => void taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(aRestDoor({}, { names: { ...names, port } })).rejects.toEqual(
      new VaultError('EndpointUnavailable', { reason: 'port-in-use' }),
    );
    const byPort = [{ vault: 'payroll', port }];
    const main = await freePort();
    await expect(aRestDoor({}, { names: { ...names, port: main, byPort } })).rejects.toThrow('EndpointUnavailable');
    const opened = await aRestDoor({}, { names: { ...names, port: main } });
    expect(opened.door.port).toBe(main);
    await opened.close();
    taken.close();
  });

  it.skipIf(!hasIpv6)('is reached by both addresses of loopback, and tells which it was', async () => {
    const opened = await aRestDoor();
    const told: (string | undefined)[] = [];
    for (const address of ['127.0.0.1', '::1']) {
      const wire = await aWire(opened, { host: address });
      wire.say(`GET /secrets HTTP/1.1\r\nHost: ${host}:${opened.door.port}\r\n\r\n`);
      told.push(/x-ms-keyvault-network-info: (.*)\r/.exec((await wire.hear()).text)?.[1]);
      wire.socket.destroy();
    }
    expect(told).toEqual([
      'conn_type=Ipv4;addr=127.0.0.1;act_addr_fam=InterNetwork;',
      'conn_type=Ipv6;addr=::1;act_addr_fam=InterNetworkV6;',
    ]);
    await opened.close();
  });

  it('says that an address is not this machine', async () => {
    await expect(aRestDoor({}, { address: '192.0.2.1' })).rejects.toEqual(
      new VaultError('EndpointUnavailable', { reason: 'address-not-here' }),
    );
  });

  it('serves a vault by a port of its own, and asks there for a token in the form that clients take', async () => {
    const port = await freePort();
    const opened = await aRestDoor({ SecretGet: value }, { names: { ...names, byPort: [{ vault: 'payroll', port }] } });
    const rest = openRestClient({ port, ca: opened.ca });
    const asked = await rest.ask({ ...question, host: '127.0.0.1' });
    expect(asked).toMatchObject({ status: 200, body: { id: expect.stringContaining(`https://127.0.0.1:${port}/secrets/`) } });
    const { headers } = await rest.ask({ host: '127.0.0.1', path: '/secrets/a' });
    const authority = `https://127.0.0.1:${opened.door.port}/${tenantId}`;
    expect(headers['www-authenticate']).toBe(`Bearer authorization="${authority}", resource="akv://0.0.1:${port}"`);
    expect((await rest.ask(question)).status).toBe(421);
    rest.close();
    await opened.close();
  });

  it('shows another certificate once it is renewed, to who sends no name too', async () => {
    const books = [await aLeafBook(), await aLeafBook()];
    const now = { at: 0 };
    const opened = await aRestDoor({}, { leaf: (name) => books[now.at]?.leaf(name) ?? Promise.reject(new Error('no book')) });
    for (const servername of [host, undefined]) {
      now.at = 0;
      const before = await fingerprintAt(opened.door.port, servername);
      now.at = 1;
      await expect.poll(() => fingerprintAt(opened.door.port, servername)).not.toBe(before);
    }
    await opened.close();
  });

  it.each([
    ['TLS 1.1', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }],
    ['no forward secrecy', { maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256:AES256-SHA' }],
    ['no authenticated encryption', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA384' }],
    ['HTTP/2 alone', { ALPNProtocols: ['h2'] }],
  ] as const)('speaks with nobody who offers %s', async (_, option) => {
    const opened = await aRestDoor();
    await expect(aWire(opened, option as ConnectionOptions)).rejects.toThrow();
    await opened.close();
  });

  it('speaks TLS 1.2 and 1.3, and HTTP/1.1', async () => {
    const opened = await aRestDoor();
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const wire = await aWire(opened, { minVersion: version, maxVersion: version, ALPNProtocols: ['h2', 'http/1.1'] });
      expect([wire.socket.getProtocol(), wire.socket.alpnProtocol]).toEqual([version, 'http/1.1']);
      wire.socket.destroy();
    }
    await opened.close();
  });
});

const fingerprintAt = (port: number, servername: string | undefined): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ...(servername !== undefined && { servername }) });
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      resolve(socket.getPeerCertificate().fingerprint256);
      socket.destroy();
    });
  });

describe('the authority', () => {
  const login: LoginRoute[] = [
    {
      method: 'POST',
      path: '/{tenant}/oauth2/v2.0/token',
      body: 'application/x-www-form-urlencoded',
      answer: ({ path, body, origin, query, header }) => {
        const told = { path, body: Buffer.from(body).toString(), origin, query: [...query], agent: header('x-agent') };
        return Promise.resolve({ status: 200, body: Buffer.from(JSON.stringify(told)) });
      },
    },
    { method: 'GET', path: '/broken', answer: () => Promise.reject(new VaultError('Throttled', { retryOn: 1_800_000_002_000 })) },
  ];
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  it('hears what stands in path, query, headers and body, and needs no token', async () => {
    const opened = await aRestDoor({}, { login });
    const post = {
      host: 'login.localhost',
      method: 'POST',
      path: '/t1/oauth2/V2.0/token/?a=b',
      headers: { ...form, 'x-agent': 'x' },
      body: 'c=d',
    };
    const origin = `https://login.localhost:${opened.door.port}`;
    const told = { path: { tenant: 't1' }, body: 'c=d', origin, query: [['a', 'b']], agent: 'x' };
    expect(await opened.rest.ask(post)).toMatchObject({ status: 200, body: told });
    expect((await opened.rest.ask({ ...post, host: '127.0.0.1' })).body).toMatchObject({ origin: `https://127.0.0.1:${opened.door.port}` });
    await opened.close();
  });

  it.each([
    [{ path: '/nowhere' }, 404],
    [{ path: '/t1/oauth2/v2.0/token' }, 400],
    [{ method: 'POST', path: '/t1/oauth2/v2.0/token', body: {} }, 415],
    [{ path: '/secrets/a?api-version=7.5' }, 404],
    [{ path: '/broken' }, 429],
  ])('refuses %o', async (asked, status) => {
    const opened = await aRestDoor({}, { login });
    expect((await opened.rest.ask({ host: 'login.localhost', ...asked })).status).toBe(status);
    await opened.close();
  });

  it('is not reached by the names of vaults', async () => {
    const opened = await aRestDoor({}, { login });
    const asked = { host, method: 'POST', path: '/t1/oauth2/v2.0/token', headers: form, body: 'c=d', token: 'a.b.c' };
    expect((await opened.rest.ask(asked)).status).toBe(404);
    await opened.close();
  });
});
