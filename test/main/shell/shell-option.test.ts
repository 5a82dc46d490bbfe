import { describe, expect, it } from 'vitest';
import { findForbidden } from '../../../main/shell/forbidden-switch.ts';
import { ownArguments } from '../../../main/shell/electron/argument.ts';
import { defaultDataFolder, OptionError, readOptions } from '../../../main/shell/shell-option.ts';

const fallback = { data: '/home/me/.local/share/strongroom', node: '/usr/bin/node' };

describe('the options of a shell', () => {
  it('have sensible values when nothing is said', () => {
    expect(readOptions([], false, fallback)).toEqual({ ...fallback, browser: undefined, dev: false, demo: false, testAttach: false });
  });

  it('are read', () => {
    const args = ['--data', '/d', '--node', '/n', '--browser', '/b', '--dev', '--demo', '--test-attach'];
    expect(readOptions(args, false, fallback)).toEqual({ data: '/d', node: '/n', browser: '/b', dev: true, demo: true, testAttach: true });
  });

  it.each([['--unknown'], ['positional'], ['--data'], ['--node', 'node'], ['--browser', 'chromium'], ['--remote-debugging-port=9222']])(
    'refuse %s',
    (...args) => {
      expect(() => readOptions(args, false, fallback)).toThrow(OptionError);
    },
  );

  it.each(['--test-attach', '--dev'])('refuse %s in a packaged build', (option) => {
    expect(() => readOptions([option], true, fallback)).toThrow(OptionError);
    expect(readOptions(['--demo'], true, fallback)).toMatchObject({ demo: true });
  });

  it('follow the platform’s place for data', () => {
    expect(defaultDataFolder({ XDG_DATA_HOME: '/xdg' })).toBe('/xdg/strongroom');
    expect(defaultDataFolder({ XDG_DATA_HOME: 'relative' })).toMatch(/\.local\/share\/strongroom$/);
  });

  it('begin after the program’s path in Electron, and at once when packaged', () => {
    expect(ownArguments(['electron', '--inspect=0', '--no-sandbox', 'dist/main/electron.js', '--data', '/d'], false)).toEqual([
      '--data',
      '/d',
    ]);
    expect(ownArguments(['strongroom', '--data', '/d'], true)).toEqual(['--data', '/d']);
  });
});

describe('a packaged build', () => {
  it.each([
    '--inspect',
    '--inspect=0',
    '--inspect-brk',
    '--inspect-port=1',
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--remote-allow-origins=*',
    '--js-flags=--expose-gc',
    '--no-sandbox',
    '--disable-web-security',
    '--load-extension=/x',
    '--host-rules=x',
    '--host-resolver-rules=x',
    '--ssl-key-log-file=/x',
    '--password-store=basic',
    '--proxy-server=x',
    '--user-data-dir=/x',
    '--require=/x',
    '-r',
    '--import=/x',
    '-inspect',
    '--INSPECT',
    '--no-sandbox-and-elevated',
    '--enable-features=x',
    '--renderer-cmd-prefix=gdb',
  ])('does not start with %s', (argument) => {
    expect(findForbidden([argument], {})).toHaveLength(1);
  });

  it('does not start with them in the environment, and names them without their values', () => {
    expect(findForbidden([], { NODE_OPTIONS: '--max-old-space-size=100 --inspect=0.0.0.0:1' })).toEqual(['--inspect']);
  });

  it('starts with its own options', () => {
    expect(findForbidden(['--data', '/inspect', '--demo', '--disable-sigusr1'], { NODE_OPTIONS: '' })).toEqual([]);
  });
});
