import type { RoleDefinitionRow, RoleDefinitionStore } from '../access/role-definition-store.ts';
import { VaultError } from '../contract/vault-error.ts';
import { compareText } from './order.ts';
import type { Desk } from './tables.ts';

const byName = (a: RoleDefinitionRow, b: RoleDefinitionRow): number =>
  compareText(a.name.toLowerCase(), b.name.toLowerCase()) || compareText(a.id, b.id);

export const createMemoryRoleDefinitionStore = (desk: Desk): RoleDefinitionStore => ({
  insert: async (row) => {
    const { roleDefinitions } = desk.change();
    if (roleDefinitions.has(row.id)) throw new VaultError('Conflict', { name: row.name });
    roleDefinitions.put(row.id, row);
  },
  update: async (row) => {
    const { roleDefinitions } = desk.change();
    if (!roleDefinitions.has(row.id)) throw new Error(`no role ${row.id}`);
    roleDefinitions.put(row.id, row);
  },
  find: async (id) => desk.look().roleDefinitions.find(id),
  list: async (vaultId) =>
    desk
      .look()
      .roleDefinitions.select((row) => row.vaultId === vaultId && row.deletion === undefined)
      .sort(byName),
  scan: async (after = '', limit) =>
    desk
      .look()
      .roleDefinitions.select((row) => compareText(row.id, after) > 0)
      .sort((a, b) => compareText(a.id, b.id))
      .slice(0, limit),
});
