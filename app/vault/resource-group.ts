import type { Output } from '../contract/operation.ts';
import type { Tx } from '../operation/store.ts';

type ResourceGroup = Output<'ResourceGroupPut'>;

/** The resource groups of the house as the directory writes them, by name. */
export async function listResourceGroups(tx: Tx): Promise<ResourceGroup[]> {
  const tenant = await tx.directory.findTenant();
  if (!tenant) return [];
  const named = new Map((await tx.directory.listSubscriptions(tenant.id)).map((it) => [it.id, it.name]));
  const groups = (await tx.directory.listResourceGroups(tenant.id)).map(({ subscriptionId, name }) => ({
    path: `${subscriptionPath(subscriptionId)}/resourceGroups/${name}`,
    name,
    subscription: named.get(subscriptionId) ?? '',
  }));
  return groups.toSorted((a, b) => compare(a.name.toLowerCase(), b.name.toLowerCase()));
}

export const subscriptionPath = (id: string): string => `/subscriptions/${id}`;

const compare = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};
