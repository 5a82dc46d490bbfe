import { turnRevision } from '../access/access-revision.ts';
import { VaultError } from '../contract/vault-error.ts';
import { findLastChange } from '../audit/last-change.ts';
import { houseTarget, type Target } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring, RowFields } from '../seal/keyring.ts';
import type { GroupRow } from './group-store.ts';

/** The fields of a group that the row's MAC covers. */
export const groupFields = (row: Omit<GroupRow, 'mac'>): RowFields => ({
  id: row.id,
  tenantId: row.tenantId,
  name: row.name,
  nameKey: row.nameKey,
  description: row.description,
  createdOn: row.createdOn,
  createdBy: row.createdBy,
  deletedOn: row.deletion?.on,
  deletedBy: row.deletion?.by,
  rowVersion: row.rowVersion,
});

/** A group as it is made. */
export type NewGroup = Omit<GroupRow, 'mac' | 'rowVersion' | 'nameKey' | 'deletion'>;

/** Writes a new group, with MAC and manifest. @throws VaultError Conflict when the name is taken */
export async function addGroup(tx: Tx, keyring: Keyring, group: NewGroup): Promise<GroupRow> {
  const row = { ...group, nameKey: group.name.toLowerCase(), deletion: undefined, rowVersion: 1 };
  const fields = groupFields(row);
  const marked = { ...row, mac: keyring.rowMac('group', fields) };
  await tx.groups.insert(marked);
  await keyring.updateManifest(tx, 'group', undefined, fields);
  await turnRevision(tx, keyring, marked);
  return marked;
}

/** Replaces a group's row, with MAC and manifest. @throws VaultError Conflict when the name is taken */
export async function changeGroup(
  tx: Tx,
  keyring: Keyring,
  before: GroupRow,
  change: Partial<Pick<GroupRow, 'name' | 'description' | 'deletion'>>,
): Promise<GroupRow> {
  const { mac: _old, ...rest } = { ...before, ...change, rowVersion: before.rowVersion + 1 };
  const row = { ...rest, nameKey: rest.name.toLowerCase() };
  const fields = groupFields(row);
  const marked = { ...row, mac: keyring.rowMac('group', fields) };
  await tx.groups.update(marked);
  await keyring.updateManifest(tx, 'group', groupFields(before), fields);
  await turnRevision(tx, keyring, marked);
  return marked;
}

/** @throws VaultError IntegrityViolation when the row was edited outside the house */
export const checkGroup = (keyring: Keyring, row: GroupRow): void => keyring.checkRow('group', row, groupFields);

/** A group that is not deleted. @throws VaultError GroupNotFound; IntegrityViolation when the row was edited outside the house */
export async function getGroupRow(tx: Tx, keyring: Keyring, id: string): Promise<GroupRow> {
  const row = await tx.groups.find(id);
  if (!row || row.deletion) throw new VaultError('GroupNotFound', {});
  checkGroup(keyring, row);
  return row;
}

/** A group as authorization and the log see it. */
export const groupTarget = async (tx: Tx, id: string): Promise<Target> => houseTarget((await tx.groups.find(id))?.name ?? 'unknown group');

/** A group as somebody saw it. @throws VaultError GroupNotFound, IntegrityViolation, ChangedMeanwhile */
export async function getSeenGroup(tx: Tx, keyring: Keyring, { id, revision }: { id: string; revision: number }): Promise<GroupRow> {
  const row = await getGroupRow(tx, keyring, id);
  if (row.rowVersion === revision) return row;
  const last = await findLastChange(tx, row.name, ['GroupPut']);
  throw new VaultError('ChangedMeanwhile', { name: row.name, changedBy: last?.by ?? row.createdBy, changedOn: last?.on ?? row.createdOn });
}
