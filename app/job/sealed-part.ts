import { type ErrorData, VaultError } from '../contract/vault-error.ts';
import type { Crypto } from '../seal/crypto.ts';
import { giveBack } from '../seal/secret-bytes.ts';
import type { Scratch } from './scratch.ts';

/** Bytes in parts that lie sealed on the disk, under a key that only this process knows. */
export interface SealedParts {
  /** Of all parts, as they were given. */
  readonly sizeBytes: number;
  /** Puts a part behind those before it; one call at a time. It stays the caller's. @throws VaultError StoreUnavailable */
  add(part: Uint8Array): Promise<void>;
  /**
   * Reads the parts one by one; each is zeroed, and empty, when the next is asked for.
   * @throws VaultError StagedNotFound once they are closed; StoreUnavailable, StoreDamaged
   */
  each(): AsyncIterable<Uint8Array>;
  /** Zeroes the key, and with it all that was sealed under it. */
  close(): void;
}

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const noData = new Uint8Array(0);

/** The place of a part is its nonce: no part stands for another, and which there are is known here alone. */
function nonceOf(place: number): Uint8Array {
  const nonce = new Uint8Array(nonceBytes);
  new DataView(nonce.buffer).setUint32(nonceBytes - 4, place);
  return nonce;
}

export interface SealedPartDeps {
  readonly crypto: Crypto;
  /** Becomes its own. */
  readonly scratch: Scratch;
  /** How errors call it once it is closed. */
  readonly what: ErrorData<'StagedNotFound'>['what'];
}

export function createSealedParts({ crypto, scratch, what }: SealedPartDeps): SealedParts {
  const key = crypto.random(keyBytes);
  const lengths: number[] = [];
  let sizeBytes = 0;
  let closed = false;

  function assertOpen(): void {
    if (closed) throw new VaultError('StagedNotFound', { what });
  }

  async function read(place: number, from: number): Promise<Uint8Array> {
    const sealed = new Uint8Array((lengths[place] ?? 0) + tagBytes);
    assertOpen();
    await scratch.read(from, sealed);
    assertOpen();
    const part = crypto.openAesGcm(key, nonceOf(place), noData, sealed);
    giveBack(sealed);
    if (!part) throw new VaultError('StoreDamaged', { detail: what });
    return part;
  }

  return {
    get sizeBytes() {
      return sizeBytes;
    },
    async add(part) {
      assertOpen();
      const sealed = crypto.sealAesGcm(key, nonceOf(lengths.length), noData, part);
      lengths.push(part.length);
      sizeBytes += part.length;
      await scratch.append(sealed);
      giveBack(sealed);
    },
    async *each() {
      let from = 0;
      for (const [place, length] of lengths.entries()) {
        const part = await read(place, from);
        from += length + tagBytes;
        try {
          yield part;
        } finally {
          giveBack(part);
        }
      }
    },
    close() {
      if (closed) return;
      closed = true;
      key.fill(0);
      scratch.close();
    },
  };
}
