import { VaultError } from '../contract/vault-error.ts';
import type { DirectoryStore } from '../identity/directory-store.ts';
import { compareText } from './order.ts';
import { createMemoryPersonStore } from './person-store.ts';
import { keyOf, type Table } from './table.ts';
import type { Desk, Tables } from './tables.ts';

export const createMemoryDirectoryStore = (desk: Desk): DirectoryStore => ({
  ...createMemoryPersonStore(desk),
  insertTenant: async (row) => {
    insert(desk.change().tenants, row.id, row);
  },
  findTenant: async () => desk.look().tenants.select(() => true)[0],
  insertSubscription: async (row) => {
    const tables = desk.change();
    if (!tables.tenants.has(row.tenantId)) throw new Error(`no tenant ${row.tenantId}`);
    insert(tables.subscriptions, row.id, row);
  },
  listSubscriptions: async (tenantId) => subscriptionsOf(desk.look(), tenantId),
  insertResourceGroup: async (row) => {
    const tables = desk.change();
    if (!tables.subscriptions.has(row.subscriptionId)) throw new Error(`no subscription ${row.subscriptionId}`);
    insert(tables.resourceGroups, keyOf(row.subscriptionId, row.name), row);
  },
  listResourceGroups: async (tenantId) => {
    const subscriptions = new Set(subscriptionsOf(desk.look(), tenantId).map((row) => row.id));
    return desk
      .look()
      .resourceGroups.select((row) => subscriptions.has(row.subscriptionId))
      .sort((a, b) => compareText(a.name, b.name) || compareText(a.subscriptionId, b.subscriptionId));
  },
});

const subscriptionsOf = (tables: Tables, tenantId: string) =>
  tables.subscriptions.select((row) => row.tenantId === tenantId).sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id));

function insert<R>(table: Table<R>, key: string, row: R & { readonly name: string }): void {
  if (table.has(key)) throw new VaultError('Conflict', { name: row.name });
  table.put(key, row);
}
