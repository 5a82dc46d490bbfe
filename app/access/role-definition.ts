import type { RoleDefinition } from '../contract/pool.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring, RowFields } from '../seal/keyring.ts';
import { turnRevision } from './access-revision.ts';
import type { GrantRow } from './grant-store.ts';
import { findRole, type Role, toRole } from './role.ts';
import type { RoleDefinitionRow } from './role-definition-store.ts';

/** The fields of a pool's role that the row's MAC covers. */
export const roleDefinitionFields = (row: Omit<RoleDefinitionRow, 'mac'>): RowFields => ({
  id: row.id,
  vaultId: row.vaultId,
  name: row.name,
  description: row.description,
  dataActions: row.dataActions.join(' '),
  notDataActions: row.notDataActions.join(' '),
  scopes: row.scopes.join(' '),
  createdOn: row.createdOn,
  changedOn: row.changedOn,
  changedBy: row.changedBy,
  deletedOn: row.deletion?.on,
  deletedBy: row.deletion?.by,
  rowVersion: row.rowVersion,
});

/** Writes a new role of a pool, or changes one, with MAC and manifest. @param before was checked. @throws VaultError Conflict */
export async function writeRoleDefinition(
  tx: Tx,
  keyring: Keyring,
  before: RoleDefinitionRow | undefined,
  said: Omit<RoleDefinitionRow, 'mac' | 'rowVersion'>,
): Promise<RoleDefinitionRow> {
  const row = { ...said, rowVersion: (before?.rowVersion ?? 0) + 1 };
  const fields = roleDefinitionFields(row);
  const marked = { ...row, mac: keyring.rowMac('role-definition', fields) };
  await (before ? tx.roleDefinitions.update(marked) : tx.roleDefinitions.insert(marked));
  await keyring.updateManifest(tx, 'role-definition', before && roleDefinitionFields(before), fields);
  await turnRevision(tx, keyring, marked);
  return marked;
}

/** One of this id, also a deleted one. @throws VaultError IntegrityViolation when the row was edited outside the house */
export async function findRoleDefinition(tx: Tx, keyring: Keyring, id: string): Promise<RoleDefinitionRow | undefined> {
  const row = await tx.roleDefinitions.find(id);
  if (row) checkRoleDefinition(keyring, row);
  return row;
}

/** @throws VaultError IntegrityViolation when the row was edited outside the house */
export const checkRoleDefinition = (keyring: Keyring, row: RoleDefinitionRow): void =>
  keyring.checkRow('role-definition', row, roleDefinitionFields);

/** One that its pool has. @throws VaultError RoleNotFound, IntegrityViolation */
export async function getRoleDefinition(
  tx: Tx,
  keyring: Keyring,
  { vaultId, id }: Pick<RoleDefinitionRow, 'vaultId' | 'id'>,
): Promise<RoleDefinitionRow> {
  const row = await findRoleDefinition(tx, keyring, id.toLowerCase());
  if (!row || row.deletion || row.vaultId !== vaultId) throw new VaultError('RoleNotFound', {});
  return row;
}

/** As a role that can be held. */
export const toCustomRole = ({ id, name, description, dataActions, notDataActions }: RoleDefinitionRow): Role =>
  toRole('pool')({ id, name, description, actions: [], notActions: [], dataActions, notDataActions });

/** Of roles that are held those that are not built in, by id. @throws VaultError IntegrityViolation */
export async function readCustomRoles(
  tx: Tx,
  keyring: Keyring,
  grants: readonly Pick<GrantRow, 'roleId'>[],
): Promise<ReadonlyMap<string, Role>> {
  const roles = new Map<string, Role>();
  for (const id of new Set(grants.map(({ roleId }) => roleId))) {
    const row = findRole(id) ? undefined : await findRoleDefinition(tx, keyring, id);
    if (row && !row.deletion) roles.set(id, toCustomRole(row));
  }
  return roles;
}

/** A pool's own role as the window sees it. @param assignments in force or to come */
export const toRoleDefinition = (row: RoleDefinitionRow, assignments: number): RoleDefinition => ({
  id: row.id,
  name: row.name,
  description: row.description,
  kind: 'custom',
  dataActions: [...row.dataActions],
  notDataActions: [...row.notDataActions],
  scopes: [...row.scopes],
  assignments,
  changedOn: row.changedOn,
  changedBy: row.changedBy,
  revision: row.rowVersion,
});

/** Takes away the roles of a pool that is no more. */
export async function deleteRoleDefinitions(
  tx: Tx,
  keyring: Keyring,
  vaultId: string,
  { time, by }: { readonly time: number; readonly by: string },
): Promise<void> {
  for (const row of await tx.roleDefinitions.list(vaultId)) {
    checkRoleDefinition(keyring, row);
    await writeRoleDefinition(tx, keyring, row, { ...row, deletion: { on: time, by } });
  }
}
