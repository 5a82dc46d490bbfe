import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';

/** The program under test. Another that says the same lines can take its place. */
export const writerProgram = fileURLToPath(new URL('writer.ts', import.meta.url));

export interface WriterPlan {
  readonly directory: string;
  readonly deeds?: number;
  readonly session?: number;
  readonly synchronous?: 'FULL' | 'NORMAL';
}

/** The command line of a writer, to be run as it is or under a tracer. */
export const writerCommand = (plan: WriterPlan): [string, ...string[]] => [
  process.execPath,
  '--disable-warning=ExperimentalWarning',
  writerProgram,
  '--directory',
  plan.directory,
  ...(plan.deeds === undefined ? [] : ['--deeds', String(plan.deeds)]),
  ...(plan.session === undefined ? [] : ['--session', String(plan.session)]),
  ...(plan.synchronous === undefined ? [] : ['--synchronous', plan.synchronous]),
];

export interface WriterOutcome {
  readonly lines: readonly string[];
  /** Number of the last acknowledged deed, -1 for none. */
  readonly acknowledged: number;
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly errorText: string;
}

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly onLine?: (line: string, child: ChildProcess) => void;
  readonly onStart?: (child: ChildProcess) => void;
  /** After which a program that says nothing more counts as hung, and is killed. */
  readonly deadlineMs?: number;
}

/** Runs a program to its end and keeps what it said. */
export async function runProgram(command: readonly [string, ...string[]], options: RunOptions = {}): Promise<WriterOutcome> {
  const [program, ...rest] = command;
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...options.environment } });
  const lines: string[] = [];
  let errorText = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errorText += text;
  });
  const output = createInterface({ input: child.stdout });
  output.on('line', (line) => {
    lines.push(line);
    options.onLine?.(line, child);
  });
  options.onStart?.(child);
  const deadline = setTimeout(() => child.kill('SIGABRT'), options.deadlineMs ?? 60_000);
  const [exitCode, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, name) => resolve([code, name]));
  });
  clearTimeout(deadline);
  return { lines, acknowledged: lastAcknowledged(lines), exitCode, signal, errorText };
}

export function lastAcknowledged(lines: readonly string[]): number {
  const last = lines.findLast((line) => line.startsWith('ACK '));
  return last === undefined ? -1 : Number(last.slice(4));
}
