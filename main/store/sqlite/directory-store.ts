import * as z from 'zod';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { DirectoryStore, ResourceGroupRow, SubscriptionRow, TenantRow } from '../../../app/identity/directory-store.ts';
import type { Sql } from './connection.ts';
import { createSqlitePersonStore } from './person-store.ts';

const tenant: z.ZodType<TenantRow> = z.object({ id: z.string(), name: z.string(), createdOn: z.number() });
const subscription: z.ZodType<SubscriptionRow> = z.object({ id: z.string(), tenantId: z.string(), name: z.string() });
const resourceGroup: z.ZodType<ResourceGroupRow> = z.object({ subscriptionId: z.string(), name: z.string() });

const subscriptionsOf = 'select id, tenant_id as tenantId, name from subscription where tenant_id = ? order by name, id';

const resourceGroupsOf = `select subscription_id as subscriptionId, resource_group.name from resource_group
  join subscription on subscription.id = subscription_id where tenant_id = ? order by resource_group.name, subscription_id`;

const taken = (name: string) => () => new VaultError('Conflict', { name });

export const createSqliteDirectoryStore = (sql: Sql): DirectoryStore => ({
  ...createSqlitePersonStore(sql),
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
});
