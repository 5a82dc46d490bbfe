import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { aSecret, makeInstance, passphrase, password, signIn, utf8 } from '../../support/a-house.ts';
import { anApplication, openRestHouse, reopenRestHouse, type RestHouse, switchOn, tokenOf } from '../../support/a-rest-house.ts';
import { startEngineProcess } from '../../support/engine-process.ts';
import { openRestClient } from '../../support/rest-client.ts';
import { hasKeyring, type KeyringSession, openKeyringSession } from '../crypto/keyring-session.ts';
import { type Headless, startHeadless } from './support/headless-process.ts';
import { commandLine, processTree } from './support/process-tree.ts';

const patience = { timeout: 40_000, interval: 50 };

const running: Headless[] = [];
// Told to stop it takes its engine along; killed it would leave that for a while, with port and data folder.
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGTERM');
    await ended;
  }
}, 60_000);

function serve(data: string, state: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Headless {
  const headless = startHeadless({ data, state }, args, env);
  running.push(headless);
  return headless;
}

/** A house that was served from its console, which is closed now. */
async function aClosedHouse() {
  const house = await openRestHouse();
  const { page, engine, scopeOf, start } = house;
  await page.call('SecretSet', aSecret({ value: utf8('s3cret') }));
  const application = await anApplication(page, 'worker', [{ role: 'Key Vault Secrets User', scope: scopeOf('payroll') }]);
  engine.send({ kind: 'lock', cause: 'shell-closed' });
  await engine.gone;
  return { house, application, headless: (...args: string[]) => serve(start.data, start.state, args) };
}

const untilReady = (headless: Headless): Promise<void> =>
  vi.waitFor(() => expect(headless.output() + headless.problem()).toMatch(/^ready headless /m), patience);

/** Kills the engine under a process. */
function endEngineOf({ child }: Headless): void {
  const engines = processTree(child.pid ?? 0).filter(
    (pid) => pid !== child.pid && commandLine(pid).some((word) => word.endsWith('engine.ts')),
  );
  expect(engines).toHaveLength(1);
  for (const pid of engines) process.kill(pid, 'SIGKILL');
}

/** Asks for a token and the secret, as an application. */
async function read({ port, ca, tenantId, hostOf }: RestHouse, application: Parameters<typeof tokenOf>[1]) {
  const rest = openRestClient({ port, ca });
  try {
    const token = await tokenOf({ rest, port, tenantId }, application);
    return await rest.ask({ host: hostOf('payroll'), path: '/secrets/db-password?api-version=7.6', token });
  } finally {
    rest.close();
  }
}

describe('a house without a window', { timeout: 120_000 }, () => {
  let built: Awaited<ReturnType<typeof aClosedHouse>>;
  beforeAll(async () => {
    built = await aClosedHouse();
  }, 120_000);
  afterAll(() => built.house.close());

  it.each(['SIGTERM', 'SIGINT'] as const)('serves once it was given a passphrase, and stops cleanly on %s', async (signal) => {
    const { house: served, application, headless } = built;
    const alone = headless();
    alone.child.stdin.write(`${passphrase}\nand nothing else\n`);
    await untilReady(alone);
    expect(alone.output().trim().split('\n')).toEqual([
      expect.stringContaining(`https://login.localhost:${served.port}/${served.tenantId}`),
    ]);
    expect(await read(served, application)).toMatchObject({ status: 200, body: { value: 's3cret' } });
    alone.child.kill(signal);
    expect(await alone.ended).toBe(0);
    expect(alone.problem()).toBe('');
    await expect(read(served, application)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('takes one engine to a data folder, and says so to the second', async () => {
    const { headless } = built;
    const first = headless();
    first.child.stdin.end(`${passphrase}\n`);
    await untilReady(first);
    const second = headless();
    expect(await second.ended).toBe(4);
    expect(second.problem()).toContain('in use');
  });

  it('does not start where its port is taken', async () => {
    const { house: served, headless } = built;
    const server = createServer();
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(served.port, '127.0.0.1', resolve));
    const alone = headless();
    alone.child.stdin.end(`${passphrase}\r\n`);
    expect(await alone.ended).toBe(6);
    expect(alone.problem()).toContain('its port is in use by another program');
    await new Promise((resolve) => void server.close(resolve));
  });

  it('does not start with a wrong passphrase, or none', async () => {
    const { headless } = built;
    const wrong = headless('--unlock', 'passphrase');
    wrong.child.stdin.end('not the passphrase\n');
    expect(await wrong.ended).toBe(5);
    expect(wrong.problem()).toContain('the unlock slot refused');
    const none = headless();
    none.child.stdin.end('\n');
    expect(await none.ended).toBe(2);
    const keychain = headless('--unlock', 'keychain');
    expect(await keychain.ended).toBe(5);
    expect(keychain.problem()).toContain('no unlock slot of this kind');
    for (const each of [wrong, none, keychain]) expect(each.output()).toBe('');
  });

  it('ends when its engine does, for nobody is there to type the passphrase again', async () => {
    const { headless } = built;
    const alone = headless();
    alone.child.stdin.end(`${passphrase}\n`);
    await untilReady(alone);
    endEngineOf(alone);
    expect(await alone.ended).toBe(1);
    expect(alone.problem()).toContain('the engine ended by itself');
  });

  it('has nothing to serve where nothing was set up', async () => {
    const { start } = built.house;
    const empty = join(start.data, '..', 'empty');
    mkdirSync(empty, { mode: 0o700 });
    const alone = serve(empty, start.state);
    alone.child.stdin.end(`${passphrase}\n`);
    expect(await alone.ended).toBe(7);
    expect(alone.problem()).toContain('nothing is set up');
  });

  it('takes no passphrase as an argument', async () => {
    const alone = serve('/nonexistent/nowhere', '/nonexistent', ['--passphrase', passphrase]);
    expect(await alone.ended).toBe(2);
  });

  // The last one of this house, which stays off.
  it('does not start where the endpoint is off', async () => {
    const { engine, page } = await reopenRestHouse(built.house);
    const { revision } = await page.call('EndpointGet', {});
    await page.call('EndpointPut', { on: false, revision });
    await engine.kill();
    const alone = built.headless();
    alone.child.stdin.end(passphrase);
    expect(await alone.ended).toBe(3);
    expect(alone.problem()).toBe('strongroom: the endpoint is off: switch it on in the console, then serve again\n');
    expect(alone.output()).toBe('');
  });

  describe.runIf(hasKeyring)('with a keychain', () => {
    let [session, folder]: [KeyringSession | undefined, string] = [undefined, ''];
    afterEach(() => {
      session?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('opens by itself, and again after a crash', async () => {
      session = await openKeyringSession('unlocked');
      folder = mkdtempSync(join(tmpdir(), 'strongroom-keychain-'));
      const [data, state] = [join(folder, 'data'), join(folder, 'state')];
      const engine = startEngineProcess({ data, state, env: toEnv(session.env) });
      await engine.ready;
      const page = engine.openPage();
      await makeInstance(page);
      await signIn(page);
      await page.call('SlotAdd', { kind: 'keychain', label: 'this account', password: utf8(password) });
      const { name, authority } = await switchOn(page);
      await engine.kill();

      const alone = serve(data, state, ['--unlock', 'keychain'], toEnv(session.env));
      await untilReady(alone);
      const rest = openRestClient({ port: name.port, ca: authority?.pem ?? '' });
      const ask = () => rest.ask({ host: 'payroll.vault.localhost', path: '/secrets?api-version=7.6' });
      try {
        expect((await ask()).status).toBe(401);
        endEngineOf(alone);
        await vi.waitFor(async () => expect((await ask()).status).toBe(401), patience);
      } finally {
        rest.close();
      }
      expect(alone.output().trim().split('\n')).toHaveLength(1);
      alone.child.kill('SIGTERM');
      expect(await alone.ended).toBe(0);
    });
  });
});

const toEnv = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
