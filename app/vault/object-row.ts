import { VaultError } from '../contract/vault-error.ts';
import type { Keyring, RowFields } from '../seal/keyring.ts';
import type { DeletedRow, Noun, NounHouse } from './object-noun.ts';
import type { ObjectRow, ObjectTypes } from './object-store.ts';
import { deletionFields } from './vault.ts';

/** The fields that every object's MAC covers. */
export const objectFields = (row: ObjectRow): RowFields => ({
  id: row.id,
  vaultId: row.vaultId,
  name: row.name,
  nameKey: row.nameKey,
  currentVersion: row.currentVersion,
  createdOn: row.createdOn,
  ...deletionFields(row.deletion),
  rowVersion: row.rowVersion,
});

/** @throws VaultError IntegrityViolation when the row was edited outside the house */
export const checkObject = <T extends ObjectTypes>(noun: Noun<T>, keyring: Keyring, row: T['row']): void =>
  keyring.checkRow(noun.table, row, noun.fieldsOf);

/** The object of this name, wherever it is. @param name in any case. @throws VaultError IntegrityViolation */
export async function findObject<T extends ObjectTypes>(
  noun: Noun<T>,
  { tx, keyring }: NounHouse,
  vaultId: string,
  name: string,
): Promise<T['row'] | undefined> {
  const row = await noun.store(tx).find(vaultId, name.toLowerCase());
  if (row) checkObject(noun, keyring, row);
  return row;
}

/** @throws VaultError as the noun says where there is none, also for one in the recycle bin; IntegrityViolation */
export async function getObject<T extends ObjectTypes>(noun: Noun<T>, house: NounHouse, vaultId: string, name: string): Promise<T['row']> {
  const row = await findObject(noun, house, vaultId, name);
  if (!row || row.deletion) throw noun.notFound(name);
  return row;
}

/** @throws VaultError as the noun says when none of this name lies in the recycle bin; IntegrityViolation */
export async function getDeletedRow<T extends ObjectTypes>(
  noun: Noun<T>,
  house: NounHouse,
  vaultId: string,
  name: string,
): Promise<DeletedRow<T>> {
  const row = await findObject(noun, house, vaultId, name);
  if (!row?.deletion) throw noun.notFound(name);
  return { ...row, deletion: row.deletion };
}

/** The object of this name, if any. @throws VaultError ObjectIsDeletedButRecoverable when it lies in the recycle bin */
export async function findFreeObject<T extends ObjectTypes>(
  noun: Noun<T>,
  house: NounHouse,
  vaultId: string,
  name: string,
): Promise<T['row'] | undefined> {
  const found = await findObject(noun, house, vaultId, name);
  if (found?.deletion) throw new VaultError('ObjectIsDeletedButRecoverable', { name: found.name, purgeOn: found.deletion.purgeOn });
  return found;
}

/** A new object, before its MAC. */
export const newObject = (object: Pick<ObjectRow, 'id' | 'vaultId' | 'name' | 'currentVersion' | 'createdOn'>): ObjectRow => ({
  ...object,
  nameKey: object.name.toLowerCase(),
  deletion: undefined,
  rowVersion: 1,
  mac: new Uint8Array(0),
});

const withMac = <T extends ObjectTypes>(noun: Noun<T>, keyring: Keyring, row: T['row']): T['row'] => ({
  ...row,
  mac: keyring.rowMac(noun.table, noun.fieldsOf(row)),
});

/** Writes a new object with the row's MAC, and counts it in its vault's manifest. @param object its MAC is made here */
export async function addObject<T extends ObjectTypes>(noun: Noun<T>, { tx, keyring }: NounHouse, object: T['row']): Promise<T['row']> {
  const row = withMac(noun, keyring, object);
  await noun.store(tx).insert(row);
  await keyring.updateManifest(tx, noun.headSet(row.vaultId), undefined, noun.fieldsOf(row));
  return row;
}

/** Points an object at another version, moves it to the recycle bin or out of it. @param before was checked */
export async function changeObject<T extends ObjectTypes>(
  noun: Noun<T>,
  { tx, keyring }: NounHouse,
  before: T['row'],
  change: (row: T['row']) => T['row'],
): Promise<T['row']> {
  const row = withMac(noun, keyring, { ...change(before), rowVersion: before.rowVersion + 1 });
  await noun.store(tx).update(row);
  await keyring.updateManifest(tx, noun.headSet(row.vaultId), noun.fieldsOf(before), noun.fieldsOf(row));
  return row;
}
