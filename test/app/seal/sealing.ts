import type { Crypto, Keychain, PassphraseHash, SecretSharing } from '../../../app/seal/crypto.ts';
import { createArgon2 } from '../../../main/crypto/argon2.ts';
import { createNodeCrypto } from '../../../main/crypto/node-crypto.ts';
import { createSecretSharing } from '../../../main/crypto/secret-sharing.ts';

export const crypto = createNodeCrypto();
export const instanceId = '6f0d1c1e-7a53-4a3e-9a55-0f7f3c9f2f10';
export const argon2 = createArgon2();
export const secretSharing = createSecretSharing();
/** The cheapest cost that a slot may have. */
export const floor = { memoryKiB: 64 * 1024, passes: 3, lanes: 4 } as const;

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
export const fromUtf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

export const slotName = (label = 'Mine', id: string = globalThis.crypto.randomUUID()) => ({ id, label, createdOn: 1_700_000_000_000 });

/** Stands in for Argon2id where a test opens a slot thousands of times. */
export const cheapHash: PassphraseHash = {
  derive: (passphrase, salt, cost) => Promise.resolve(crypto.sha256(passphrase, salt, utf8(JSON.stringify(cost)))),
};

/** A keychain in memory, open to tests that tamper with it. */
export function mapKeychain(trust: 'trusted' | 'absent' | 'insecure' = 'trusted') {
  const items = new Map<string, Uint8Array>();
  const keychain: Keychain = {
    trust: () => Promise.resolve(trust),
    read: (account) => Promise.resolve(items.get(account)?.slice()),
    write: (account, value) => {
      items.set(account, value.slice());
      return Promise.resolve();
    },
    remove: (account) => {
      items.delete(account);
      return Promise.resolve();
    },
  };
  return { items, keychain };
}

/** Real primitives that remember every secret which they gave out, so that a test can see that it was zeroed. */
export function witnessed() {
  const secrets: Uint8Array[] = [];
  const seen = <B extends Uint8Array | undefined>(bytes: B): B => {
    if (bytes !== undefined) secrets.push(bytes);
    return bytes;
  };
  const watched: Crypto = {
    ...crypto,
    // Keys are 32 bytes; nonces, salts and set ids are shorter and no secrets.
    random: (length) => (length === 32 ? seen(crypto.random(length)) : crypto.random(length)),
    openAesGcm: (...args) => seen(crypto.openAesGcm(...args)),
    generateEd25519: () => {
      const pair = crypto.generateEd25519();
      seen(pair.seed);
      return pair;
    },
  };
  const hash: PassphraseHash = { derive: async (...args) => seen(await cheapHash.derive(...args)) };
  const sharing: SecretSharing = {
    split: async (...args) => (await secretSharing.split(...args)).map(seen),
    combine: async (...args) => seen(await secretSharing.combine(...args)),
  };
  return {
    crypto: watched,
    passphraseHash: hash,
    secretSharing: sharing,
    /** Those that still hold something, but for the ones that the test was given. */
    left: (...given: readonly (Uint8Array | undefined)[]) => secrets.filter((it) => !given.includes(it) && it.some((byte) => byte !== 0)),
    count: () => secrets.length,
  };
}

/** Every array that differs from `bytes` in one bit. */
export function* flips(bytes: Uint8Array): Generator<Uint8Array> {
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const flipped = bytes.slice();
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    yield flipped;
  }
}
