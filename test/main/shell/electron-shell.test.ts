import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Shell } from '../../../main/shell/shell.ts';
import { aMark } from './support/a-mark.ts';
import { electronFake, type FakeWindow, sessionFake, sessionHandlers, windows } from './support/electron-fake.ts';

vi.mock('electron', async () => (await import('./support/electron-fake.ts')).electronFake);

const { openElectron } = await import('../../../main/shell/electron/electron-shell.ts');
const { guardContents } = await import('../../../main/shell/electron/contents-guard.ts');
const { setMenu } = await import('../../../main/shell/electron/menu.ts');

const answer = vi.fn(() => ({ status: 200 as const, headers: { 'content-type': 'text/html' }, body: Buffer.from('page') }));
const report = { pageLoaded: vi.fn(), pageMessage: vi.fn(), pageGone: vi.fn(), windowClosed: vi.fn(), note: vi.fn() };
const keepPlacement = vi.fn();

describe('the window in Electron', () => {
  let shell: Shell;
  let window: FakeWindow;

  const open = async (tools = false): Promise<void> => {
    shell = await openElectron({ answer, keepPlacement, report, preload: '/preload.cjs', icon: '/icon.png', placement: undefined, tools });
    const made = windows.at(-1);
    if (!made) throw new Error('no window was made');
    window = made;
  };

  beforeEach(async () => {
    vi.clearAllMocks();
    electronFake.ipcMain.removeAllListeners();
    electronFake.app.removeAllListeners();
    guardContents(electronFake.app as never, report.note);
    await open();
  });

  const event = (over: object = {}) => ({ sender: window.webContents, senderFrame: window.webContents.mainFrame, ...over });
  const opened = (over?: object): unknown => electronFake.ipcMain.emit('strongroom:opened', event(over));
  const say = (text: unknown, over?: object): unknown => electronFake.ipcMain.emit('strongroom:to-shell', event(over), text);

  it('has nothing of Node, a world apart and a sandbox', () => {
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      spellcheck: false,
      devTools: false,
    });
    expect(window.options.webPreferences).not.toHaveProperty('enableBlinkFeatures');
    expect(window.setContentProtection).toHaveBeenCalledWith(true);
  });

  it('has the developer tools in development only', async () => {
    await open(true);
    expect(window.options.webPreferences).toMatchObject({ devTools: true });
  });

  it('lives in a session in memory that asks nobody outside', async () => {
    expect(electronFake.session.fromPartition).toHaveBeenCalledWith('strongroom', { cache: false });
    expect(sessionFake.setProxy).toHaveBeenCalledWith(expect.objectContaining({ proxyRules: 'http://127.0.0.1:9' }));
    const cancels = (url: string): boolean => {
      const decide = vi.fn();
      sessionHandlers['request']?.({ url } as never, decide as never);
      return decide.mock.calls[0]?.[0].cancel;
    };
    const addresses = ['app://console/', 'app://console.example/', 'https://example.invalid/', 'file:///etc/passwd', 'devtools://x/'];
    expect(addresses.filter((url) => !cancels(url))).toEqual(['app://console/']);
  });

  it('is refused every permission but writing to the clipboard from its own origin', () => {
    const asks = (permission: string, requestingUrl: string): unknown => {
      const decide = vi.fn();
      sessionHandlers['permissionRequest']?.({} as never, permission as never, decide as never, { requestingUrl } as never);
      return decide.mock.calls[0]?.[0];
    };
    const checks = (permission: string, origin: string): unknown =>
      sessionHandlers['permissionCheck']?.({} as never, permission as never, origin as never);
    expect(asks('clipboard-sanitized-write', 'app://console/')).toBe(true);
    expect(checks('clipboard-sanitized-write', 'app://console')).toBe(true);
    for (const permission of ['clipboard-read', 'media', 'geolocation', 'notifications', 'openExternal', 'fileSystem', 'hid', 'unknown']) {
      expect(asks(permission, 'app://console/')).toBe(false);
      expect(checks(permission, 'app://console')).toBe(false);
    }
    expect(asks('clipboard-sanitized-write', 'https://example.invalid/')).toBe(false);
    expect(sessionHandlers['device']?.()).toBe(false);
  });

  it('gets its files from memory under the headers of the other shell', async () => {
    const handle = sessionHandlers['protocol:app'];
    const response = handle?.({ method: 'GET', url: 'app://console/' } as never);
    if (!(response instanceof Response)) throw new Error('no response');
    expect(await response.text()).toBe('page');
    expect(answer).toHaveBeenCalledWith('GET', 'app://console/');
  });

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('is kept on its origin on %s', (name) => {
    const goes = (url: string): boolean => {
      const preventDefault = vi.fn();
      window.webContents.emit(name, { url, preventDefault });
      return preventDefault.mock.calls.length === 0;
    };
    const addresses = [
      'app://console/x',
      'app://console.example/',
      'https://example.invalid/',
      'file:///x',
      'data:text/html,x',
      'about:blank',
    ];
    expect(addresses.filter(goes)).toEqual(['app://console/x']);
  });

  it('opens no second window and no guest', () => {
    expect(window.webContents.setWindowOpenHandler.mock.calls[0]?.[0]()).toEqual({ action: 'deny' });
    const preventDefault = vi.fn();
    window.webContents.emit('will-attach-webview', { preventDefault });
    expect(preventDefault).toHaveBeenCalled();
  });

  it('counts page loads and hands on what they say', async () => {
    await shell.show();
    expect(window.loadURL).toHaveBeenCalledWith('app://console/');
    opened();
    say('first');
    opened();
    say('second');
    expect(report.pageLoaded.mock.calls).toEqual([[1], [2]]);
    expect(report.pageGone.mock.calls).toEqual([[1, 'left']]);
    expect(report.pageMessage.mock.calls).toEqual([
      [1, 'first'],
      [2, 'second'],
    ]);
    shell.post(1, 'late');
    shell.post(2, 'answer');
    expect(window.webContents.send.mock.calls).toEqual([['strongroom:to-page', 'answer']]);
  });

  it.each([
    ['another window', () => ({ sender: { id: 999 } })],
    ['a frame that is gone', () => ({ senderFrame: null })],
    ['a frame inside', () => ({ senderFrame: { origin: 'app://console' } })],
  ])('does not hear %s', (_, over) => {
    opened();
    say('x', over());
    opened(over());
    expect(report.pageMessage).not.toHaveBeenCalled();
    expect(report.pageLoaded).toHaveBeenCalledTimes(1);
  });

  it('does not hear its own frame on another origin, nor what is no text', () => {
    opened();
    window.webContents.mainFrame.origin = 'https://example.invalid';
    say('x');
    window.webContents.mainFrame.origin = 'app://console';
    say({ kind: 'hello' });
    expect(report.pageMessage).not.toHaveBeenCalled();
  });

  it('ends the process of the page by force and loads a new one', async () => {
    const victim = spawn('sleep', ['60']);
    window.webContents.getOSProcessId.mockReturnValue(victim.pid ?? 0);
    opened();
    await shell.endPage();
    const [, signal] = await once(victim, 'exit');
    expect(signal).toBe('SIGKILL');
    window.webContents.emit('render-process-gone', {}, { reason: 'killed' });
    expect(report.pageGone.mock.calls).toEqual([[1, 'ended']]);
    expect(window.loadURL).toHaveBeenCalledTimes(1);
  });

  it('comes back after a crash', () => {
    opened();
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(report.pageGone.mock.calls).toEqual([[1, 'crashed']]);
    expect(window.loadURL).toHaveBeenCalledTimes(1);
  });

  it('keeps no history of what was typed', () => {
    window.webContents.emit('did-navigate');
    expect(window.webContents.navigationHistory.clear).toHaveBeenCalled();
  });

  it('starts the whole program anew when it is renewed, for it drew the window', async () => {
    opened();
    await shell.renew();
    expect(electronFake.app.relaunch).toHaveBeenCalled();
    expect(report.pageGone.mock.calls).toEqual([[1, 'ended']]);
    expect(report.windowClosed).toHaveBeenCalledTimes(1);
  });

  it('keeps its place, comes forward and empties the clipboard of its own value alone', async () => {
    await shell.focus();
    expect(window.restore).toHaveBeenCalled();
    expect(window.focus).toHaveBeenCalled();
    electronFake.clipboard.readText.mockResolvedValueOnce('of somebody else');
    expect(await shell.clearClipboard(aMark('a value'))).toBe(false);
    expect(electronFake.clipboard.clear).not.toHaveBeenCalled();
    electronFake.clipboard.readText.mockResolvedValueOnce('a value');
    expect(await shell.clearClipboard(aMark('a value'))).toBe(true);
    expect(electronFake.clipboard.clear).toHaveBeenCalled();
    await shell.close();
    expect(keepPlacement).toHaveBeenCalledWith({ left: 1, top: 2, width: 900, height: 700, maximized: false });
    await shell.close();
    expect(report.windowClosed).toHaveBeenCalledTimes(1);
    say('after the end');
    expect(report.pageMessage).not.toHaveBeenCalled();
  });

  it('has a menu whose keys stay the page’s', () => {
    const command = vi.fn();
    setMenu(command, false);
    const text = JSON.stringify(electronFake.Menu.setApplicationMenu.mock.calls[0]?.[0]);
    expect(text).not.toMatch(/toggleDevTools|"reload"/);
    expect(text.match(/"registerAccelerator":false/g)).toHaveLength(2);
  });
});
