import { PersonGet } from '../contract/person.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { getPersonRow, personTarget } from './person-target.ts';
import { toPerson } from './person-view.ts';

/** One person. */
export const getPerson: RoomOperation<typeof PersonGet> = {
  at: 'room',
  shape: PersonGet,
  needs: { kind: 'action', action: 'microsoft.directory/users/standard/read' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: (input, tx) => personTarget(tx, input.id),
  run: async (room, input) => toPerson(room, await getPersonRow(room.tx, room.keyring, input.id)),
};
