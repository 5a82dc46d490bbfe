import process from 'node:process';
import { app, type BrowserWindow, clipboard } from 'electron';
import type { AnswerAsset } from '../asset.ts';
import { fits } from '../clipboard-mark.ts';
import type { Placement } from '../preference-store.ts';
import type { Shell, ShellReport } from '../shell.ts';
import { pageOrigin } from './origin.ts';
import { openPagePort, type PagePort } from './page-port.ts';
import { makeSession } from './page-session.ts';
import { createWindow, placementOf, type WindowLook } from './window.ts';

export interface ElectronDeps extends Omit<WindowLook, 'session'> {
  readonly answer: AnswerAsset;
  readonly keepPlacement: (value: Placement) => void;
  readonly report: ShellReport;
}

/** Shows the console in a window of Electron. The app must be ready. */
export async function openElectron(deps: ElectronDeps): Promise<Shell> {
  const window = createWindow({ ...deps, session: await makeSession(deps.answer, deps.tools) });
  const port = openPagePort(window.webContents, deps.report);
  const load = (): Promise<void> => window.loadURL(`${pageOrigin}/`);
  watch(window, port, { ...deps, load });
  return {
    engine: `Electron ${process.versions['electron'] ?? ''}, Chromium ${process.versions['chrome'] ?? ''}`,
    show: load,
    post: (page, text) => port.post(page, text),
    endPage: async () => {
      port.expect('ended');
      killPage(window);
    },
    renew: async () => {
      port.expect('ended');
      killPage(window);
      // This process drew the window too, and only a new one has forgotten it. It starts when this one has ended.
      app.relaunch();
      window.destroy();
    },
    clearClipboard: async (mark) => {
      const held = fits(mark, await clipboard.readText());
      if (held) clipboard.clear();
      return held;
    },
    focus: async () => {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    close: async () => {
      if (window.isDestroyed()) return;
      deps.keepPlacement(placementOf(window));
      window.destroy();
    },
  };
}

/** SIGKILL rather than `forcefullyCrashRenderer`: it leaves nothing to write a dump. */
function killPage({ webContents }: BrowserWindow): void {
  const pid = webContents.getOSProcessId();
  // 0 when the process is gone already; as a target it would mean our own group.
  if (pid > 0) process.kill(pid, 'SIGKILL');
}

interface WatchDeps extends ElectronDeps {
  readonly load: () => Promise<void>;
}

function watch(window: BrowserWindow, port: PagePort, { report, keepPlacement, load }: WatchDeps): void {
  const { webContents } = window;
  webContents.on('render-process-gone', (_event, { reason }) => {
    port.gone('crashed');
    report.note(`the process of the page ended: ${reason}`);
    if (window.isDestroyed()) return;
    load().catch((error: unknown) => report.windowClosed(error instanceof Error ? error : new Error(String(error))));
  });
  // The history would put back what was typed.
  webContents.on('did-navigate', () => webContents.navigationHistory.clear());
  window.on('close', () => keepPlacement(placementOf(window)));
  window.on('closed', () => {
    port.gone('left');
    port.close();
    report.windowClosed();
  });
}
