import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { CancelledError, type ErrorData } from '../../app/contract/vault-error.ts';
import type { FileParser, ParsedFile } from '../../app/import/file-parser.ts';
import { decodeAnswer } from './answer.ts';
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

/** Of what the child reads: the length of the file (u32be) before it. */
export const headBytes = 4;
/** What the child ends with when its memory does not reach. */
export const memoryExit = 3;

/** Longer than any honest answer. */
const mostAnswerBytes = 384 * 1024 * 1024;

type Child = ChildProcessByStdio<Writable, Readable, null>;
type Reason = ErrorData<'FileUnreadable'>['reason'];

/**
 * Reads each file in a process of its own, with bounds of time and memory: what a hostile file does to a parser it does there, and what
 * the file held goes with the process.
 */
export const createParserProcess = (deps: ParserDeps): FileParser => ({
  async parse(content, { format = '', extension }, signal) {
    if (signal.aborted) throw new CancelledError();
    const words = [format, extension.replaceAll(/[^a-z0-9]/g, '').slice(0, 16), String(deps.memoryMiB)];
    const child = spawn(deps.node, ['--disable-sigusr1', deps.child, ...words], {
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
      await exchange(child, content, (chunk, total) => {
        chunks.push(chunk);
        if (total > mostAnswerBytes) end('memory');
      });
      if (ended === 'cancelled') throw new CancelledError();
      return read(chunks, ended ?? (child.exitCode === memoryExit || child.signalCode === 'SIGABRT' ? 'memory' : undefined));
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      for (const chunk of chunks) chunk.fill(0);
    }
  },
});

/** Standard input stays open until the answer is there: its end tells the child that this process is gone. */
function exchange(child: Child, content: Uint8Array, take: (chunk: Buffer, total: number) => void): Promise<void> {
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
    child.stdin.write(head);
    child.stdin.write(content);
  });
}

function read(chunks: readonly Buffer[], failed: Reason | undefined): ParsedFile {
  if (failed) throw unreadable(failed);
  const answer = Buffer.concat(chunks);
  try {
    const file = decodeAnswer(answer);
    // It ended early, or said what no parser says.
    if (!file) throw unreadable('format');
    return file;
  } finally {
    answer.fill(0);
  }
}
