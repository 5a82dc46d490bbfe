import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, chromium, expect, type Page } from '@playwright/test';

const root = join(import.meta.dirname, '../..');
const shots = join(root, 'test/shot');
const browsers = [process.env['CHROME_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A console opened as a person opens it, and the test's hands in its window. */
export interface Console {
  readonly data: string;
  /** The window's page. Attach anew after its process was ended. */
  attach(): Promise<Page>;
  /** Settles when a browser other than the present one can be attached to. */
  renewed(): Promise<void>;
  readonly shell: ChildProcess;
  /** Every line that the terminal showed. */
  readonly lines: readonly string[];
  /** Closes as a signal does, and waits. @returns the exit code */
  close(): Promise<number | null>;
  /** Kills the shell as a crash does, and waits. */
  kill(): Promise<void>;
}

export interface Ground {
  readonly folder: string;
  readonly open: Console[];
}

export function newGround(): Ground {
  mkdirSync(shots, { recursive: true });
  return { folder: mkdtempSync(join(tmpdir(), 'strongroom-e2e-')), open: [] };
}

export async function clear(ground: Ground): Promise<void> {
  for (const console of ground.open) await console.kill();
  // The browser ends a moment after its host, and may still write.
  rmSync(ground.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

/** Starts the product's window on the ground's data and attaches to it. */
export async function openConsole(ground: Ground, extra: readonly string[] = []): Promise<Console> {
  const browser = browsers.find((path) => path !== undefined && existsSync(path));
  if (!browser) throw new Error('no browser: apt-get install chromium');
  const data = join(ground.folder, 'data');
  const words = [join(root, 'dist/main/chromium.js'), '--browser', browser, '--data', data, '--test-attach', ...extra];
  const shell = spawn(process.execPath, words, {
    env: { ...process.env, XDG_STATE_HOME: join(ground.folder, 'state'), NODE_OPTIONS: '' },
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

  const opened: Console = {
    data,
    shell,
    lines,
    async attach() {
      await attached?.close();
      attached = await chromium.connectOverCDP(addresses.at(-1) ?? '');
      return await findPage(attached);
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
  ground.open.push(opened);
  return opened;
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

/**
 * Does what ends the page's process, and attaches to the page that follows. A seal ends the browser too.
 * @param page the page that ends
 */
export async function overEndOf(page: Page, console: Console, act: () => Promise<void>): Promise<Page> {
  const crashed = new Promise<void>((resolve) => void page.once('crash', () => resolve()));
  const renewed = console.renewed();
  await act();
  await Promise.race([crashed, renewed]);
  return await console.attach();
}

/** Keeps a picture of what a person sees. */
export const shoot = (page: Page, name: string) => page.screenshot({ path: join(shots, `${name}.png`) });

/** WCAG 2.2 AA as far as a program can tell. */
export async function checkAccess(page: Page): Promise<void> {
  // Without legacy mode it opens a second page, which the window closes as it should.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
  const { violations } = await axe.analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
}
