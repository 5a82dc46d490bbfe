import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import type { Readable, Writable } from 'node:stream';
import type { PassphraseHash } from '../../app/seal/crypto.ts';
import { secretBytes } from '../../app/seal/secret-bytes.ts';

export interface Argon2Deps {
  /** The pinned Node. */
  readonly node: string;
  /** `argon2-child.ts`, or what it was built into. */
  readonly child: string;
  readonly env: NodeJS.ProcessEnv;
}

const hashBytes = 32;
/** Of what the child reads: a mask as long as a hash, and the passphrase's length (u32be) before the passphrase. */
export const maskBytes = hashBytes;
export const headBytes = maskBytes + 4;

type Child = ChildProcessByStdio<Writable, Readable, null>;

/**
 * Argon2id in a process of its own for every hash. The library copies the passphrase into memory that it gives back uncleared; what
 * the process left behind goes with it. Cost and salt are no secrets and cross as arguments.
 */
export const createArgon2Process = (deps: Argon2Deps): PassphraseHash => ({
  async derive(passphrase, salt, { memoryKiB, passes, lanes }) {
    const words = [...[memoryKiB, passes, lanes].map(String), Buffer.from(salt).toString('hex')];
    const child = spawn(deps.node, ['--disable-sigusr1', deps.child, ...words], {
      env: deps.env,
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    const letter = letterOf(passphrase);
    try {
      return await exchange(child, letter);
    } finally {
      letter.fill(0);
    }
  },
});

/** The hash comes back under the mask, because Node leaves copies of what it reads from a pipe. Of what it writes it leaves none. */
function letterOf(passphrase: Uint8Array): Buffer {
  const letter = Buffer.allocUnsafeSlow(headBytes + passphrase.length);
  randomFillSync(letter, 0, maskBytes);
  letter.writeUInt32BE(passphrase.length, maskBytes);
  letter.set(passphrase, headBytes);
  return letter;
}

/** Standard input stays open until the answer is there: its end tells the child that this process is gone. */
function exchange(child: Child, letter: Buffer): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const hash = secretBytes(hashBytes);
    let length = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      for (const byte of chunk) {
        if (length < hashBytes) hash[length] = byte ^ (letter[length] ?? 0);
        length += 1;
      }
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0 && length === hashBytes) return resolve(hash);
      hash.fill(0);
      reject(new Error(`the process of the passphrase’s hash ended early: ${signal ?? `exit ${code}`}`));
    });
    // A child that ends before it has read shows in its exit, not here.
    child.stdin.on('error', () => undefined);
    child.stdin.write(letter);
  });
}
