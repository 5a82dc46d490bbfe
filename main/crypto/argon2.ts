import { hashRaw } from '@node-rs/argon2';
import type { PassphraseHash } from '../../app/seal/crypto.ts';

/** Numbers of the library's Argon2id and version 0x13, which are ambient const enums there. */
const argon2id = 2;
const version13 = 1;
const hashBytes = 32;

/** Argon2id on a thread of the pool: the engine goes on meanwhile. */
export function createArgon2(): PassphraseHash {
  return {
    async derive(passphrase, salt, cost) {
      const hash = await hashRaw(passphrase, {
        algorithm: argon2id,
        version: version13,
        salt,
        memoryCost: cost.memoryKiB,
        timeCost: cost.passes,
        parallelism: cost.lanes,
        outputLen: hashBytes,
      });
      const own = Uint8Array.from(hash);
      hash.fill(0);
      return own;
    },
  };
}
