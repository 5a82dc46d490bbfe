import { VaultError } from '../contract/vault-error.ts';
import type { VaultStore } from '../vault/vault-store.ts';
import { compareText } from './order.ts';
import type { Desk } from './tables.ts';

export const createMemoryVaultStore = (desk: Desk): VaultStore => ({
  find: async (nameKey) => desk.look().vaults.find(nameKey),
  insert: async (row) => {
    const { vaults } = desk.change();
    if (vaults.has(row.nameKey)) throw new VaultError('VaultAlreadyExists', { name: row.name });
    if (vaults.select((other) => other.id === row.id).length > 0) throw new VaultError('Conflict', { name: row.id });
    vaults.put(row.nameKey, row);
  },
  update: async (row) => {
    const { vaults } = desk.change();
    if (vaults.find(row.nameKey)?.id !== row.id) throw new Error(`no vault ${row.id}`);
    vaults.put(row.nameKey, row);
  },
  remove: async (id) => {
    const { vaults, secrets } = desk.change();
    if (secrets.select((row) => row.vaultId === id).length > 0) throw new VaultError('Conflict', { name: id });
    vaults.removeWhere((row) => row.id === id);
  },
  list: async (after, limit) =>
    desk
      .look()
      .vaults.select((row) => after === undefined || compareText(row.nameKey, after) > 0)
      .sort((a, b) => compareText(a.nameKey, b.nameKey))
      .slice(0, limit),
});
