import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from '@playwright/test';
import { type Display, startDisplay } from '../main/shell/support/display.ts';
import { install } from './installation.ts';
import { as, makePerson, type Person } from './person.ts';

/** A console that a person without rights runs on a screen of their own. */
export interface PrivateConsole {
  readonly person: Person;
  readonly display: Display;
  /** Everything that the person owns: data, state, temporary files. */
  readonly home: string;
  /** Attaches to the page of the window that was opened last. @throws while there is none, or one that is about to go */
  attach(): Promise<Page>;
  detach(): Promise<void>;
  /** Ends the console in order. */
  close(): Promise<void>;
  /** Ends what is left of it and of the person. */
  clear(): Promise<void>;
}

/** @param furnish makes what its programs find besides, in a folder that the person owns. @returns environment */
export async function openPrivateConsole(
  browserProgram: string,
  furnish: (folder: string) => NodeJS.ProcessEnv = () => ({}),
): Promise<PrivateConsole> {
  const person = makePerson();
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-leak-'));
  const home = join(folder, 'home');
  const { node, program } = install(join(folder, 'program'));
  const temporary = join(home, 'tmp');
  for (const own of [home, temporary]) mkdirSync(own);
  const found = furnish(home);
  for (const own of [home, ...readdirSync(home, { recursive: true, encoding: 'utf8' }).map((name) => join(home, name))]) {
    chownSync(own, person.uid, person.gid);
  }
  const display = await startDisplay();
  const words = [program, '--browser', browserProgram, '--data', join(home, 'data'), '--test-attach'];
  const environment = { DISPLAY: display.name, TMPDIR: temporary, XDG_STATE_HOME: join(home, 'state'), ...found };
  const shell = spawn(node, words, { ...as(person, home, environment), stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  for (const stream of [shell.stdout, shell.stderr]) if (stream) createInterface(stream).on('line', (line) => lines.push(line));
  const gone = once(shell, 'exit');
  let attached: Browser | undefined;

  const addresses = (): string[] => lines.flatMap((line) => /^attach (ws:\S+)$/.exec(line)?.[1] ?? []);
  const detach = async (): Promise<void> => {
    await attached?.close();
    attached = undefined;
  };
  return {
    person,
    display,
    home,
    detach,
    async attach() {
      await detach();
      const address = addresses().at(-1);
      if (address === undefined) throw new Error(`the console opened no window: ${lines.join('\n')}`);
      attached = await chromium.connectOverCDP(address, { timeout: 10_000 });
      return findPage(attached);
    },
    async close() {
      await detach();
      shell.kill('SIGTERM');
      await gone;
    },
    async clear() {
      await detach();
      shell.kill('SIGKILL');
      if (shell.exitCode === null && shell.signalCode === null) await gone;
      display.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
      person.remove();
    },
  };
}

function findPage(browser: Browser): Page {
  const all = browser.contexts().flatMap((context) => context.pages());
  const page = all.find((one) => one.url().startsWith('https://console.invalid'));
  if (!page) throw new Error('the window has no page');
  return page;
}
