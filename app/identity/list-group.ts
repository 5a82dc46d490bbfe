import { GroupList } from '../contract/person.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import { checkGroup } from './group.ts';
import { toGroups } from './group-view.ts';

/** Groups by name. */
export const listGroup: RoomOperation<typeof GroupList> = {
  at: 'room',
  shape: GroupList,
  needs: { kind: 'action', action: 'microsoft.directory/groups/standard/read' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('groups'),
  async run(room, { text, after, limit }) {
    const { tx, keyring } = room;
    const part = text?.toLowerCase();
    const rows = await tx.groups.list(part, { after, limit });
    for (const row of rows) checkGroup(keyring, row);
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return { items: await toGroups(room, rows), ...(last && { next: last.nameKey }), total: await tx.groups.count(part) };
  },
};
