import { assertMayTakeAway, assertOwnerLeft } from '../access/escalation.ts';
import { MembershipEnd } from '../contract/person.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, kept, type RoomOperation } from '../operation/operation.ts';
import { findMemberName } from './member-name.ts';
import { checkMembership, endMembershipRow } from './membership.ts';

/** Takes somebody out of a group now. That they were in it stays readable; one that has ended already is left as it is. */
export const endMembership: RoomOperation<typeof MembershipEnd> = {
  at: 'room',
  shape: MembershipEnd,
  needs: { kind: 'action', action: 'microsoft.directory/groups/members/update' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: { membership: kept((input) => input.id) },
  async target({ id }, tx) {
    const row = await tx.memberships.find(id);
    if (!row) return houseTarget('unknown membership');
    const name = (await findMemberName(tx, row.memberId)) ?? row.memberId;
    return houseTarget(`${(await tx.groups.find(row.groupId))?.name ?? row.groupId} / ${name}`);
  },
  async run(room, { id }) {
    const { tx, keyring, principal, time } = room;
    const before = await tx.memberships.find(id);
    if (!before) throw new VaultError('AssignmentNotFound', {});
    checkMembership(keyring, before);
    if (before.until !== undefined && before.until <= time) return {};
    await assertMayTakeAway(room, before.groupId);
    await endMembershipRow(tx, keyring, before, { time, by: principal.id });
    await assertOwnerLeft(room);
    return {};
  },
};
