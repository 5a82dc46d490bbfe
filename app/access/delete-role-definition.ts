import { RoleDefinitionDelete } from '../contract/pool.ts';
import { VaultError } from '../contract/vault-error.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { getVault, poolTarget } from '../vault/vault.ts';
import { countAssigned } from './list-role-definition.ts';
import { findRole } from './role.ts';
import { getRoleDefinition, toRoleDefinition, writeRoleDefinition } from './role-definition.ts';

/** Takes one of a pool's own roles away, which nobody holds or will. Built-in ones stay. */
export const deleteRoleDefinition: RoomOperation<typeof RoleDefinitionDelete> = {
  at: 'room',
  shape: RoleDefinitionDelete,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/managedHsm/roleDefinitions/delete/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: { id: kept((input) => input.id), role: kept((_input, output) => output?.name) },
  target: (input, tx, keyring) => poolTarget(tx, keyring, input.vault, 'roles'),
  async run(room, { vault: name, id }) {
    const { tx, keyring, time, principal } = room;
    const vault = await getVault(tx, keyring, name);
    if (findRole(id)) throw new VaultError('BadParameter', { issues: [{ path: 'id', problem: 'built_in' }] });
    const before = await getRoleDefinition(tx, keyring, { vaultId: vault.id, id });
    const assignments = await countAssigned(room, vault, before.id);
    if (assignments > 0) throw new VaultError('RoleInUse', { name: before.name, assignments });
    const deletion = { on: time, by: principal.name };
    return toRoleDefinition(await writeRoleDefinition(tx, keyring, before, { ...before, deletion }), 0);
  },
};
