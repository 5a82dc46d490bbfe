import { describe, expect, it } from 'vitest';
import { findBrowser } from '../../main/setup/browser.js';
import { chooseShell } from '../../main/setup/shell-choice.js';

const nothing = {
  wanted: undefined,
  electron: undefined,
  electronGap: 'its release server does not answer',
  browser: undefined,
  chromePath: undefined,
};
const electron = '/e/electron';
const browser = '/usr/bin/chromium';

describe('what draws the window', () => {
  it.each([
    ['Electron, where its binary is', { electron, browser }, 'electron', electron],
    ['a browser, where Electron is not', { browser }, 'chromium', browser],
    ['the browser that was asked for, Electron or not', { wanted: 'chromium', electron, browser }, 'chromium', browser],
    ['Electron, when it was asked for', { wanted: 'electron', electron, browser }, 'electron', electron],
  ] as const)('is %s', (_, found, shell, path) => {
    expect(chooseShell({ ...nothing, ...found })).toMatchObject({ shell, path });
  });

  it('says why it is not Electron', () => {
    expect(chooseShell({ ...nothing, browser })).toMatchObject({ why: 'Electron is not here: its release server does not answer' });
  });

  it.each([
    ['neither is there', {}, true],
    ['Electron was asked for and is absent, whatever browser is there', { wanted: 'electron', browser }, false],
    ['CHROME_PATH names something that does not run', { chromePath: '/nowhere' }, false],
    ['a browser was asked for and none is there', { wanted: 'chromium', electron }, true],
  ] as const)('is nothing when %s', (_, found, browserHelps) => {
    const choice = chooseShell({ ...nothing, ...found });
    expect(choice).not.toHaveProperty('shell');
    expect(choice).toHaveProperty('browserHelps', browserHelps);
  });
});

describe('a browser is found', () => {
  const machine = (platform: NodeJS.Platform, files: string[], env: NodeJS.ProcessEnv = {}) => ({
    platform,
    env,
    home: platform === 'win32' ? 'C:\\Users\\ada' : '/home/ada',
    isExecutable: (path: string) => files.includes(path),
  });
  const chrome = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
  const mac = '/home/ada/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  it.each([
    ['in its usual place', machine('linux', ['/usr/bin/google-chrome', '/usr/bin/chromium']), '/usr/bin/chromium'],
    ['somewhere on the path', machine('linux', ['/opt/b/microsoft-edge'], { PATH: '/bin:/opt/b' }), '/opt/b/microsoft-edge'],
    [
      'confined by snap, only when there is no other',
      machine('linux', ['/snap/bin/chromium', '/usr/bin/google-chrome'], { PATH: '/snap/bin' }),
      '/usr/bin/google-chrome',
    ],
    ['where CHROME_PATH says', machine('linux', ['/usr/bin/chromium', '/x/chrome'], { CHROME_PATH: '/x/chrome' }), '/x/chrome'],
    ['on Windows', machine('win32', [chrome], { PROGRAMFILES: 'C:\\Program Files' }), chrome],
    ["among a person's own applications on a Mac", machine('darwin', [mac]), mac],
  ])('%s', (_, where, path) => {
    expect(findBrowser(where)).toBe(path);
  });

  it('nowhere, when CHROME_PATH is wrong: a mistake there is not papered over', () => {
    expect(findBrowser(machine('linux', ['/usr/bin/chromium'], { CHROME_PATH: '/typo' }))).toBeUndefined();
  });

  it('nowhere that a relative path entry leads to', () => {
    expect(findBrowser(machine('linux', ['bin/chromium'], { PATH: 'bin' }))).toBeUndefined();
  });
});
