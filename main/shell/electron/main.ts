import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { app, protocol } from 'electron';
import ElectronStore from 'electron-store';
import { readAssets } from '../asset.ts';
import { pageHeap } from '../page-heap.ts';
import { createPreferenceStore, type PreferenceStore, preferenceFile } from '../preference-store.ts';
import { runShell } from '../run-shell.ts';
import type { Shell, ShellReport } from '../shell.ts';
import { defaultDataFolder, readOptions, type ShellOption } from '../shell-option.ts';
import { assertNoForbidden, findPlace } from '../shell-place.ts';
import { ownArguments } from './argument.ts';
import { guardContents } from './contents-guard.ts';
import { openElectron } from './electron-shell.ts';
import { setMenu } from './menu.ts';
import { pageOrigin, pageScheme } from './origin.ts';
import { watchPower } from './power.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const printError = (line: string): void => void process.stderr.write(`strongroom: ${line}\n`);

/** What must be said before Electron is ready. @throws OptionError */
function prepare(): ShellOption {
  const { isPackaged } = app;
  if (isPackaged) assertNoForbidden([...process.execArgv, ...process.argv.slice(1)], process.env);
  const node = join(process.resourcesPath, process.platform === 'win32' ? 'node.exe' : 'node');
  const option = readOptions(ownArguments(process.argv, isPackaged), isPackaged, { data: defaultDataFolder(process.env), node });
  const profile = join(option.data, 'profile');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  app.setPath('userData', profile);
  app.setPath('sessionData', profile);
  app.setPath('crashDumps', join(profile, 'crash'));
  // As root Chromium has no sandbox to switch on; the launcher says so.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.commandLine.appendSwitch('disable-features', 'BackForwardCache');
  app.commandLine.appendSwitch('disable-http-cache');
  app.commandLine.appendSwitch('js-flags', pageHeap);
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges: { standard: true, secure: true } }]);
  return option;
}

/** Nothing of an earlier run is left or believed, but the mark by which Electron knows the first of two. */
function wipeProfile(option: ShellOption): void {
  const profile = join(option.data, 'profile');
  for (const name of readdirSync(profile)) {
    if (!name.startsWith('Singleton')) rmSync(join(profile, name), { recursive: true, force: true });
  }
}

async function run(option: ShellOption, stopping: AbortSignal): Promise<number> {
  const place = findPlace(import.meta.dirname);
  const preference = createPreferenceStore(new ElectronStore({ cwd: option.data, name: preferenceFile, configFileMode: 0o600 }));
  return runShell({
    name: 'electron',
    option,
    // A program outside the archive's reader runs it.
    engineEntry: place.engine.replace('app.asar', 'app.asar.unpacked'),
    preference,
    open: (report) => open(option, preference, report),
    attend: (relay, shell) => {
      // Nothing but the fact is taken from a second start, its arguments least of all.
      app.on('second-instance', () => void shell.focus());
      setMenu((command) => relay.command(command), option.dev);
      watchPower((cause) => relay.lock(cause));
    },
    print,
    printError,
    stopping,
  });
}

async function open(option: ShellOption, preference: PreferenceStore, report: ShellReport): Promise<Shell> {
  const place = findPlace(import.meta.dirname);
  await app.whenReady();
  guardContents(app, report.note);
  return openElectron({
    answer: await readAssets(place.page, pageOrigin),
    preload: join(import.meta.dirname, 'shell', 'electron-preload.cjs'),
    icon: findIcon(),
    placement: preference.placement(),
    keepPlacement: (value) => preference.setPlacement(value),
    tools: option.dev,
    report,
  });
}

/** A packaged program has its icon from the desktop's own entry. */
function findIcon(): string | undefined {
  const icon = join(import.meta.dirname, '..', '..', 'assets', 'icon-256.png');
  return existsSync(icon) ? icon : undefined;
}

async function start(): Promise<number> {
  const option = prepare();
  if (!app.requestSingleInstanceLock()) {
    print(`already open on ${option.data}: its window was brought to the front`);
    return 0;
  }
  wipeProfile(option);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());
  // The end is ours to order: the engine first, then the window.
  app.on('window-all-closed', () => undefined);
  app.on('before-quit', (event) => {
    event.preventDefault();
    stop.abort();
  });
  try {
    return await run(option, stop.signal);
  } finally {
    wipeProfile(option);
  }
}

// Not awaited at the top: Electron becomes ready only after this module has run.
void start().then(
  (code) => app.exit(code),
  (error: unknown) => {
    printError(error instanceof Error ? error.message : String(error));
    app.exit(1);
  },
);
