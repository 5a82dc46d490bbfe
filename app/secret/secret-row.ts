import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { addObject, changeObject, findObject, getObject, newObject } from '../vault/object-row.ts';
import { secretNoun } from './secret-noun.ts';
import type { SecretRow } from './secret-store.ts';

/**
 * The secret of this name, unless it lies in the recycle bin.
 * @param name in any case. @throws VaultError IntegrityViolation when the row was edited outside the house
 */
export async function findSecret(tx: Tx, keyring: Keyring, vaultId: string, name: string): Promise<SecretRow | undefined> {
  const row = await findSecretRow(tx, keyring, vaultId, name);
  return row?.deletion ? undefined : row;
}

/** @throws VaultError SecretNotFound, also for one in the recycle bin; IntegrityViolation */
export const getSecretRow = (tx: Tx, keyring: Keyring, vaultId: string, name: string): Promise<SecretRow> =>
  getObject(secretNoun, { tx, keyring }, vaultId, name);

/** The secret of this name, wherever it is. @throws VaultError IntegrityViolation */
export const findSecretRow = (tx: Tx, keyring: Keyring, vaultId: string, name: string): Promise<SecretRow | undefined> =>
  findObject(secretNoun, { tx, keyring }, vaultId, name);

/** Writes a new secret with the row's MAC, and counts it in its vault's manifest of secrets. */
export const addSecret = (tx: Tx, keyring: Keyring, secret: Parameters<typeof newObject>[0]): Promise<SecretRow> =>
  addObject(secretNoun, { tx, keyring }, newObject(secret));

/** Points a secret at another version. @param before was checked */
export const pointSecret = (tx: Tx, keyring: Keyring, before: SecretRow, currentVersion: string): Promise<SecretRow> =>
  changeObject(secretNoun, { tx, keyring }, before, (row) => ({ ...row, currentVersion }));
