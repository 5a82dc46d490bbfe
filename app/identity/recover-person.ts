import { assertMayTakeOver, assertOwnerLeft } from '../access/escalation.ts';
import { PersonRecover } from '../contract/person.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { removeFactorsOf } from './factor-row.ts';
import { drawInvitation } from './invitation-code.ts';
import { noPassword } from './password.ts';
import { changePerson } from './person.ts';
import { getSeenPerson, personTarget } from './person-target.ts';
import { toPerson } from './person-view.ts';

/** Takes password and second factors away, and draws a one-time code instead. What the person holds stays. */
export const recoverPerson: RoomOperation<typeof PersonRecover> = {
  at: 'room',
  shape: PersonRecover,
  needs: { kind: 'action', action: 'microsoft.directory/users/password/update' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  // The answer holds the code, which is kept nowhere.
  repeatable: false,
  fields: { reason: kept((input) => input.reason) },
  target: (input, tx) => personTarget(tx, input.id),
  async run(room, input) {
    const { tx, keyring, gate, time } = room;
    const before = await getSeenPerson(tx, keyring, input);
    await assertMayTakeOver(room, before.id);
    await removeFactorsOf(tx, keyring, before.id);
    const { invitation, code } = drawInvitation(room, before.id);
    const change = { ...noPassword, invitation, credential: before.credential + 1, freedOn: time };
    const row = await changePerson(tx, keyring, before, change);
    await assertOwnerLeft(room);
    room.onCommit(() => gate.guesses.free(row.nameKey));
    return { person: await toPerson(room, row), code, until: invitation.until };
  },
};
