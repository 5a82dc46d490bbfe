import { MembershipCreate } from '../contract/person.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { getGroupRow } from './group.ts';
import { type Joining, joinGroup } from './join-group.ts';
import { findMemberName } from './member-name.ts';
import { asPlaced, toMemberships } from './membership-view.ts';
import { readWho } from './who.ts';

/** Puts a person, a group or an application into a group. */
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
    const name = (await findMemberName(tx, member)) ?? 'unknown member';
    return houseTarget(`${(await tx.groups.find(group))?.name ?? 'unknown group'} / ${name}`);
  },
  async run(room, { group, member, until }) {
    const row = await joinGroup(room, { group, member: await getMember(room, member), until });
    const [membership] = await toMemberships(room.tx, [asPlaced(row)]);
    if (!membership) throw new Error('a membership that was written is not told of');
    return membership;
  },
};

/** @throws VaultError PersonNotFound where nobody has this id; IntegrityViolation */
async function getMember({ tx, keyring }: Room, id: string): Promise<Joining['member']> {
  const who = await readWho(tx, keyring, id);
  if (who) return { id, kind: who.kind };
  if (!(await tx.groups.find(id))) throw new VaultError('PersonNotFound', {});
  await getGroupRow(tx, keyring, id);
  return { id, kind: 'group' };
}
