import { RoleAssignmentEnd } from '../contract/access.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { assignmentFields, assignmentTarget, getGrant } from './assignment-field.ts';
import { toAssignment } from './assignment.ts';
import { endGrant } from './end-grant.ts';
import { assertOwnerLeft, getStanding } from './escalation.ts';
import { assertMayAssign } from './may-assign.ts';
import { unassignRoles } from './role.ts';

/** Ends one now; what was stays readable. The last Owner of the tenant stays. */
export const endRoleAssignment: RoomOperation<typeof RoleAssignmentEnd> = {
  at: 'room',
  shape: RoleAssignmentEnd,
  needs: unassignRoles,
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: { ...assignmentFields, id: kept((input) => input.id), reason: kept((input) => input.reason) },
  target: (input, tx, keyring) => assignmentTarget(tx, keyring, input),
  async run(room, { id, scope }) {
    const { tx, keyring, time, principal } = room;
    const grant = await getGrant(tx, keyring, { id, time, scope });
    assertMayAssign(await getStanding(room), { ...grant, time }, unassignRoles);
    const ended = await endGrant(tx, keyring, grant, { time, by: principal.id });
    await assertOwnerLeft(room);
    return toAssignment({ ...room, scope: grant.scope }, ended);
  },
};
