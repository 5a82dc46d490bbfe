import { VaultError } from '../contract/vault-error.ts';
import type { HouseKeyStore } from '../seal/house-key-store.ts';
import { compareText } from './order.ts';
import type { Desk } from './tables.ts';

export const createMemoryHouseKeyStore = (desk: Desk): HouseKeyStore => ({
  insert: async (row) => {
    const { houseKeys } = desk.change();
    if (houseKeys.has(row.id)) throw new VaultError('Conflict', { name: row.id });
    houseKeys.put(row.id, row);
  },
  update: async (row) => {
    const { houseKeys } = desk.change();
    if (!houseKeys.has(row.id)) throw new Error(`no key ${row.id}`);
    houseKeys.put(row.id, row);
  },
  find: async (id) => desk.look().houseKeys.find(id),
  list: async (purpose) =>
    desk
      .look()
      .houseKeys.select((row) => row.purpose === purpose)
      .sort((a, b) => b.from - a.from || compareText(a.id, b.id)),
  remove: async (id) => desk.change().houseKeys.removeWhere((row) => row.id === id),
  scan: async (after, limit) =>
    desk
      .look()
      .houseKeys.select((row) => after === undefined || compareText(row.id, after) > 0)
      .sort((a, b) => compareText(a.id, b.id))
      .slice(0, limit),
});
