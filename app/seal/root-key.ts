import { VaultError } from '../contract/vault-error.ts';
import { associatedData } from './associated-data.ts';
import type { Crypto } from './crypto.ts';

/** Length of the root key and of every key of the house, in bytes. */
export const keyBytes = 32;

/**
 * What the root key is used for, each through a key of its own: `page` for the database's pages, `slot-file`, `anchor`,
 * `row` and `manifest` for their MACs, `master-wrap` for wrapping master keys, `log-hash` for hashed fields of the log,
 * `secret-backup` for files that hold one secret, `factor` for the secrets of second factors, `recovery-code` for the hashes of codes.
 */
export type RootPurpose =
  | 'page'
  | 'slot-file'
  | 'anchor'
  | 'row'
  | 'manifest'
  | 'master-wrap'
  | 'log-hash'
  | 'secret-backup'
  | 'factor'
  | 'recovery-code';

/**
 * Refuses a root key that was zeroed meanwhile: closing does not wait for slow work such as hashing a passphrase,
 * and nothing may ever be wrapped, marked or sealed under zeros.
 * @throws VaultError InstanceSealed
 */
export function assertRootKey(rootKey: Uint8Array): void {
  if (rootKey.every((byte) => byte === 0)) throw new VaultError('InstanceSealed', {});
}

/**
 * Derives the key for one purpose in one instance: HKDF-SHA-256 (RFC 5869) without salt.
 * @returns 32 bytes, which the caller zeroes
 * @throws VaultError InstanceSealed
 */
export function deriveFromRoot(crypto: Crypto, instanceId: string, rootKey: Uint8Array, purpose: RootPurpose): Uint8Array {
  assertRootKey(rootKey);
  return crypto.hkdfSha256(rootKey, new Uint8Array(0), associatedData(`strongroom/v1/root/${purpose}`, [instanceId]), keyBytes);
}
