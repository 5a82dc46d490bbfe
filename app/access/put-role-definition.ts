import type { Input } from '../contract/operation.ts';
import { RoleDefinitionPut } from '../contract/pool.ts';
import { VaultError } from '../contract/vault-error.ts';
import { kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { getVault, poolTarget, vaultResourceId } from '../vault/vault.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import { getStanding } from './escalation.ts';
import { countAssigned } from './list-role-definition.ts';
import { assertMayAssign } from './may-assign.ts';
import { defineInPool } from './pool-need.ts';
import { findRole, roles } from './role.ts';
import { findRoleDefinition, toRoleDefinition, writeRoleDefinition } from './role-definition.ts';
import type { RoleDefinitionRow } from './role-definition-store.ts';

/** A pool has at most so many roles of its own. */
const most = 100;

const refuse = (path: string, problem: string, limit?: number): VaultError =>
  new VaultError('BadParameter', { issues: [{ path, problem, ...(limit !== undefined && { limit }) }] });

/** Makes a role of a pool's own, or changes one. Who changes one that is assigned must be allowed to assign it. */
export const putRoleDefinition: RoomOperation<typeof RoleDefinitionPut> = {
  at: 'room',
  shape: RoleDefinitionPut,
  needs: defineInPool,
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {
    id: kept((input, output) => output?.id ?? input.id),
    role: kept((input) => input.name),
    dataActions: kept((input) => input.dataActions.join(' ')),
    notDataActions: kept((input) => input.notDataActions.join(' ') || undefined),
    scopes: kept((input) => input.scopes.join(' ')),
  },
  target: (input, tx, keyring) => poolTarget(tx, keyring, input.vault, 'roles'),
  async run(room, input) {
    const { tx, keyring, time, principal } = room;
    const vault = await getVault(tx, keyring, input.vault);
    const before = await findBefore(room, vault, input);
    await assertNameFree(room, vault, { id: before?.id, name: input.name });
    const assignments = before ? await countAssigned(room, vault, before.id) : 0;
    const standing = await getStanding(room);
    if (before && assignments > 0) assertMayAssign(standing, { roleId: before.id, scope: vaultResourceId(vault), time });
    const row = await writeRoleDefinition(tx, keyring, before, {
      id: before?.id ?? input.id?.toLowerCase() ?? room.newId(),
      vaultId: vault.id,
      name: input.name,
      description: input.description,
      dataActions: [...new Set(input.dataActions)],
      notDataActions: [...new Set(input.notDataActions)],
      scopes: [...new Set(input.scopes)],
      createdOn: before?.createdOn ?? time,
      changedOn: time,
      changedBy: principal.name,
      deletion: undefined,
    });
    return toRoleDefinition(row, assignments);
  },
};

/** @throws VaultError Conflict for an id that is another's; RoleNotFound where a change was seen of what is not there; ChangedMeanwhile */
async function findBefore(
  { tx, keyring }: Pick<Room, 'tx' | 'keyring'>,
  vault: VaultRow,
  { id, revision, name }: Input<'RoleDefinitionPut'>,
): Promise<RoleDefinitionRow | undefined> {
  if (id !== undefined && findRole(id)) throw new VaultError('Conflict', { name });
  const before = id === undefined ? undefined : await findRoleDefinition(tx, keyring, id.toLowerCase());
  if (before && before.vaultId !== vault.id) throw new VaultError('Conflict', { name });
  if (revision === undefined) return before;
  if (!before || before.deletion) throw new VaultError('RoleNotFound', {});
  const { rowVersion, changedBy, changedOn } = before;
  if (rowVersion !== revision) throw new VaultError('ChangedMeanwhile', { name: before.name, changedBy, changedOn });
  return before;
}

/** Names tell people which is which. @throws VaultError NameTaken, BadParameter where there are too many */
async function assertNameFree(
  { tx }: Pick<Room, 'tx'>,
  vault: VaultRow,
  { id, name }: { readonly id: string | undefined; readonly name: string },
): Promise<void> {
  const others = (await tx.roleDefinitions.list(vault.id)).filter((row) => row.id !== id);
  const isSame = (other: { readonly name: string }) => other.name.toLowerCase() === name.toLowerCase();
  if (roles.some(isSame) || others.some(isSame)) throw new VaultError('NameTaken', { name });
  if (others.length >= most) throw refuse('vault', 'too_many', most);
}
