import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import Conf from 'conf';
import { readAssets } from '../asset.ts';
import { createPreferenceStore, preferenceFile } from '../preference-store.ts';
import { runShell } from '../run-shell.ts';
import { defaultDataFolder, OptionError, readOptions, type ShellOption } from '../shell-option.ts';
import { assertNoForbidden, findPlace } from '../shell-place.ts';
import { readAttachAddress } from './attach.ts';
import { openChromium } from './chromium-shell.ts';
import { pageOrigin } from './origin.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const printError = (line: string): void => void process.stderr.write(`strongroom: ${line}\n`);

async function start(): Promise<number> {
  const place = findPlace(import.meta.dirname);
  if (place.packaged) assertNoForbidden([...process.execArgv, ...process.argv.slice(2)], process.env);
  const fallback = { data: defaultDataFolder(process.env), node: process.execPath };
  const option = readOptions(process.argv.slice(2), place.packaged, fallback);
  const { browser } = option;
  if (browser === undefined) throw new OptionError('--browser is missing: the path of Chromium, Chrome or Edge');
  const unsandboxed = process.getuid?.() === 0;
  if (unsandboxed) printError('running as root: the browser runs without its own sandbox. Use an account of your own for real secrets.');
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());
  mkdirSync(option.data, { recursive: true, mode: 0o700 });
  const preference = createPreferenceStore(
    new Conf({ cwd: option.data, configName: preferenceFile, configFileMode: 0o600, projectName: 'strongroom' }),
  );
  const preload = await readFile(join(import.meta.dirname, 'shell', 'chromium-preload.js'), 'utf8');
  const profile = join(option.data, 'profile');
  return runShell({
    name: 'chromium',
    option,
    engineEntry: place.engine,
    preference,
    open: async (report) => {
      const answer = await readAssets(place.page, pageOrigin);
      return openChromium({
        program: browser,
        profile,
        preload,
        answer,
        placement: preference.placement(),
        keepPlacement: (value) => preference.setPlacement(value),
        tools: option.dev,
        attachable: option.testAttach,
        unsandboxed,
        report,
        opened: () => announce(option, profile),
      });
    },
    print,
    printError,
    stopping: stop.signal,
  });
}

async function announce({ testAttach }: ShellOption, profile: string): Promise<void> {
  if (testAttach) print(`attach ${await readAttachAddress(profile)}`);
}

try {
  process.exitCode = await start();
} catch (error) {
  printError(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
