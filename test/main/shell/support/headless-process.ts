import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const entry = join(import.meta.dirname, '../../../../main/shell/headless.ts');

/** A house without a window, and what it says. */
export interface Headless {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  /** The exit code. */
  readonly ended: Promise<number | null>;
  output(): string;
  problem(): string;
}

/** @param place the data folder, and the folder of what this machine remembers */
export function startHeadless(place: { data: string; state: string }, args: readonly string[], env: NodeJS.ProcessEnv): Headless {
  const { data, state } = place;
  const child = spawn(process.execPath, [entry, '--data', data, ...args], {
    env: { PATH: process.env['PATH'], HOME: state, XDG_STATE_HOME: state, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let [output, problem] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (problem += chunk.toString()));
  child.stdin.on('error', () => undefined);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended, output: () => output, problem: () => problem };
}
