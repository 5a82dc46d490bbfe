import { VaultError } from '../contract/vault-error.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring, RowFields } from '../seal/keyring.ts';
import { deletionFields } from '../vault/vault.ts';
import type { SecretListing, SecretRow } from './secret-store.ts';

/** The fields of a secret that the row's MAC covers: which name stands for which secret, and which version is its current one. */
export function secretFields(row: Omit<SecretRow, 'mac'>): RowFields {
  return {
    id: row.id,
    vaultId: row.vaultId,
    name: row.name,
    nameKey: row.nameKey,
    currentVersion: row.currentVersion,
    createdOn: row.createdOn,
    ...deletionFields(row.deletion),
    rowVersion: row.rowVersion,
  };
}

const withMac = (keyring: Keyring, row: Omit<SecretRow, 'mac'>): SecretRow => ({
  ...row,
  mac: keyring.rowMac('secret', secretFields(row)),
});

/** @throws VaultError IntegrityViolation when the row was edited outside the house */
const checkSecret = (keyring: Keyring, row: SecretRow): void => keyring.checkRow('secret', row.id, secretFields(row), row.mac);

/** @throws VaultError IntegrityViolation when the secret was edited outside the house, or stands beside a version of another one */
export function checkListing(keyring: Keyring, { secret, head }: SecretListing): void {
  checkSecret(keyring, secret);
  if (head.secretId !== secret.id) throw new VaultError('IntegrityViolation', { what: 'secret', id: secret.id });
}

/** @param name in any case. @throws VaultError IntegrityViolation when the row was edited outside the house */
export async function findSecret(tx: Tx, keyring: Keyring, vaultId: string, name: string): Promise<SecretRow | undefined> {
  const row = await tx.secrets.find(vaultId, name.toLowerCase());
  if (row) checkSecret(keyring, row);
  return row;
}

/** Writes a new secret with the row's MAC. */
export async function addSecret(
  tx: Tx,
  keyring: Keyring,
  secret: Omit<SecretRow, 'mac' | 'rowVersion' | 'nameKey' | 'deletion'>,
): Promise<SecretRow> {
  const row = withMac(keyring, { ...secret, nameKey: secret.name.toLowerCase(), deletion: undefined, rowVersion: 1 });
  await tx.secrets.insert(row);
  return row;
}

/** Makes `version` the current one, with the row's MAC. @param before was checked */
export async function moveCurrent(tx: Tx, keyring: Keyring, before: SecretRow, version: string): Promise<SecretRow> {
  const { mac: _old, ...rest } = before;
  const row = withMac(keyring, { ...rest, currentVersion: version, rowVersion: before.rowVersion + 1 });
  await tx.secrets.update(row);
  return row;
}
