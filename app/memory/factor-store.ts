import { VaultError } from '../contract/vault-error.ts';
import type { FactorStore } from '../identity/factor-store.ts';
import { compareText } from './order.ts';
import type { Desk } from './tables.ts';

export const createMemoryFactorStore = (desk: Desk): FactorStore => ({
  insert: async (row) => {
    const { factors, people } = desk.change();
    if (!people.has(row.personId)) throw new Error(`no person ${row.personId}`);
    if (factors.has(row.id)) throw new VaultError('Conflict', { name: row.id });
    factors.put(row.id, row);
  },
  update: async (row) => {
    const { factors } = desk.change();
    if (!factors.has(row.id)) throw new Error(`no factor ${row.id}`);
    factors.put(row.id, row);
  },
  find: async (id) => desk.look().factors.find(id),
  listOf: async (ids) =>
    desk
      .look()
      .factors.select((row) => ids.includes(row.personId))
      .sort((a, b) => a.createdOn - b.createdOn || compareText(a.id, b.id)),
  remove: async (id) => desk.change().factors.removeWhere((row) => row.id === id),
  scan: async (after, limit) =>
    desk
      .look()
      .factors.select((row) => after === undefined || compareText(row.id, after) > 0)
      .sort((a, b) => compareText(a.id, b.id))
      .slice(0, limit),
});
