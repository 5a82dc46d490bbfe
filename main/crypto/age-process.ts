import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { CancelledError, VaultError } from '../../app/contract/vault-error.ts';
import type { FileCipher } from '../../app/export/file-cipher.ts';

export interface AgeDeps {
  /** The pinned Node. */
  readonly node: string;
  /** `age-child.ts`, or what it was built into. */
  readonly child: string;
  readonly env: NodeJS.ProcessEnv;
  /** After so long the process is ended, in milliseconds. */
  readonly deadlineMs: number;
}

/** Of what the child reads: lengths of lock and content (u32be each) before them. */
export const headBytes = 8;
/** What the child ends with when a recipient is none; its output is then the recipient's place. */
export const badRecipientExit = 3;

type Child = ChildProcessByStdio<Writable, Readable, null>;

/**
 * age in a process of its own for every file: a passphrase keeps a thread busy for a second and more, and the library takes it as a
 * string. What the process left behind goes with it.
 */
export const createAgeProcess = (deps: AgeDeps): FileCipher => ({
  async seal(content, lock, signal) {
    if (signal.aborted) throw new CancelledError();
    const key = Buffer.from(lock.kind === 'passphrase' ? lock.passphrase : lock.recipients.join('\n'));
    const child = spawn(deps.node, ['--disable-sigusr1', deps.child, lock.kind], {
      env: deps.env,
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    const stop = (): void => void child.kill('SIGKILL');
    signal.addEventListener('abort', stop, { once: true });
    const deadline = setTimeout(stop, deps.deadlineMs);
    try {
      return await exchange(child, [headOf(key, content), key, content], signal);
    } finally {
      clearTimeout(deadline);
      signal.removeEventListener('abort', stop);
      key.fill(0);
    }
  },
});

function headOf(key: Uint8Array, content: Uint8Array): Buffer {
  const head = Buffer.alloc(headBytes);
  head.writeUInt32BE(key.length, 0);
  head.writeUInt32BE(content.length, 4);
  return head;
}

/** Standard input stays open until the answer is there: its end tells the child that this process is gone. */
function exchange(child: Child, letter: readonly Uint8Array[], signal: AbortSignal): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => void chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code, ended) => {
      const answer = Buffer.concat(chunks);
      if (code === 0) return resolve(answer);
      if (signal.aborted) return reject(new CancelledError());
      if (code === badRecipientExit) return reject(badRecipient(answer.toString()));
      reject(new Error(`the process of the file’s encryption ended early: ${ended ?? `exit ${code}`}`));
    });
    // A child that ends before it has read shows in its exit, not here.
    child.stdin.on('error', () => undefined);
    for (const part of letter) child.stdin.write(part);
  });
}

const badRecipient = (place: string): VaultError =>
  new VaultError('BadParameter', { issues: [{ path: `protection.recipients.${Number(place)}`, problem: 'not_a_recipient' }] });
