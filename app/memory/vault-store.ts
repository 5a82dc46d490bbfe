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
  list: async (after, limit) =>
    desk
      .look()
      .vaults.select((row) => after === undefined || compareText(row.nameKey, after) > 0)
      .sort((a, b) => compareText(a.nameKey, b.nameKey))
      .slice(0, limit),
});
