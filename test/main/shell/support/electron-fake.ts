import { EventEmitter } from 'node:events';
import { vi } from 'vitest';

/** The few calls of Electron that the shell makes, in memory: what was asked is kept, what Electron would do by itself a test does. */
const ipcMain = new EventEmitter();
const powerMonitor = new EventEmitter();

const handlers: Record<string, (...given: never[]) => unknown> = {};
const keep =
  (name: string) =>
  (handler: (...given: never[]) => unknown): void => {
    handlers[name] = handler;
  };

const ownSession = {
  protocol: {
    handle: (scheme: string, handler: (...given: never[]) => unknown) => {
      handlers[`protocol:${scheme}`] = handler;
    },
  },
  setPermissionRequestHandler: keep('permissionRequest'),
  setPermissionCheckHandler: keep('permissionCheck'),
  setDevicePermissionHandler: keep('device'),
  setDisplayMediaRequestHandler: keep('displayMedia'),
  setSpellCheckerEnabled: vi.fn(),
  setProxy: vi.fn(async () => undefined),
  webRequest: { onBeforeRequest: keep('request') },
};

const session = { fromPartition: vi.fn(() => ownSession) };

let lastContents = 0;

function makeContents() {
  lastContents += 1;
  const mainFrame = { origin: 'app://console' };
  return Object.assign(new EventEmitter(), {
    id: lastContents,
    mainFrame,
    send: vi.fn(),
    isDestroyed: () => false,
    getOSProcessId: vi.fn(() => 0),
    navigationHistory: { clear: vi.fn() },
    setWindowOpenHandler: vi.fn(),
  });
}

export type FakeContents = ReturnType<typeof makeContents>;
export const windows: FakeWindow[] = [];

class BrowserWindow extends EventEmitter {
  readonly webContents = makeContents();
  readonly options: { webPreferences: Record<string, unknown> } & Record<string, unknown>;
  readonly loadURL = vi.fn(async (_url: string) => undefined);
  readonly setContentProtection = vi.fn();
  readonly maximize = vi.fn();
  readonly restore = vi.fn();
  readonly show = vi.fn();
  readonly focus = vi.fn();
  destroyed = false;

  constructor(options: { webPreferences: Record<string, unknown> }) {
    super();
    this.options = options;
    windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  isMinimized = (): boolean => true;
  isMaximized = (): boolean => false;
  isDestroyed = (): boolean => this.destroyed;
  getNormalBounds = () => ({ x: 1, y: 2, width: 900, height: 700 });
  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.emit('closed');
  }
}

export type FakeWindow = BrowserWindow;

const app = Object.assign(new EventEmitter(), {
  isPackaged: false,
  enableSandbox: vi.fn(),
  setPath: vi.fn(),
  whenReady: vi.fn(async () => undefined),
  requestSingleInstanceLock: vi.fn(() => true),
  relaunch: vi.fn(),
  exit: vi.fn(),
  commandLine: { hasSwitch: vi.fn(() => false), appendSwitch: vi.fn() },
});

export const electronFake = {
  app,
  BrowserWindow,
  clipboard: { clear: vi.fn(), readText: vi.fn(async () => '') },
  ipcMain,
  Menu: { buildFromTemplate: vi.fn((template: unknown) => template), setApplicationMenu: vi.fn() },
  powerMonitor,
  protocol: { registerSchemesAsPrivileged: vi.fn() },
  session,
};

/** What the shell registered with the session, by name. */
export const sessionHandlers = handlers;
export const sessionFake = ownSession;
