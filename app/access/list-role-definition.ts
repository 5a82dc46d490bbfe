import { type RoleDefinition, RoleDefinitionGet, RoleDefinitionList } from '../contract/pool.ts';
import type { Room, RoomOperation } from '../operation/operation.ts';
import { getVault, poolTarget, vaultResourceId } from '../vault/vault.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import { findRole, type Role, roles } from './role.ts';
import { checkRoleDefinition, getRoleDefinition, toRoleDefinition } from './role-definition.ts';

const readRoles = { kind: 'dataAction', action: 'Microsoft.KeyVault/managedHsm/roleDefinitions/read/action' } as const;

/** The roles that can be assigned in a pool. */
export const listRoleDefinition: RoomOperation<typeof RoleDefinitionList> = {
  at: 'room',
  shape: RoleDefinitionList,
  needs: readRoles,
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: (input, tx, keyring) => poolTarget(tx, keyring, input.vault, 'roles'),
  async run(room, input) {
    const vault = await getVault(room.tx, room.keyring, input.vault);
    const items = builtIn.map(toBuiltIn);
    for (const row of await room.tx.roleDefinitions.list(vault.id)) {
      checkRoleDefinition(room.keyring, row);
      items.push(toRoleDefinition(row, await countAssigned(room, vault, row.id)));
    }
    return { items };
  },
};

/** One of them. */
export const getOneRoleDefinition: RoomOperation<typeof RoleDefinitionGet> = {
  at: 'room',
  shape: RoleDefinitionGet,
  needs: readRoles,
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: (input, tx, keyring) => poolTarget(tx, keyring, input.vault, 'roles'),
  async run(room, { vault: name, id }) {
    const vault = await getVault(room.tx, room.keyring, name);
    const role = findRole(id);
    if (role?.kind === 'pool') return toBuiltIn(role);
    const row = await getRoleDefinition(room.tx, room.keyring, { vaultId: vault.id, id });
    return toRoleDefinition(row, await countAssigned(room, vault, row.id));
  },
};

const builtIn = roles.filter(({ kind }) => kind === 'pool');

const toBuiltIn = ({ id, name, description, dataActions }: Role): RoleDefinition => ({
  id,
  name,
  description,
  kind: 'built-in',
  dataActions: [...dataActions],
  notDataActions: [],
  scopes: ['/'],
  assignments: 0,
  revision: 0,
});

/** How many assignments of a role are in force in a pool, or to come. */
export async function countAssigned({ tx, time }: Pick<Room, 'tx' | 'time'>, vault: VaultRow, roleId: string): Promise<number> {
  const scope = { within: vaultResourceId(vault).toLowerCase() };
  return tx.grants.count({ scope, roleId, states: ['in force', 'to come'], time });
}
