import { PersonList } from '../contract/person.ts';
import { houseTarget, kept, type RoomOperation } from '../operation/operation.ts';
import { checkPerson } from './person.ts';
import { toPeople } from './person-view.ts';

/** People by name. */
export const listPerson: RoomOperation<typeof PersonList> = {
  at: 'room',
  shape: PersonList,
  needs: { kind: 'action', action: 'microsoft.directory/users/standard/read' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: { state: kept((input) => input.state?.join(' ')) },
  target: async () => houseTarget('people'),
  async run(room, { text, state, after, limit }) {
    const { tx, keyring } = room;
    const filter = { text: text?.toLowerCase(), states: state ?? [] };
    const rows = await tx.directory.listPeople(filter, { after, limit });
    for (const row of rows) checkPerson(keyring, row);
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return { items: await toPeople(room, rows), ...(last && { next: last.nameKey }), total: await tx.directory.countPeople(filter) };
  },
};
