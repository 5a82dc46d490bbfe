import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, expect, type Page } from '@playwright/test';
import type { Console, Place } from './console.ts';

const root = join(import.meta.dirname, '../..');
const browsers = [process.env['CHROME_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The system's browser. @throws Error where there is none */
export function browserPath(): string {
  const browser = browsers.find((path) => path !== undefined && existsSync(path));
  if (browser === undefined) throw new Error('no browser: apt-get install chromium');
  return browser;
}

/** Starts the window on the system's browser, and attaches over the port that a test may ask for. */
export async function openChromiumConsole({ data, state }: Place): Promise<Console> {
  const words = [join(root, 'dist/main/chromium.js'), '--browser', browserPath(), '--data', data, '--test-attach'];
  const shell = spawn(process.execPath, words, {
    env: { ...process.env, XDG_STATE_HOME: state, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const addresses: string[] = [];
  const announced = new EventTarget();
  createInterface(shell.stderr).on('line', (line) => lines.push(line));
  createInterface(shell.stdout).on('line', (line) => {
    lines.push(line);
    if (!line.startsWith('attach ')) return;
    addresses.push(line.slice('attach '.length));
    announced.dispatchEvent(new Event('address'));
  });
  const gone = once(shell, 'exit');
  const nextAddress = () =>
    Promise.race([
      new Promise<void>((resolve) => announced.addEventListener('address', () => resolve(), { once: true })),
      gone.then(() => Promise.reject(new Error(`the console ended: ${lines.join('\n')}`))),
    ]);
  await nextAddress();
  let attached: Browser | undefined;

  return {
    data,
    shell,
    lines,
    async attach() {
      await attached?.close();
      attached = await chromium.connectOverCDP(addresses.at(-1) ?? '');
      return findPage(attached);
    },
    renewed: nextAddress,
    async close() {
      shell.kill('SIGTERM');
      await gone;
      return shell.exitCode;
    },
    async kill() {
      shell.kill('SIGKILL');
      if (shell.exitCode === null && shell.signalCode === null) await gone;
    },
  };
}

async function findPage(browser: Browser): Promise<Page> {
  const ours = () =>
    browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((page) => page.url().startsWith('https://console.invalid'));
  await expect.poll(() => ours() !== undefined).toBe(true);
  const page = ours();
  if (!page) throw new Error('the window has no page');
  return page;
}
