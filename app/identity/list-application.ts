import { ApplicationList } from '../contract/application.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import { checkApplication } from './application.ts';
import { toApplications } from './application-view.ts';

/** Applications by name, of those that are asked for. */
export const listApplication: RoomOperation<typeof ApplicationList> = {
  at: 'room',
  shape: ApplicationList,
  needs: { kind: 'action', action: 'microsoft.directory/applications/standard/read' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('applications'),
  async run(room, { text, endingBy, after, limit }) {
    const { tx, keyring, time } = room;
    const filter = { text: text?.toLowerCase(), ending: endingBy === undefined ? undefined : { now: time, by: endingBy } };
    const rows = await tx.applications.list(filter, { after, limit });
    for (const row of rows) checkApplication(keyring, row);
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return { items: await toApplications(room, rows), ...(last && { next: last.nameKey }), total: await tx.applications.count(filter) };
  },
};
