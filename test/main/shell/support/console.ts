import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { vi } from 'vitest';
import { processTree } from './process-tree.ts';

export const browserProgram = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/microsoft-edge'].find((path) => existsSync(path));

export const patience = { timeout: 20_000, interval: 50 };

/** A console that runs as a person would have started it. */
export interface Console {
  readonly pid: number;
  readonly data: string;
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Settles with exit code or signal. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  /** What the shell told the scripted engine. */
  journal(): JournalEntry[];
  log(name: 'engine' | 'shell'): string;
  /** Attaches to the window of a console started with `--test-attach`. */
  attach(): Promise<{ browser: Browser; page: Page }>;
  /** Ends it by force with all that it started. */
  destroy(): void;
}

export interface JournalEntry {
  readonly kind: string;
  readonly pid: number;
  readonly page?: number;
  readonly text?: string;
  readonly cause?: string;
  readonly args?: string[];
  readonly env?: string[];
}

/** @param folder as `buildShell` made it */
export function startConsole(folder: string, start: { data: string; display: string; args?: string[] }): Console {
  const args = [join(folder, 'dist/main/chromium.js'), '--browser', browserProgram ?? '', '--data', start.data, ...(start.args ?? [])];
  const child = spawn(process.execPath, args, { env: { ...process.env, DISPLAY: start.display }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const pid = child.pid ?? 0;
  const started = new Set<number>();
  const remember = setInterval(() => processTree(pid).forEach((one) => started.add(one)), 200);
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => child.once('close', (code, signal) => resolve(code ?? signal)));
  return {
    pid,
    data: start.data,
    child,
    output: () => said,
    ended,
    journal: () => readJournal(start.data),
    log: (name) => readFileSync(join(start.data, 'log', `${name}.log`), 'utf8'),
    attach: () => attach(() => said),
    destroy: () => {
      clearInterval(remember);
      for (const one of [...processTree(pid), ...started]) killQuietly(one);
    },
  };
}

function readJournal(data: string): JournalEntry[] {
  const path = join(data, 'journal.jsonl');
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line): JournalEntry => JSON.parse(line));
}

async function attach(output: () => string): Promise<{ browser: Browser; page: Page }> {
  const address = await vi.waitFor(() => {
    // A window that was renewed says where it is anew.
    const found = [...output().matchAll(/^attach (ws:\S+)$/gm)].at(-1)?.[1];
    if (!found) throw new Error(`no address to attach to in: ${output()}`);
    return found;
  }, patience);
  const browser = await chromium.connectOverCDP(address);
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error('no page in the window');
  return { browser, page };
}

/** Waits until the page of the console spoke to the engine. */
export const untilHere = (console: Console, times = 1): Promise<JournalEntry[]> =>
  vi.waitFor(() => {
    const here = console.journal().filter(({ text }) => text?.startsWith('here '));
    if (here.length < times) throw new Error(`the page spoke ${here.length} times: ${console.output()}`);
    return here;
  }, patience);

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
