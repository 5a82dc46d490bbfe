import { assertMayTakeAway, assertOwnerLeft } from '../access/escalation.ts';
import { endGrantsOf } from '../access/end-grant.ts';
import { GroupDelete } from '../contract/person.ts';
import { kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { changeGroup, getSeenGroup, groupTarget } from './group.ts';
import { checkMembership, endMembershipRow, endMembershipsOf } from './membership.ts';

/** Takes a group away. Who was in it and what it held ends now, and stays readable. */
export const deleteGroup: RoomOperation<typeof GroupDelete> = {
  at: 'room',
  shape: GroupDelete,
  needs: { kind: 'action', action: 'microsoft.directory/groups/delete' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: { reason: kept((input) => input.reason), group: kept((input) => input.id) },
  target: (input, tx) => groupTarget(tx, input.id),
  async run(room, input) {
    const { tx, keyring, principal, time } = room;
    const before = await getSeenGroup(tx, keyring, input);
    await assertMayTakeAway(room, before.id);
    await endMembers(room, before.id);
    await endMembershipsOf(tx, keyring, before.id, { time, by: principal.id });
    await endGrantsOf(tx, keyring, before.id, { time, by: principal.id });
    await changeGroup(tx, keyring, before, { deletion: { on: time, by: principal.id } });
    await assertOwnerLeft(room);
    return {};
  },
};

async function endMembers({ tx, keyring, principal, time }: Room, groupId: string): Promise<void> {
  for (const row of await tx.memberships.listIn([groupId])) {
    if (row.until !== undefined && row.until <= time) continue;
    checkMembership(keyring, row);
    await endMembershipRow(tx, keyring, row, { time, by: principal.id });
  }
}
