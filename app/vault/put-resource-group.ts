import { ResourceGroupPut } from '../contract/vault.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import { listResourceGroups, subscriptionPath } from './resource-group.ts';

/** Makes a resource group in the house's subscription. One of this name, in any case, is left as it is, and answered. */
export const putResourceGroup: RoomOperation<typeof ResourceGroupPut> = {
  at: 'room',
  shape: ResourceGroupPut,
  needs: { kind: 'action', action: 'Microsoft.Resources/subscriptions/resourceGroups/write' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {},
  async target(input, tx) {
    const subscription = await findSubscription(tx);
    if (!subscription) return houseTarget(input.name);
    const path = `${subscriptionPath(subscription.id)}/resourceGroups/${input.name}`;
    return { scope: path, resourceId: path, object: input.name };
  },
  async run({ tx }, input) {
    const there = (await listResourceGroups(tx)).find((it) => it.name.toLowerCase() === input.name.toLowerCase());
    if (there) return there;
    const subscription = await findSubscription(tx);
    if (!subscription) throw new VaultError('StoreDamaged', { detail: 'subscription' });
    await tx.directory.insertResourceGroup({ subscriptionId: subscription.id, name: input.name });
    return {
      path: `${subscriptionPath(subscription.id)}/resourceGroups/${input.name}`,
      name: input.name,
      subscription: subscription.name,
    };
  },
};

async function findSubscription(tx: Tx) {
  const tenant = await tx.directory.findTenant();
  return tenant && (await tx.directory.listSubscriptions(tenant.id))[0];
}
