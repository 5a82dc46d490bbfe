import { VaultError } from '../contract/vault-error.ts';
import type { VaultStore } from '../vault/vault-store.ts';
import { pageOfDue } from './due-page.ts';
import { compareText } from './order.ts';
import type { Desk } from './tables.ts';

export const createMemoryVaultStore = (desk: Desk): VaultStore => ({
  find: async (nameKey) => desk.look().vaults.find(nameKey),
  findById: async (id) => desk.look().vaults.select((row) => row.id === id)[0],
  insert: async (row) => {
    const { vaults } = desk.change();
    if (vaults.has(row.nameKey)) throw new VaultError('VaultAlreadyExists', { name: row.name });
    if (vaults.select((other) => other.id === row.id).length > 0) throw new VaultError('Conflict', { name: row.id });
    vaults.put(row.nameKey, row);
  },
  update: async (row) => {
    const { vaults } = desk.change();
    const before = vaults.select((other) => other.id === row.id)[0];
    if (!before) throw new Error(`no vault ${row.id}`);
    if (before.nameKey !== row.nameKey && vaults.has(row.nameKey)) throw new VaultError('Conflict', { name: row.name });
    vaults.removeWhere((other) => other.id === row.id);
    vaults.put(row.nameKey, row);
  },
  remove: async (id) => {
    const { vaults, secrets, keys } = desk.change();
    if ([secrets, keys].some((rows) => rows.select((row) => row.vaultId === id).length > 0)) throw new VaultError('Conflict', { name: id });
    vaults.removeWhere((row) => row.id === id);
  },
  list: async (after, limit, deleted) =>
    desk
      .look()
      .vaults.select(
        (row) =>
          (after === undefined || compareText(row.nameKey, after) > 0) &&
          (deleted === undefined || (row.deletion !== undefined) === deleted),
      )
      .sort((a, b) => compareText(a.nameKey, b.nameKey))
      .slice(0, limit),
  listDue: async (time, page) =>
    pageOfDue(
      desk.look().vaults.select(({ deletion }) => deletion !== undefined),
      time,
      page,
    ),
});
