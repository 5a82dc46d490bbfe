import * as z from 'zod';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { DirectoryStore, PersonRow, ResourceGroupRow, SubscriptionRow, TenantRow } from '../../../app/identity/directory-store.ts';
import { bytes, flag } from './column.ts';
import type { Sql, Value } from './connection.ts';

const tenant: z.ZodType<TenantRow> = z.object({ id: z.string(), name: z.string(), createdOn: z.number() });
const subscription: z.ZodType<SubscriptionRow> = z.object({ id: z.string(), tenantId: z.string(), name: z.string() });
const resourceGroup: z.ZodType<ResourceGroupRow> = z.object({ subscriptionId: z.string(), name: z.string() });
const person: z.ZodType<PersonRow> = z.object({
  id: z.string(),
  tenantId: z.string(),
  name: z.string(),
  nameKey: z.string(),
  displayName: z.string(),
  enabled: flag,
  createdOn: z.number(),
  passwordSalt: bytes,
  passwordCost: z.string(),
  passwordHash: bytes,
  rowVersion: z.number(),
  mac: bytes,
});

const selectPerson = `select id, tenant_id as tenantId, name, name_key as nameKey, display_name as displayName, enabled,
  created_on as createdOn, password_salt as passwordSalt, password_cost as passwordCost, password_hash as passwordHash,
  row_version as rowVersion, mac from person`;

const updatePerson = `update person set tenant_id = @tenant_id, name = @name, name_key = @name_key, display_name = @display_name,
  enabled = @enabled, created_on = @created_on, password_salt = @password_salt, password_cost = @password_cost,
  password_hash = @password_hash, row_version = @row_version, mac = @mac where id = @id`;

const subscriptionsOf = 'select id, tenant_id as tenantId, name from subscription where tenant_id = ? order by name, id';

const resourceGroupsOf = `select subscription_id as subscriptionId, resource_group.name from resource_group
  join subscription on subscription.id = subscription_id where tenant_id = ? order by resource_group.name, subscription_id`;

export const createSqliteDirectoryStore = (sql: Sql): DirectoryStore => ({ ...organisation(sql), ...people(sql) });

type People = 'insertPerson' | 'updatePerson' | 'findPerson' | 'findPersonById' | 'listPeople';

const taken = (name: string) => () => new VaultError('Conflict', { name });

function organisation(sql: Sql): Omit<DirectoryStore, People> {
  return {
    insertTenant: async ({ id, name, createdOn }) => {
      sql.insert('tenant', { id, name, created_on: createdOn }, taken(name));
    },
    findTenant: async () => sql.find(tenant, 'select id, name, created_on as createdOn from tenant order by rowid limit 1'),
    insertSubscription: async ({ id, tenantId, name }) => {
      sql.insert('subscription', { id, tenant_id: tenantId, name }, taken(name));
    },
    listSubscriptions: async (tenantId) => sql.all(subscription, subscriptionsOf, [tenantId]),
    insertResourceGroup: async ({ subscriptionId, name }) => {
      sql.insert('resource_group', { subscription_id: subscriptionId, name }, taken(name));
    },
    listResourceGroups: async (tenantId) => sql.all(resourceGroup, resourceGroupsOf, [tenantId]),
  };
}

function people(sql: Sql): Pick<DirectoryStore, People> {
  return {
    insertPerson: async (row) => {
      sql.insert('person', columnsOf(row), taken(row.name));
    },
    updatePerson: async (row) => {
      const changed = sql.change(updatePerson, columnsOf(row), taken(row.name));
      if (changed === 0) throw new Error(`no person ${row.id}`);
    },
    findPerson: async (nameKey) => sql.find(person, `${selectPerson} where name_key = ?`, [nameKey]),
    findPersonById: async (id) => sql.find(person, `${selectPerson} where id = ?`, [id]),
    listPeople: async () => sql.all(person, `${selectPerson} order by name_key`),
  };
}

const columnsOf = (row: PersonRow): Record<string, Value> => ({
  id: row.id,
  tenant_id: row.tenantId,
  name: row.name,
  name_key: row.nameKey,
  display_name: row.displayName,
  enabled: Number(row.enabled),
  created_on: row.createdOn,
  password_salt: row.passwordSalt,
  password_cost: row.passwordCost,
  password_hash: row.passwordHash,
  row_version: row.rowVersion,
  mac: row.mac,
});
