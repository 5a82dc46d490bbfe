import { endGrantsOf } from '../access/end-grant.ts';
import { assertMayTakeOver } from '../access/escalation.ts';
import { ApplicationDelete } from '../contract/application.ts';
import { kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { changeApplication } from './application.ts';
import { applicationTarget, getSeenApplication } from './application-target.ts';
import { endCredentialRow, isCredentialLeft, listCredentials } from './credential.ts';
import { endMembershipsOf } from './membership.ts';

/** Takes an application away, and of another tenant's the consent. What it held ends now, and stays readable. */
export const deleteApplication: RoomOperation<typeof ApplicationDelete> = {
  at: 'room',
  shape: ApplicationDelete,
  needs: { kind: 'action', action: 'microsoft.directory/applications/delete' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: { reason: kept((input) => input.reason), application: kept((input) => input.id) },
  target: (input, tx) => applicationTarget(tx, input.id),
  async run(room, input) {
    const { tx, keyring, principal, time } = room;
    const before = await getSeenApplication(tx, keyring, input);
    await assertMayTakeOver(room, before.id);
    const end = { time, by: principal.id };
    await endMembershipsOf(tx, keyring, before.id, end);
    await endGrantsOf(tx, keyring, before.id, end);
    await endCredentials(room, before.id);
    await changeApplication(tx, keyring, before, { deletion: { on: time, by: principal.id } });
    return {};
  },
};

async function endCredentials({ tx, keyring, principal, time }: Room, applicationId: string): Promise<void> {
  const left = (await listCredentials(tx, keyring, [applicationId])).filter((row) => isCredentialLeft(row, time));
  for (const row of left) await endCredentialRow(tx, keyring, row, { on: time, by: principal.id });
}
