import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fromEngine } from '../../../app/contract/link.ts';
import { aSecret, makeInstance, signIn, utf8 } from '../../support/a-house.ts';
import { anApplication, listening, openRestHouse, type RestHouse, switchOn, tokenOf } from '../../support/a-rest-house.ts';
import { startEngineProcess } from '../../support/engine-process.ts';
import { openRestClient } from '../../support/rest-client.ts';

const patience = { timeout: 20_000, interval: 50 };

let house: RestHouse | undefined;
afterEach(async () => {
  await house?.close();
  house = undefined;
});

/** A house that serves a secret, and who may read it. */
async function aServedHouse() {
  house = await openRestHouse();
  const { page, scopeOf } = house;
  await page.call('SecretSet', aSecret({ value: utf8('s3cret') }));
  const application = await anApplication(page, 'worker', [{ role: 'Key Vault Secrets User', scope: scopeOf('payroll') }]);
  const token = await tokenOf(house, application);
  const read = () => served.rest.ask({ host: served.hostOf('payroll'), path: '/secrets/db-password?api-version=7.6', token });
  const served = house;
  return { ...house, house, read, application };
}

async function decide(page: RestHouse['page'], change: object): Promise<void> {
  const { revision } = await page.call('EndpointGet', {});
  await page.call('EndpointPut', { revision, ...change });
}

/** Listens on a port until it is called off. */
async function occupy(port: number): Promise<() => Promise<void>> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return () => new Promise((resolve) => void server.close(() => resolve()));
}

describe('an engine that serves applications', { timeout: 120_000 }, () => {
  it('goes on serving while the window is locked, where that was decided, and not when it is sealed', async () => {
    const { engine, page, read, openPage } = { ...(await aServedHouse()), openPage: () => house?.engine.openPage() };
    const said: string[] = [];
    engine.child.on('message', (raw) => void said.push(fromEngine.parse(raw).kind));
    await decide(page, { servesLocked: true });
    expect((await read()).status).toBe(200);

    engine.send({ kind: 'lock', cause: 'computer-locked' });
    await vi.waitFor(() => expect(said).toContain('locked'), patience);
    expect(await read()).toMatchObject({ status: 200, body: { value: 's3cret' } });

    const after = openPage();
    expect(await after?.call('InstanceGet', {})).toMatchObject({ state: 'open', serving: { state: 'on', locked: true } });
    await expect(after?.call('VaultList', {})).rejects.toMatchObject({ code: 'Unauthorized' });
    await after?.call('InstanceSeal', {});
    await expect(engine.departed).resolves.toBe('sealed');
    await engine.gone;
    await expect(read()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('stops serving when the window is locked where nothing else was decided', async () => {
    const { engine, read } = await aServedHouse();
    expect((await read()).status).toBe(200);
    engine.send({ kind: 'lock', cause: 'computer-asleep' });
    await expect(engine.departed).resolves.toBe('locked');
    await engine.gone;
    await expect(read()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('writes names where the system looks for them, and takes them away', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'strongroom-names-'));
    const file = join(folder, 'hosts');
    writeFileSync(file, '127.0.0.1 localhost\n');
    const engine = startEngineProcess({
      data: join(folder, 'data'),
      state: join(folder, 'state'),
      env: { NSS_WRAPPER_HOSTS: file },
    });
    try {
      await engine.ready;
      const page = engine.openPage();
      await makeInstance(page);
      await signIn(page);
      await switchOn(page);
      const lost = await page.call('EndpointCheck', { vaults: ['payroll'] });
      expect(lost).toMatchObject({ trust: 'not', reached: 'yes' });
      expect(lost.names).toContainEqual({ host: 'payroll.vault.localhost', resolves: 'no' });
      expect(lost.hosts).toMatchObject({ file, written: [], writable: 'yes' });
      expect(lost.hosts.missing).toContain('127.0.0.1 payroll.vault.localhost');

      const { lines } = await page.call('HostsPut', { vaults: ['payroll'] });
      expect(lines).toEqual(['127.0.0.1 login.localhost', '127.0.0.1 payroll.vault.localhost']);
      const found = await page.call('EndpointCheck', { vaults: ['payroll'] });
      expect(found.hosts).toMatchObject({ missing: [], written: lines });
      const { rows } = await page.call('LogList', { limit: 10, filter: { operation: ['HostsPut'] } });
      expect(rows.map(({ result }) => result)).toEqual(['succeeded', 'attempted']);

      await page.call('HostsPut', { vaults: [] });
      expect(readFileSync(file, 'utf8')).toBe('127.0.0.1 localhost\n');
    } finally {
      await engine.kill();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('says that a port is in use, and moves only to one that is free', async () => {
    const { page, house: served } = await aServedHouse();
    const port = served.port + 1;
    const free = await occupy(port);
    await expect(decide(page, { port })).rejects.toMatchObject({ code: 'EndpointUnavailable', data: { reason: 'port-in-use' } });
    expect((await page.call('EndpointGet', {})).name.port).toBe(served.port);
    await free();
    await decide(page, { port });
    expect((await listening(page)).name.port).toBe(port);
  });

  it('counts what was asked of each vault, by day and operation', async () => {
    const { page, read, house: served, application } = await aServedHouse();
    await read();
    await read();
    const refused = { host: served.hostOf('payroll'), path: '/secrets/db-password?api-version=7.6' };
    await served.rest.ask({ ...refused, method: 'DELETE', token: await tokenOf(served, application) });
    const now = Date.now();
    const { items } = await page.call('UsageList', { from: now - 86_400_000, until: now + 86_400_000 });
    expect(items).toContainEqual(expect.objectContaining({ vault: 'payroll', operation: 'SecretGet', answered: 2, refused: 0 }));
    expect(items).toContainEqual(expect.objectContaining({ vault: 'payroll', operation: 'SecretDelete', answered: 0, refused: 1 }));
    for await (const { vaults } of page.listen('EndpointFollow', {})) {
      expect(vaults).toEqual([{ vault: 'payroll', answered: 3, throttled: 0 }]);
      break;
    }
  });

  it('serves a vault under an address of its own too, until that is taken back', async () => {
    const { page, house: served, application } = await aServedHouse();
    const { byPort } = await page.call('EndpointPortPut', { vault: 'payroll', on: true });
    const [own] = byPort;
    const rest = openRestClient({ port: own?.port ?? 0, ca: served.ca });
    const token = await tokenOf(served, application);
    const path = '/secrets/db-password?api-version=7.6';
    try {
      expect(await rest.ask({ host: '127.0.0.1', path, token })).toMatchObject({ status: 200, body: { value: 's3cret' } });
      expect((await page.call('EndpointPortPut', { vault: 'payroll', on: false })).byPort).toEqual([]);
      await expect(rest.ask({ host: '127.0.0.1', path, token })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    } finally {
      rest.close();
    }
  });
});
