import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test as base } from '@playwright/test';
import { openChromiumConsole } from './chromium-console.ts';
import { openElectronConsole } from './electron-console.ts';

const root = join(import.meta.dirname, '../..');
const shots = join(root, 'test/shot');

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

/** Where a console keeps what it keeps. */
export interface Place {
  readonly data: string;
  /** The folder of the anchor. */
  readonly state: string;
}

export interface Ground {
  readonly folder: string;
  readonly open: Console[];
}

/** A test on a ground of its own, which is cleared behind it, and a console opened there. */
export const test = base.extend<{ ground: Ground; console: Console }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads in the pattern what a fixture needs
  ground: async ({}, use) => {
    mkdirSync(shots, { recursive: true });
    const ground: Ground = { folder: mkdtempSync(join(tmpdir(), 'strongroom-e2e-')), open: [] };
    await use(ground);
    for (const console of ground.open) await console.kill();
    // Browser and engine end a moment after their host: nobody may be left behind, nor write into what is cleared.
    await expect.poll(() => usersOf(ground.folder), { timeout: 20_000 }).toEqual([]);
    rmSync(ground.folder, { recursive: true, force: true });
  },
  console: async ({ ground }, use) => use(await openConsole(ground)),
});

/** Processes that were started for a folder: what a killed host must take with it. Only Linux tells; elsewhere nobody is found. */
function usersOf(folder: string): string[] {
  if (process.platform !== 'linux') return [];
  const commands = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(commandOf);
  return commands.filter((command) => command.includes(folder));
}

/** Empty for a process that has just ended. */
function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return '';
    throw error;
  }
}

/** Opens the product's window on the ground's data, in the shell that this run is about. */
export async function openConsole(ground: Ground): Promise<Console> {
  const place = { data: join(ground.folder, 'data'), state: join(ground.folder, 'state') };
  const opened = await (base.info().project.name === 'electron' ? openElectronConsole(place) : openChromiumConsole(place));
  ground.open.push(opened);
  return opened;
}

/**
 * Does what ends the page's process, and attaches to the page that follows. A seal ends the browser too.
 * @param page the page that ends
 */
export async function overEndOf(page: Page, console: Console, act: () => Promise<void>): Promise<Page> {
  const crashed = new Promise<void>((resolve) => void page.once('crash', () => resolve()));
  const renewed = console.renewed();
  // Nobody may wait for it any more when the console is closed.
  renewed.catch(() => undefined);
  await act().catch(ignoreEnd);
  await Promise.race([crashed, renewed]);
  return console.attach();
}

/** The page may be gone before it could answer the act that ended it. */
function ignoreEnd(error: unknown): void {
  if (!/Target crashed|has been closed/.test(String(error))) throw error;
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
