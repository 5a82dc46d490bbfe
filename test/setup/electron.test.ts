import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findElectron } from '../../main/setup/electron-binary.js';
import { fetchElectron, type FetchPlace } from '../../main/setup/electron-fetch.js';
import { answers, releaseServer } from '../../main/setup/release-server.js';
import { aFolder } from './a-folder.ts';

const version = '45.4.1';
const electron = 'node_modules/electron';
const manifest = { [`${electron}/package.json`]: JSON.stringify({ version }) };
const whole = {
  ...manifest,
  [`${electron}/path.txt`]: 'electron',
  [`${electron}/dist/version`]: version,
  [`${electron}/dist/electron`]: '',
};
const linux = { platform: 'linux', env: {} } as const;

describe("Electron's binary is found", () => {
  it('where its installer put it', () => {
    const root = aFolder(whole);
    expect(findElectron(root, linux)).toBe(join(root, electron, 'dist/electron'));
  });

  it.each([
    ['is not fetched', manifest],
    ['is of another version', { ...whole, [`${electron}/dist/version`]: '44.0.0' }],
    ['was fetched by half', { ...manifest, [`${electron}/dist/electron`]: '', [`${electron}/dist/version`]: version }],
    ['is gone', { ...manifest, [`${electron}/path.txt`]: 'electron', [`${electron}/dist/version`]: version }],
    ['has no package', {}],
  ])('not when it %s', (_, files) => {
    expect(findElectron(aFolder(files), linux)).toBeUndefined();
  });

  it('where ELECTRON_OVERRIDE_DIST_PATH says, or nowhere', () => {
    const root = aFolder(whole);
    const elsewhere = aFolder({ electron: '' });
    expect(findElectron(root, { ...linux, env: { ELECTRON_OVERRIDE_DIST_PATH: elsewhere } })).toBe(join(elsewhere, 'electron'));
    expect(findElectron(root, { ...linux, env: { ELECTRON_OVERRIDE_DIST_PATH: join(elsewhere, 'empty') } })).toBeUndefined();
  });
});

/** A server that accepts connections on loopback and says nothing. */
async function aServer(): Promise<URL> {
  const server = createServer(() => undefined);
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  onTestFinished(() => void server.close());
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

/** An address where nobody listens: a port that was ours a moment ago. */
async function aClosedPort(): Promise<URL> {
  const server = createServer();
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  const { port } = server.address() as AddressInfo;
  await new Promise((settle) => server.close(settle));
  return new URL(`http://127.0.0.1:${port}`);
}

describe('a release server', () => {
  it('answers, when it accepts', async () => {
    expect(await answers(await aServer(), 5_000)).toBe(true);
  });

  it('does not answer, when it refuses', async () => {
    expect(await answers(await aClosedPort(), 5_000)).toBe(false);
  });

  it('does not answer, when it accepts but never speaks TLS', async () => {
    const { port } = await aServer();
    expect(await answers(new URL(`https://127.0.0.1:${port}`), 200)).toBe(false);
  });

  it("is the installer's mirror, where one is set", () => {
    expect(releaseServer({}).host).toBe('github.com');
    expect(releaseServer({ ELECTRON_MIRROR: 'https://mirror.example/electron/' }).host).toBe('mirror.example');
    expect(releaseServer({ ELECTRON_MIRROR: 'nonsense' }).host).toBe('github.com');
  });
});

describe("Electron's binary is fetched", () => {
  const place = (files: Record<string, string>, server: URL): FetchPlace => {
    const root = aFolder(files);
    const env = { ELECTRON_MIRROR: server.href };
    return {
      root,
      node: process.execPath,
      memory: join(root, '.cache/fetch.json'),
      platform: 'linux',
      env,
      home: root,
      now: () => 1_000_000,
    };
  };
  /** Stands for the package's installer: puts down what the real one does. */
  const installer = `
    const { mkdirSync, writeFileSync } = require('node:fs');
    mkdirSync(__dirname + '/dist');
    writeFileSync(__dirname + '/dist/version', '${version}');
    writeFileSync(__dirname + '/dist/electron', '', { mode: 0o755 });
    writeFileSync(__dirname + '/path.txt', 'electron');`;

  it("by the package's own installer", async () => {
    const where = place({ ...manifest, [`${electron}/install.js`]: installer }, await aServer());
    expect(await fetchElectron(where, false)).toEqual({ path: join(where.root, electron, 'dist/electron') });
    expect(existsSync(where.memory)).toBe(false);
  });

  it('not at all when the server does not answer, and says so', async () => {
    const where = place({ ...manifest, [`${electron}/install.js`]: installer }, await aClosedPort());
    expect(await fetchElectron(where, false)).toEqual({ why: expect.stringContaining('did not answer') as unknown });
    expect(existsSync(join(where.root, electron, 'dist'))).toBe(false);
  });

  it('and a failure is remembered for a day, unless told otherwise', async () => {
    const where = place({ ...manifest, [`${electron}/install.js`]: 'process.exit(1)' }, await aServer());
    const day = 24 * 60 * 60_000;
    expect(await fetchElectron(where, false)).toEqual({ why: 'fetching its binary failed (exit 1)' });
    expect(await fetchElectron({ ...where, now: () => where.now() + day - 1 }, false)).toEqual({
      why: expect.stringMatching(/failed \(exit 1\) when asked within the last day/) as unknown,
    });
    expect(await fetchElectron({ ...where, now: () => where.now() + day }, false)).toEqual({ why: 'fetching its binary failed (exit 1)' });
    expect(await fetchElectron(where, true)).toEqual({ why: 'fetching its binary failed (exit 1)' });
  });

  it('not when the installer ends well but leaves nothing', async () => {
    const where = place({ ...manifest, [`${electron}/install.js`]: '' }, await aServer());
    expect(await fetchElectron(where, false)).toEqual({ why: 'its installer left no binary that runs' });
  });
});
