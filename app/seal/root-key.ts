import { associatedData } from './associated-data.ts';
import type { Crypto } from './crypto.ts';

/** Length of the root key and of every key of the house, in bytes. */
export const keyBytes = 32;

/**
 * What the root key is used for, each through a key of its own: `page` for the database's pages, `slot-file`, `anchor`,
 * `row` and `manifest` for their MACs, `master-wrap` for wrapping master keys, `log-hash` for hashed fields of the log.
 */
export type RootPurpose = 'page' | 'slot-file' | 'anchor' | 'row' | 'manifest' | 'master-wrap' | 'log-hash';

/**
 * Derives the key for one purpose in one instance: HKDF-SHA-256 (RFC 5869) without salt.
 * @returns 32 bytes, which the caller zeroes
 */
export const deriveFromRoot = (crypto: Crypto, instanceId: string, rootKey: Uint8Array, purpose: RootPurpose): Uint8Array =>
  crypto.hkdfSha256(rootKey, new Uint8Array(0), associatedData(`strongroom/v1/root/${purpose}`, [instanceId]), keyBytes);
