import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { CancelledError, type ErrorData } from '../../app/contract/vault-error.ts';
import { unreadable } from './unreadable.ts';

export interface ParserDeps {
  /** The pinned Node. */
  readonly node: string;
  /** `parser-child.ts`, or what it was built into. */
  readonly child: string;
  readonly env: NodeJS.ProcessEnv;
  /** How long one file may take, in milliseconds. */
  readonly deadlineMs: number;
  /** What the child may keep in objects, in MiB; buffers come on top. */
  readonly memoryMiB: number;
}

/** What the child is asked. Secrets cross in `content` and `password` alone, which stay the caller's. */
export interface Letter {
  /** Words of the command line of Node, before the child's. */
  readonly options?: readonly string[];
  readonly words: readonly string[];
  readonly content: Uint8Array;
  readonly password?: Uint8Array | undefined;
}

/** Of what the child reads: the lengths of file and password (u32be each) before them. */
export const headBytes = 8;
/** The length of a password that there is none of; another than that of an empty one. */
export const noPassword = 0xffff_ffff;
/** What the child ends with when its memory does not reach. */
export const memoryExit = 3;

/** Longer than any honest answer. */
const mostAnswerBytes = 384 * 1024 * 1024;

type Child = ChildProcessByStdio<Writable, Readable, null>;
type Reason = ErrorData<'FileUnreadable'>['reason'];

/**
 * Has one file read in a process of its own, with bounds of time and memory: what a hostile file does to a parser it does there, and what
 * the file held goes with the process.
 * @param read of the whole answer, which is zeroed afterwards; undefined when it is none
 * @throws VaultError FileUnreadable; CancelledError; what `read` throws
 */
export async function askChild<T>(
  deps: ParserDeps,
  letter: Letter,
  read: (answer: Buffer) => T | undefined,
  signal: AbortSignal,
): Promise<T> {
  if (signal.aborted) throw new CancelledError();
  const child = spawn(deps.node, ['--disable-sigusr1', ...(letter.options ?? []), deps.child, ...letter.words, String(deps.memoryMiB)], {
    env: deps.env,
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
  });
  const chunks: Buffer[] = [];
  let ended: Reason | 'cancelled' | undefined;
  const end = (why: Reason | 'cancelled'): void => {
    ended ??= why;
    child.kill('SIGKILL');
  };
  const cancel = () => end('cancelled');
  signal.addEventListener('abort', cancel, { once: true });
  const timer = setTimeout(() => end('time'), deps.deadlineMs);
  try {
    await exchange(child, letter, (chunk, total) => {
      chunks.push(chunk);
      if (total > mostAnswerBytes) end('memory');
    });
    if (ended === 'cancelled') throw new CancelledError();
    const failed = ended ?? (child.exitCode === memoryExit || child.signalCode === 'SIGABRT' ? 'memory' : undefined);
    if (failed) throw unreadable(failed);
    return readWhole(chunks, read);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    for (const chunk of chunks) chunk.fill(0);
  }
}

/** Standard input stays open until the answer is there: its end tells the child that this process is gone. */
function exchange(child: Child, { content, password }: Letter, take: (chunk: Buffer, total: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let total = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      total += chunk.length;
      take(chunk, total);
    });
    child.once('error', reject);
    child.once('close', () => resolve());
    // A child that ends before it has read shows in its exit, not here.
    child.stdin.on('error', () => undefined);
    const head = Buffer.alloc(headBytes);
    head.writeUInt32BE(content.length);
    head.writeUInt32BE(password?.length ?? noPassword, 4);
    child.stdin.write(head);
    child.stdin.write(content);
    if (password) child.stdin.write(password);
  });
}

function readWhole<T>(chunks: readonly Buffer[], read: (answer: Buffer) => T | undefined): T {
  const answer = Buffer.concat(chunks);
  try {
    const found = read(answer);
    // It ended early, or said what no parser says.
    if (found === undefined) throw unreadable('format');
    return found;
  } finally {
    answer.fill(0);
  }
}
