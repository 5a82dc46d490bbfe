import { createPrivateKey } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { createServer as createPlainServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CancelledError } from '../../../app/contract/vault-error.ts';
import { createCertificateMaker } from '../../../main/authority/certificate-maker.ts';
import { hostLine } from '../../../app/endpoint/host-line.ts';
import { withLines } from '../../../main/endpoint/hosts-text.ts';
import { nssWrapper } from '../../../main/setup/system-package.js';
import { createNameCheck } from '../../../main/endpoint/check-process.ts';

const child = join(import.meta.dirname, '../../../main/endpoint/check-child.ts');
const check = createNameCheck({ node: process.execPath, child, env: { PATH: process.env['PATH'] }, deadlineMs: 10_000 });
const { signal } = new AbortController();

let [authority, cert, key] = ['', '', ''];
beforeAll(async () => {
  const maker = createCertificateMaker();
  const made = await maker.makeAuthority('Northwind', Date.now());
  const leaf = await maker.issue({ pem: made.publicPart, secret: made.secret }, 'localhost', Date.now());
  authority = made.publicPart;
  cert = leaf.publicPart;
  key = createPrivateKey({ key: Buffer.from(leaf.secret), format: 'der', type: 'pkcs8' })
    .export({ format: 'pem', type: 'pkcs8' })
    .toString();
});

const servers: { close(): unknown }[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

async function listen(server: Server | ReturnType<typeof createPlainServer>): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has such an address.
  return (server.address() as AddressInfo).port;
}

describe('what the system says', { timeout: 30_000 }, () => {
  it('is where names lead, and whether the house’s authority is trusted', async () => {
    const port = await listen(createServer({ cert, key }));
    const found = await check.ask({ hosts: ['localhost', 'no-such-name.invalid'], port, address: 'loopback', authority }, signal);
    expect(found).toEqual({
      names: [
        { host: 'localhost', resolves: 'here', address: expect.stringMatching(/^(127\.|::1$)/) },
        { host: 'no-such-name.invalid', resolves: 'no' },
      ],
      trust: 'not',
      reached: 'yes',
    });
  });

  it.runIf(existsSync(nssWrapper.proof))('is that names lead here once they stand in the hosts file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'strongroom-names-'));
    const [file, hosts] = [join(folder, 'hosts'), ['login.localhost', 'payroll.vault.localhost'] as const];
    const text = withLines('', hosts.map(hostLine));
    // The wrapper knows no comments.
    writeFileSync(file, text.replaceAll(/^#.*\n/gm, ''));
    // It reads the file once for all threads, and not in turn.
    const env = { NSS_WRAPPER_HOSTS: file, LD_PRELOAD: nssWrapper.proof, UV_THREADPOOL_SIZE: '1' };
    const wrapped = createNameCheck({ node: process.execPath, child, env, deadlineMs: 10_000 });
    const found = await wrapped.ask({ hosts, port: 1, address: 'loopback', authority }, signal);
    expect(found.names).toEqual(hosts.map((host) => ({ host, resolves: 'here', address: '127.0.0.1' })));
    rmSync(folder, { recursive: true });
  });

  it('is told of an address that is not this computer’s loopback, too', async () => {
    const question = { hosts: ['127.0.0.1', '192.0.2.7'] as const, port: 1, authority };
    const found = await check.ask({ ...question, hosts: [...question.hosts], address: '192.0.2.7' }, signal);
    expect(found.names.map(({ resolves }) => resolves)).toEqual(['elsewhere', 'here']);
  });

  it('is that nobody was reached, where nobody listens, or somebody else does', async () => {
    const other = await createCertificateMaker().makeAuthority('Fabrikam', Date.now());
    const port = await listen(createServer({ cert, key }));
    const asked = await check.ask({ hosts: ['localhost'], port, address: 'loopback', authority: other.publicPart }, signal);
    expect(asked).toMatchObject({ trust: 'not', reached: 'no' });
    const alone = await check.ask({ hosts: ['localhost'], port: 1, address: 'loopback', authority }, signal);
    expect(alone).toMatchObject({ trust: 'not', reached: 'no' });
  });

  it('is what was answered by the deadline, whatever hangs', async () => {
    const silent = await listen(createPlainServer(() => undefined));
    const hasty = createNameCheck({ node: process.execPath, child, env: {}, deadlineMs: 3_000 });
    const found = await hasty.ask({ hosts: ['localhost'], port: silent, address: 'loopback', authority }, signal);
    expect(found).toMatchObject({ names: [{ resolves: 'here' }], trust: 'not', reached: 'no' });
  });

  it('is not waited for by who goes away', async () => {
    const silent = await listen(createPlainServer(() => undefined));
    const giving = new AbortController();
    const asked = check.ask({ hosts: ['localhost'], port: silent, address: 'loopback', authority }, giving.signal);
    giving.abort();
    await expect(asked).rejects.toBeInstanceOf(CancelledError);
  });
});
