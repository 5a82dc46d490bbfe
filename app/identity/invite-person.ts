import { assertMay } from '../access/assert-may.ts';
import { PersonInvite } from '../contract/person.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, kept, type RoomOperation } from '../operation/operation.ts';
import { drawInvitation } from './invitation-code.ts';
import { joinGroup } from './join-group.ts';
import { noPassword } from './password.ts';
import { addPerson } from './person.ts';
import { toPerson } from './person-view.ts';

/** Adds a person, with a one-time code instead of a password. */
export const invitePerson: RoomOperation<typeof PersonInvite> = {
  at: 'room',
  shape: PersonInvite,
  needs: { kind: 'action', action: 'microsoft.directory/users/create' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  // The answer holds the code, which is kept nowhere.
  repeatable: false,
  fields: { secondFactor: kept((input) => String(input.secondFactor)), groups: kept((input) => input.groups.join(' ') || undefined) },
  target: async (input) => houseTarget(input.name),
  async run(room, { name, displayName, secondFactor, groups }) {
    const { tx, keyring, time } = room;
    if (groups.length > 0) await assertMay(room, 'microsoft.directory/groups/members/update');
    const tenant = await tx.directory.findTenant();
    if (!tenant) throw new Error('the instance has no tenant');
    if (await tx.directory.findPerson(name.toLowerCase())) throw new VaultError('NameTaken', { name });
    const id = room.newId();
    const { invitation, code } = drawInvitation(room, id);
    const fresh = { id, tenantId: tenant.id, name, displayName, secondFactor, enabled: true, createdOn: time };
    const row = await addPerson(tx, keyring, { ...noPassword, ...fresh, invitation });
    for (const group of new Set(groups)) await joinGroup(room, { group, member: { id, kind: 'person' }, until: undefined });
    return { person: await toPerson(room, row), code, until: invitation.until };
  },
};
