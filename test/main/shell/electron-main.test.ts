import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

// One for all tests: the program is imported anew for each, what it imports of Electron is not.
const { electronFake, windows } = await vi.hoisted(() => import('./support/electron-fake.ts'));
vi.mock('electron', () => electronFake);
vi.mock('electron-store', async () => {
  const { default: Conf } = await import('conf');
  return {
    default: class extends Conf {
      constructor({ cwd, name }: { cwd: string; name: string }) {
        super({ cwd, configName: name, projectName: 'strongroom' });
      }
    },
  };
});
const build = vi.hoisted(() => ({ engine: '', page: '', packaged: false }));
vi.mock('../../../main/shell/shell-place.ts', async (original) => ({ ...(await original<object>()), findPlace: () => build }));

const { app } = electronFake;
const patience = { timeout: 15_000 };

describe('the program in Electron', { timeout: 30_000 }, () => {
  const { argv, execArgv } = process;
  let data: string;

  beforeEach(() => {
    vi.resetModules();
    vi.clearAllMocks();
    app.removeAllListeners();
    app.isPackaged = false;
    process.execArgv = [];
    app.requestSingleInstanceLock.mockReturnValue(true);
    windows.length = 0;
    const folder = mkdtempSync(join(tmpdir(), 'strongroom-electron-'));
    data = join(folder, 'data');
    build.page = join(import.meta.dirname, 'support/page');
    build.engine = join(import.meta.dirname, 'support/scripted-engine.js');
    Object.assign(process, { resourcesPath: folder });
    process.argv = ['electron', 'dist/main/electron.js', '--data', data, '--node', process.execPath];
  });

  afterEach(() => {
    Object.assign(process, { argv, execArgv });
  });

  const run = (): Promise<unknown> => import('../../../main/shell/electron/main.ts');
  const exit = (): Promise<unknown> =>
    vi.waitFor(() => {
      expect(app.exit).toHaveBeenCalled();
      return app.exit.mock.calls[0]?.[0];
    }, patience);

  it('opens one window in a sandbox, on a scheme of its own, and ends in order', async () => {
    mkdirSync(join(data, 'profile'), { recursive: true });
    writeFileSync(join(data, 'profile/Local State'), 'planted');
    await run();
    await vi.waitFor(() => expect(windows.at(-1)?.loadURL).toHaveBeenCalledWith('app://console/'), patience);
    expect(app.enableSandbox.mock.invocationCallOrder[0]).toBeLessThan(app.whenReady.mock.invocationCallOrder[0] ?? 0);
    expect(electronFake.protocol.registerSchemesAsPrivileged).toHaveBeenCalledWith([
      { scheme: 'app', privileges: { standard: true, secure: true } },
    ]);
    expect(app.setPath.mock.calls).toContainEqual(['crashDumps', join(data, 'profile/crash')]);
    expect(existsSync(join(data, 'profile/Local State'))).toBe(false);
    app.emit('second-instance', {}, ['--data', '/elsewhere'], '/');
    await vi.waitFor(() => expect(windows.at(-1)?.focus).toHaveBeenCalled());
    const preventDefault = vi.fn();
    app.emit('before-quit', { preventDefault });
    expect(preventDefault).toHaveBeenCalled();
    expect(await exit()).toBe(0);
    expect(readdirSync(join(data, 'profile'))).toEqual([]);
    expect(windows.at(-1)?.isDestroyed()).toBe(true);
  });

  it('leaves the window to the first when it is started again', async () => {
    app.requestSingleInstanceLock.mockReturnValue(false);
    await run();
    expect(await exit()).toBe(0);
    expect(windows).toEqual([]);
    expect(app.whenReady).not.toHaveBeenCalled();
  });

  it('starts packaged with its own options, on the Node that it brings', async () => {
    app.isPackaged = true;
    process.argv = ['strongroom', '--data', data];
    await run();
    await vi.waitFor(() => expect(windows).toHaveLength(1), patience);
    process.emit('SIGTERM');
    expect(await exit()).toBe(0);
  });

  it.each([
    '--inspect=0',
    '--remote-debugging-port=9222',
    '--no-sandbox',
    '--js-flags=--x',
    '--load-extension=/x',
    '--password-store=basic',
  ])('does not start packaged with %s', async (argument) => {
    app.isPackaged = true;
    process.argv = ['strongroom', argument];
    await run();
    expect(await exit()).toBe(1);
    expect(windows).toEqual([]);
    expect(app.requestSingleInstanceLock).not.toHaveBeenCalled();
  });
});
