import { VaultError } from '../contract/vault-error.ts';
import type { DirectoryStore, PersonRow } from '../identity/directory-store.ts';
import { compareText } from './order.ts';
import { keyOf, type Table } from './table.ts';
import type { Desk, Tables } from './tables.ts';

export const createMemoryDirectoryStore = (desk: Desk): DirectoryStore => ({
  ...organisation(desk),
  ...people(desk),
});

type People = 'insertPerson' | 'updatePerson' | 'findPerson' | 'findPersonById' | 'listPeople';

function organisation(desk: Desk): Omit<DirectoryStore, People> {
  return {
    insertTenant: async (row) => {
      insert(desk.change().tenants, row.id, row);
    },
    findTenant: async () => desk.look().tenants.select(() => true)[0],
    insertSubscription: async (row) => {
      const tables = desk.change();
      requireTenant(tables, row.tenantId);
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
  };
}

function people(desk: Desk): Pick<DirectoryStore, People> {
  return {
    insertPerson: async (row) => {
      const tables = desk.change();
      requireTenant(tables, row.tenantId);
      assertNameFree(tables.people, row);
      insert(tables.people, row.id, row);
    },
    updatePerson: async (row) => {
      const tables = desk.change();
      if (!tables.people.has(row.id)) throw new Error(`no person ${row.id}`);
      assertNameFree(tables.people, row);
      tables.people.put(row.id, row);
    },
    findPerson: async (nameKey) => desk.look().people.select((row) => row.nameKey === nameKey)[0],
    findPersonById: async (id) => desk.look().people.find(id),
    listPeople: async () =>
      desk
        .look()
        .people.select(() => true)
        .sort((a, b) => compareText(a.nameKey, b.nameKey)),
  };
}

const subscriptionsOf = (tables: Tables, tenantId: string) =>
  tables.subscriptions.select((row) => row.tenantId === tenantId).sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id));

function insert<R>(table: Table<R>, key: string, row: R & { readonly name: string }): void {
  if (table.has(key)) throw new VaultError('Conflict', { name: row.name });
  table.put(key, row);
}

function requireTenant(tables: Tables, tenantId: string): void {
  if (!tables.tenants.has(tenantId)) throw new Error(`no tenant ${tenantId}`);
}

function assertNameFree(people: Table<PersonRow>, row: PersonRow): void {
  const same = people.select((other) => other.tenantId === row.tenantId && other.nameKey === row.nameKey && other.id !== row.id);
  if (same.length > 0) throw new VaultError('Conflict', { name: row.name });
}
