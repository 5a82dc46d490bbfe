import { ResourceGroupList } from '../contract/vault.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import { listResourceGroups } from './resource-group.ts';

/** The resource groups that vaults can be made in. */
export const listResourceGroup: RoomOperation<typeof ResourceGroupList> = {
  at: 'room',
  shape: ResourceGroupList,
  needs: { kind: 'action', action: 'Microsoft.Resources/subscriptions/resourceGroups/read' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('resource groups'),
  run: async ({ tx }) => ({ items: await listResourceGroups(tx) }),
};
