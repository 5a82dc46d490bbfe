import type { RowFields } from '../seal/keyring.ts';
import type { SecretVersionRow } from './secret-store.ts';

/** What the vault's manifest knows of a version: which it is, how often it changed, and the key that opens it. */
export const manifestFields = (row: SecretVersionRow): RowFields => ({
  version: row.version,
  secretId: row.secretId,
  ordinal: row.ordinal,
  rowVersion: row.rowVersion,
  keyGeneration: row.keyGeneration,
  wrappedKey: row.wrappedKey,
});
