import type { Keyring, RowFields } from '../seal/keyring.ts';
import { bindingOf } from './secret.ts';
import type { SecretVersionRow } from './secret-store.ts';

/**
 * What the vault's manifest knows of a version: which it is, how often it changed, the key that opens it, and everything that lists show
 * of it, so that an edited attribute is noticed without opening values.
 * @throws VaultError IntegrityViolation when an attribute is one that no value was ever sealed with
 */
export const manifestFields = (keyring: Pick<Keyring, 'hashBinding'>, row: SecretVersionRow): RowFields => ({
  version: row.version,
  secretId: row.secretId,
  ordinal: row.ordinal,
  rowVersion: row.rowVersion,
  keyGeneration: row.keyGeneration,
  wrappedKey: row.wrappedKey,
  bindingHash: keyring.hashBinding(row.keyGeneration, bindingOf(row)),
  updatedOn: row.updatedOn,
  createdBy: row.createdBy,
  valueBytes: row.valueBytes,
});
