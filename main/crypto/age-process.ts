import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { CancelledError, VaultError } from '../../app/contract/vault-error.ts';
import type { FileCipher, FileLock } from '../../app/export/file-cipher.ts';
import { giveBack } from '../../app/seal/secret-bytes.ts';

export interface AgeDeps {
  /** The pinned Node. */
  readonly node: string;
  /** `age-child.ts`, or what it was built into. */
  readonly child: string;
  readonly env: NodeJS.ProcessEnv;
  /** When it has been waited for so long, in milliseconds, the process is ended. */
  readonly deadlineMs: number;
}

/** Of every part that the child reads: its length (u32be) before it. The first part is the lock, an empty one ends the file. */
export const headBytes = 4;
/** What the child ends with when the first recipient is none, one more for the second, and so on. */
export const badRecipientExit = 64;
const mostRecipients = 20;

type Child = ChildProcessByStdio<Writable, Readable, null>;
type Take = (part: Uint8Array) => Promise<void>;

/**
 * age in a process of its own for every file: a passphrase keeps a thread busy for a second and more, and the library takes it as a
 * string. What the process left behind goes with it.
 */
export const createAgeProcess = (deps: AgeDeps): FileCipher => ({
  begin(lock, take, signal) {
    const child = start(deps, lock);
    const stop = (): void => void child.kill('SIGKILL');
    const taken = takeAll(child, take, signal);
    // Who adds or finishes hears of it; who gives the file up does not want to.
    taken.catch(() => undefined);
    const within = <T>(wait: Promise<T>): Promise<T> => {
      const deadline = setTimeout(stop, deps.deadlineMs);
      return wait.finally(() => clearTimeout(deadline));
    };
    /** A child that ended says why by its end. */
    const send = (part: Uint8Array): Promise<void> =>
      within(write(child, part).catch(() => taken.then(() => Promise.reject(endedEarly()))));
    const locked = sendLock(lock, send);
    locked.catch(() => undefined);
    return {
      async add(part) {
        await locked;
        // An empty part would end the file.
        if (part.length > 0) await send(part);
      },
      async finish() {
        await locked;
        await send(new Uint8Array(0));
        await within(taken);
      },
      discard: stop,
    };
  },
});

function start({ node, child, env }: AgeDeps, { kind }: FileLock): Child {
  return spawn(node, ['--disable-sigusr1', child, kind], { env, stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
}

async function sendLock(lock: FileLock, send: (part: Uint8Array) => Promise<void>): Promise<void> {
  const key = Buffer.from(lock.kind === 'passphrase' ? lock.passphrase : lock.recipients.join('\n'));
  try {
    await send(key);
  } finally {
    key.fill(0);
  }
}

/** Resolves when the pipe has all of it: nothing of it is in memory here then. */
function write({ stdin }: Child, part: Uint8Array): Promise<void> {
  const head = Buffer.alloc(headBytes);
  head.writeUInt32BE(part.length, 0);
  return new Promise((resolve, reject) => {
    stdin.write(head);
    stdin.write(part, (error) => (error ? reject(error) : resolve()));
  });
}

/** Takes the child's answer to its end. Standard input stays open until then: its end tells the child that this process is gone. */
async function takeAll(child: Child, take: Take, signal: AbortSignal): Promise<void> {
  const ended = endOf(child);
  const answer: AsyncIterable<Buffer> = child.stdout;
  const stop = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    for await (const part of answer) {
      await take(part);
      giveBack(part);
    }
    const how = await ended;
    if (how === 0) return;
    if (signal.aborted) throw new CancelledError();
    const place = typeof how === 'number' ? how - badRecipientExit : -1;
    throw place >= 0 && place < mostRecipients ? badRecipient(place) : endedEarly(how);
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

/** @returns its exit, or the signal that ended it */
function endOf(child: Child): Promise<number | string> {
  const ended = new Promise<number | string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, ended) => resolve(ended ?? code ?? -1));
  });
  ended.catch(() => undefined);
  // A child that ends before it has read shows in its exit, not here.
  child.stdin.on('error', () => undefined);
  return ended;
}

const endedEarly = (how: number | string = 'no answer'): Error => new Error(`the process of the file’s encryption ended early: ${how}`);

const badRecipient = (place: number): VaultError =>
  new VaultError('BadParameter', { issues: [{ path: `protection.recipients.${place}`, problem: 'not_a_recipient' }] });
