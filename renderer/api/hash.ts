import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import type { Hash } from '../../app/contract/key-algorithm.ts';
import { CancelledError } from '../../app/contract/vault-error.ts';

const running = { 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 } as const;

/** As much as is hashed between two looks at the window, in bytes: a few milliseconds of work. */
const sliceBytes = 512 * 1024;

/** @param bytes stay the caller's */
export const hashBytes = async (bytes: Uint8Array<ArrayBuffer>, hash: Hash): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest(hash, bytes));

/**
 * Hashes a file slice by slice, none of which stays: WebCrypto would have to hold the whole of it.
 * @param onDone told after each slice how many bytes are through
 * @throws CancelledError; DOMException where the file can't be read any more
 */
export async function hashFile(file: Blob, hash: Hash, { signal, onDone }: HashOptions): Promise<Uint8Array> {
  const state = running[hash].create();
  try {
    for (let from = 0; from < file.size; from += sliceBytes) {
      if (signal.aborted) throw new CancelledError();
      const slice = new Uint8Array(await file.slice(from, from + sliceBytes).arrayBuffer());
      state.update(slice);
      slice.fill(0);
      onDone(Math.min(file.size, from + sliceBytes));
    }
    return state.digest();
  } finally {
    state.destroy();
  }
}

interface HashOptions {
  readonly signal: AbortSignal;
  readonly onDone: (bytes: number) => void;
}
