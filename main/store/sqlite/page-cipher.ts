import type Database from 'better-sqlite3-multiple-ciphers';

/**
 * AEGIS-256 (draft-irtf-cfrg-aegis-aead): authenticates every page with its number, and draws a 256-bit nonce for each write, so
 * that no count of writes under one key comes near a repetition. Named in full, so that a change of the library's default cannot change
 * the file.
 */
const cipher = { cipher: 'aegis', algorithm: 'aegis-256' } as const;

const rawPrefix = new TextEncoder().encode('raw:');

/**
 * Gives a fresh connection the key of its pages, as bytes and without derivation: it is uniformly random already.
 * @param pageKey 32 bytes
 * @throws Error when the library does not use the cipher that was asked for
 */
export function keyPages(database: Database, pageKey: Uint8Array): void {
  if (pageKey.length !== 32) throw new Error('a page key has 32 bytes');
  database.pragma(`cipher = '${cipher.cipher}'`);
  database.pragma(`algorithm = '${cipher.algorithm}'`);
  const raw = Buffer.alloc(rawPrefix.length + pageKey.length);
  raw.set(rawPrefix);
  raw.set(pageKey, rawPrefix.length);
  try {
    database.key(raw);
  } finally {
    raw.fill(0);
  }
  for (const [name, expected] of Object.entries(cipher)) {
    const found = database.pragma(name, { simple: true });
    if (found !== expected) throw new Error(`the store needs ${name} ${expected}, found ${String(found)}`);
  }
}
