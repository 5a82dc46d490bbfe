import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { CancelledError, type ErrorData } from '../../app/contract/vault-error.ts';
import { copySecret, giveBack } from '../../app/seal/secret-bytes.ts';
import type { AnswerDraft } from './answer-draft.ts';
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
  /** Told when the child has `content`: by then, or when the answer is there, it may be given back. */
  readonly sent?: () => void;
}

/** Of what the child reads: the lengths of file and password (u32be each) before them. */
export const headBytes = 8;
/** The length of a password that there is none of; another than that of an empty one. */
export const noPassword = 0xffff_ffff;
/** What the child ends with when its memory does not reach. */
export const memoryExit = 3;

/** Longer than any honest answer. */
const mostAnswerBytes = 384 * 1024 * 1024;

/** Garbage is collected before there is much of it: the child's peak is what the file takes. */
const switches = ['--disable-sigusr1', '--max-semi-space-size=8', '--heap-growing-percent=40'];

/** What is handed over at a time. */
const pieceBytes = 64 * 1024;

type Child = ChildProcessByStdio<Writable, Readable, null>;
type Reason = ErrorData<'FileUnreadable'>['reason'];

/**
 * Has one file read in a process of its own, with bounds of time and memory: what a hostile file does to a parser it does there, and what
 * the file held goes with the process.
 * @throws VaultError FileUnreadable; CancelledError; what `answer` throws
 */
export async function askChild<T>(deps: ParserDeps, letter: Letter, answer: AnswerDraft<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw new CancelledError();
  const child = spawn(deps.node, [...switches, ...(letter.options ?? []), deps.child, ...letter.words, String(deps.memoryMiB)], {
    env: deps.env,
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
  });
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
      answer.add(chunk);
      giveBack(chunk);
      if (total > mostAnswerBytes) end('memory');
    });
    if (ended === 'cancelled') throw new CancelledError();
    const failed = ended ?? (child.exitCode === memoryExit || child.signalCode === 'SIGABRT' ? 'memory' : undefined);
    if (failed) throw unreadable(failed);
    const found = answer.finish();
    // It ended early, or said what no parser says.
    if (found === undefined) throw unreadable('format');
    return found;
  } catch (error) {
    answer.discard();
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  }
}

/** Standard input stays open until the answer is there: its end tells the child that this process is gone. */
function exchange(child: Child, letter: Letter, take: (chunk: Buffer, total: number) => void): Promise<void> {
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
    // So does what it did not take.
    void send(child, letter).catch(() => undefined);
  });
}

/** What is on its way to the pipe is a copy: the letter may be given back at any time. */
async function send({ stdin }: Child, { content, password, sent }: Letter): Promise<void> {
  const write = (bytes: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => void stdin.write(bytes, (error) => (error ? reject(error) : resolve())));
  const head = Buffer.alloc(headBytes);
  head.writeUInt32BE(content.length);
  head.writeUInt32BE(password?.length ?? noPassword, 4);
  await write(head);
  for (const part of [content, password ?? new Uint8Array(0)]) {
    for (let from = 0; from < part.length; from += pieceBytes) {
      const piece = copySecret(part.subarray(from, from + pieceBytes));
      await write(piece).finally(() => piece.fill(0));
    }
  }
  sent?.();
}
