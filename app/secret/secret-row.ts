import { VaultError } from '../contract/vault-error.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring, RowFields } from '../seal/keyring.ts';
import { headSet } from '../seal/manifest.ts';
import { deletionFields } from '../vault/vault.ts';
import type { DeletedSecretRow, SecretListing, SecretRow } from './secret-store.ts';

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
export const checkSecret = (keyring: Keyring, row: SecretRow): void => keyring.checkRow('secret', row, secretFields);

/** @throws VaultError IntegrityViolation when the secret was edited outside the house, or stands beside a version of another one */
export function checkListing(keyring: Keyring, { secret, head }: SecretListing): void {
  checkSecret(keyring, secret);
  if (head.secretId !== secret.id) throw new VaultError('IntegrityViolation', { what: 'secret', id: secret.id });
}

/**
 * The secret of this name, unless it lies in the recycle bin.
 * @param name in any case. @throws VaultError IntegrityViolation when the row was edited outside the house
 */
export async function findSecret(tx: Tx, keyring: Keyring, vaultId: string, name: string): Promise<SecretRow | undefined> {
  const row = await findSecretRow(tx, keyring, vaultId, name);
  return row?.deletion ? undefined : row;
}

/** @throws VaultError SecretNotFound, also for one in the recycle bin; IntegrityViolation */
export async function getSecretRow(tx: Tx, keyring: Keyring, vaultId: string, name: string): Promise<SecretRow> {
  const row = await findSecret(tx, keyring, vaultId, name);
  if (!row) throw new VaultError('SecretNotFound', { name });
  return row;
}

/** @throws VaultError SecretNotFound when no secret of this name lies in the recycle bin; IntegrityViolation */
export async function getDeletedRow(tx: Tx, keyring: Keyring, vaultId: string, name: string): Promise<DeletedSecretRow> {
  const row = await findSecretRow(tx, keyring, vaultId, name);
  if (!row?.deletion) throw new VaultError('SecretNotFound', { name });
  return { ...row, deletion: row.deletion };
}

/** The secret of this name, wherever it is. @throws VaultError IntegrityViolation */
export async function findSecretRow(tx: Tx, keyring: Keyring, vaultId: string, name: string): Promise<SecretRow | undefined> {
  const row = await tx.secrets.find(vaultId, name.toLowerCase());
  if (row) checkSecret(keyring, row);
  return row;
}

/** Writes a new secret with the row's MAC, and counts it in its vault's manifest of secrets. */
export async function addSecret(
  tx: Tx,
  keyring: Keyring,
  secret: Omit<SecretRow, 'mac' | 'rowVersion' | 'nameKey' | 'deletion'>,
): Promise<SecretRow> {
  const row = withMac(keyring, { ...secret, nameKey: secret.name.toLowerCase(), deletion: undefined, rowVersion: 1 });
  await tx.secrets.insert(row);
  await keyring.updateManifest(tx, headSet(row.vaultId), undefined, secretFields(row));
  return row;
}

/** Points a secret at another version, or moves it to the recycle bin or out of it. @param before was checked */
export async function changeSecret(
  tx: Tx,
  keyring: Keyring,
  before: SecretRow,
  change: Partial<Pick<SecretRow, 'currentVersion' | 'deletion'>>,
): Promise<SecretRow> {
  const { mac: _old, ...rest } = before;
  const row = withMac(keyring, { ...rest, ...change, rowVersion: before.rowVersion + 1 });
  await tx.secrets.update(row);
  await keyring.updateManifest(tx, headSet(row.vaultId), secretFields(before), secretFields(row));
  return row;
}
