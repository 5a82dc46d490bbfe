import { ApplicationGet } from '../contract/application.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { getApplicationRow } from './application.ts';
import { applicationTarget } from './application-target.ts';
import { toApplication, toCredentials } from './application-view.ts';
import { isCredentialLeft, listCredentials } from './credential.ts';

/** One application, with what it can prove itself by, now or later. */
export const getApplication: RoomOperation<typeof ApplicationGet> = {
  at: 'room',
  shape: ApplicationGet,
  needs: { kind: 'action', action: 'microsoft.directory/applications/standard/read' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: (input, tx) => applicationTarget(tx, input.id),
  async run(room, { id }) {
    const { tx, keyring, time } = room;
    const application = await toApplication(room, await getApplicationRow(tx, keyring, id));
    const left = (await listCredentials(tx, keyring, [id])).filter((row) => isCredentialLeft(row, time));
    return { ...application, credentials: await toCredentials(room, left) };
  },
};
