import { assertMayTakeOver } from '../access/escalation.ts';
import { CredentialEnd } from '../contract/application.ts';
import { VaultError } from '../contract/vault-error.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { getApplicationRow } from './application.ts';
import { applicationTarget } from './application-target.ts';
import { endCredentialRow, isCredentialLeft, listCredentials } from './credential.ts';

/** Ends a credential: tokens that were given for it are refused from the next request on. */
export const endCredential: RoomOperation<typeof CredentialEnd> = {
  at: 'room',
  shape: CredentialEnd,
  needs: { kind: 'action', action: 'microsoft.directory/applications/credentials/update' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {
    reason: kept((input) => input.reason),
    application: kept((input) => input.application),
    credential: kept((input) => input.id),
  },
  target: (input, tx) => applicationTarget(tx, input.application),
  async run(room, input) {
    const { tx, keyring, principal, time } = room;
    const application = await getApplicationRow(tx, keyring, input.application);
    const rows = await listCredentials(tx, keyring, [application.id]);
    const row = rows.find(({ id }) => id === input.id);
    if (!row || !isCredentialLeft(row, time)) throw new VaultError('CredentialNotFound', {});
    await assertMayTakeOver(room, application.id);
    await endCredentialRow(tx, keyring, row, { on: time, by: principal.id });
    return {};
  },
};
