import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from '@playwright/test';
import { startDisplay } from '../main/shell/support/display.ts';
import { SkipError } from './part.ts';
import { wipedHeap } from '../../main/shell/wiped-heap.ts';

/** What a person's environment has: this process was started as the engine is, and a browser that inherited that would be another. */
const ofPerson = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !(name in wipedHeap)));

const browsers = [process.env['CHROME_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A window of a build that was started as a person starts it. */
export interface Console {
  readonly shell: ChildProcess;
  /** Milliseconds since 1970 of the start of the shell's process. */
  readonly started: number;
  page(): Promise<Page>;
  close(): Promise<void>;
}

export interface ConsoleStart {
  /** The shell's script. */
  readonly shell: string;
  /** Data in `data`, state in `state`. */
  readonly folder: string;
  readonly display: string;
  /** What stands for Node when the shell starts its engine. */
  readonly node?: string;
}

export async function startConsole(start: ConsoleStart): Promise<Console> {
  const browser = browsers.find((path) => path !== undefined && existsSync(path));
  if (browser === undefined) throw new SkipError('there is no browser: apt-get install chromium');
  const words = [start.shell, '--browser', browser, '--data', join(start.folder, 'data'), '--test-attach'];
  const started = performance.timeOrigin + performance.now();
  const shell = spawn(process.execPath, [...words, ...(start.node === undefined ? [] : ['--node', start.node])], {
    env: { ...ofPerson(process.env), DISPLAY: start.display, XDG_STATE_HOME: join(start.folder, 'state'), NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = once(shell, 'exit');
  const attached: Browser[] = [];
  const endpoint = await readEndpoint(shell);
  return {
    shell,
    started,
    async page() {
      const connection = await chromium.connectOverCDP(endpoint);
      attached.push(connection);
      const page = connection
        .contexts()
        .flatMap((context) => context.pages())
        .find((each) => each.url().startsWith('https://console.invalid'));
      if (!page) throw new Error('the window has no page');
      return page;
    },
    async close() {
      for (const connection of attached) await connection.close();
      shell.kill('SIGTERM');
      await gone;
    },
  };
}

/** The last line of a start says that the window stands; the address comes before it. */
async function readEndpoint(shell: ChildProcess): Promise<string> {
  const lines: string[] = [];
  if (!shell.stdout || !shell.stderr) throw new Error('no pipe from the shell');
  createInterface(shell.stderr).on('line', (line) => lines.push(line));
  for await (const line of createInterface(shell.stdout)) {
    lines.push(line);
    if (line.startsWith('ready ')) break;
  }
  const attach = lines.find((line) => line.startsWith('attach '));
  if (attach === undefined) throw new Error(`the window did not open: ${lines.join('\n')}`);
  return attach.slice('attach '.length);
}

/** The display that is there, or one of this run's own. */
export async function useDisplay(): Promise<{ readonly name: string; close(): void }> {
  const given = process.env['DISPLAY'];
  if (given) return { name: given, close: () => undefined };
  return startDisplay().catch((error: unknown) => {
    throw new SkipError(`there is no display, and Xvfb does not start: ${String(error)}`);
  });
}
