import { VaultError } from '../contract/vault-error.ts';
import type { GroupRow, GroupStore } from '../identity/group-store.ts';
import { compareText } from './order.ts';
import type { Desk } from './tables.ts';

export function createMemoryGroupStore(desk: Desk): GroupStore {
  const live = (text = ''): GroupRow[] =>
    desk
      .look()
      .groups.select((row) => row.deletion === undefined && row.nameKey.includes(text))
      .sort((a, b) => compareText(a.nameKey, b.nameKey));

  const assertNameFree = (row: GroupRow): void => {
    const isSame = (other: GroupRow) => other.tenantId === row.tenantId && other.nameKey === row.nameKey && other.id !== row.id;
    if (row.deletion === undefined && live().some(isSame)) throw new VaultError('Conflict', { name: row.name });
  };

  return {
    insert: async (row) => {
      const { groups, tenants } = desk.change();
      if (!tenants.has(row.tenantId)) throw new Error(`no tenant ${row.tenantId}`);
      if (groups.has(row.id)) throw new VaultError('Conflict', { name: row.name });
      assertNameFree(row);
      groups.put(row.id, row);
    },
    update: async (row) => {
      const { groups } = desk.change();
      if (!groups.has(row.id)) throw new Error(`no group ${row.id}`);
      assertNameFree(row);
      groups.put(row.id, row);
    },
    find: async (id) => desk.look().groups.find(id),
    findAll: async (ids) =>
      desk
        .look()
        .groups.select((row) => ids.includes(row.id))
        .sort((a, b) => compareText(a.id, b.id)),
    findByName: async (nameKey) => live().find((row) => row.nameKey === nameKey),
    list: async (text, { after, limit }) =>
      live(text)
        .filter((row) => after === undefined || compareText(row.nameKey, after) > 0)
        .slice(0, limit),
    count: async (text) => live(text).length,
    scan: async (after, limit) =>
      desk
        .look()
        .groups.select((row) => after === undefined || compareText(row.id, after) > 0)
        .sort((a, b) => compareText(a.id, b.id))
        .slice(0, limit),
  };
}
