import { decide } from '../access/standing.ts';
import { ResourceGroupList } from '../contract/vault.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import { listResourceGroups } from './resource-group.ts';

const see = { kind: 'action', action: 'Microsoft.Resources/subscriptions/resourceGroups/read' } as const;

/** The resource groups that the person may see. */
export const listResourceGroup: RoomOperation<typeof ResourceGroupList> = {
  at: 'room',
  shape: ResourceGroupList,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('resource groups'),
  async run({ tx, standings, principal, time }) {
    const standing = await standings.of(tx, principal.id, time);
    const groups = await listResourceGroups(tx);
    return { items: groups.filter(({ path }) => decide(standing, see, { scope: path, time }).allowed) };
  },
};
