import { ApplicationCreate } from '../contract/application.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, kept, type RoomOperation } from '../operation/operation.ts';
import { makeApplication } from './application.ts';
import { toApplication } from './application-view.ts';

/** Adds an application that may do nothing yet, and has nothing to sign in with. */
export const createApplication: RoomOperation<typeof ApplicationCreate> = {
  at: 'room',
  shape: ApplicationCreate,
  needs: { kind: 'action', action: 'microsoft.directory/applications/create' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {
    application: kept((_input, output) => output?.id),
    clientId: kept((_input, output) => output?.clientId),
    description: kept((input) => input.description || undefined),
  },
  target: async (input) => houseTarget(input.name),
  async run(room, { name, description }) {
    if (await room.tx.applications.findByName(name.toLowerCase())) throw new VaultError('NameTaken', { name });
    return toApplication(room, await makeApplication(room, { clientId: room.newId(), name, description, home: undefined }));
  },
};
