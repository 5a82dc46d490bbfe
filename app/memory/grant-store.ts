import type { GrantStore } from '../access/grant-store.ts';
import { VaultError } from '../contract/vault-error.ts';
import { compareText } from './order.ts';
import type { Desk } from './tables.ts';

export const createMemoryGrantStore = (desk: Desk): GrantStore => ({
  insert: async (row) => {
    const { grants } = desk.change();
    if (grants.has(row.id)) throw new VaultError('Conflict', { name: row.id });
    grants.put(row.id, row);
  },
  update: async (row) => {
    const { grants } = desk.change();
    if (!grants.has(row.id)) throw new Error(`no grant ${row.id}`);
    grants.put(row.id, row);
  },
  listWithin: async (scope) => {
    const above = scope.toLowerCase();
    return desk
      .look()
      .grants.select((row) => row.scope.toLowerCase() === above || row.scope.toLowerCase().startsWith(`${above}/`))
      .sort((a, b) => compareText(a.id, b.id));
  },
  listOf: async (principalIds) =>
    desk
      .look()
      .grants.select((row) => principalIds.includes(row.principalId))
      .sort((a, b) => a.from - b.from || compareText(a.id, b.id)),
  scan: async (after, limit) =>
    desk
      .look()
      .grants.select((row) => after === undefined || compareText(row.id, after) > 0)
      .sort((a, b) => compareText(a.id, b.id))
      .slice(0, limit),
});
