import { GroupGet } from '../contract/person.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { getGroupRow, groupTarget } from './group.ts';
import { toGroup } from './group-view.ts';

/** One group. */
export const getGroup: RoomOperation<typeof GroupGet> = {
  at: 'room',
  shape: GroupGet,
  needs: { kind: 'action', action: 'microsoft.directory/groups/standard/read' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: (input, tx) => groupTarget(tx, input.id),
  run: async (room, input) => toGroup(room, await getGroupRow(room.tx, room.keyring, input.id)),
};
