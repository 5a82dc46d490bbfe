import { MembershipCreate } from '../contract/person.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { getGroupRow } from './group.ts';
import { type Joining, joinGroup } from './join-group.ts';
import { asPlaced, toMemberships } from './membership-view.ts';
import { checkPerson } from './person.ts';

/** Puts a person or a group into a group. */
export const createMembership: RoomOperation<typeof MembershipCreate> = {
  at: 'room',
  shape: MembershipCreate,
  needs: { kind: 'action', action: 'microsoft.directory/groups/members/update' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {
    group: kept((input) => input.group),
    member: kept((input) => input.member),
    until: kept(({ until }) => (until === undefined ? undefined : new Date(until).toISOString())),
  },
  async target({ group, member }, tx) {
    const name = (await tx.groups.find(member))?.name ?? (await tx.directory.findPersonById(member))?.name;
    return houseTarget(`${(await tx.groups.find(group))?.name ?? 'unknown group'} / ${name ?? 'unknown member'}`);
  },
  async run(room, { group, member, until }) {
    const row = await joinGroup(room, { group, member: await getMember(room, member), until });
    const [membership] = await toMemberships(room.tx, [asPlaced(row)]);
    if (!membership) throw new Error('a membership that was written is not told of');
    return membership;
  },
};

/** @throws VaultError PersonNotFound where there is neither a person nor a group of this id; IntegrityViolation */
async function getMember({ tx, keyring }: Room, id: string): Promise<Joining['member']> {
  if (checkPerson(keyring, await tx.directory.findPersonById(id))) return { id, kind: 'person' };
  if (!(await tx.groups.find(id))) throw new VaultError('PersonNotFound', {});
  await getGroupRow(tx, keyring, id);
  return { id, kind: 'group' };
}
