import { RoleAssignmentPatch } from '../contract/access.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { assignmentFields, assignmentTarget, getGrant } from './assignment-field.ts';
import { toAssignment } from './assignment.ts';
import { endGrant } from './end-grant.ts';
import { assertOwnerLeft, getStanding } from './escalation.ts';
import { giveRole } from './give-role.ts';
import { assignRoles } from './role.ts';

/** Puts one with another end in the place of one, which ends now. */
export const patchRoleAssignment: RoomOperation<typeof RoleAssignmentPatch> = {
  at: 'room',
  shape: RoleAssignmentPatch,
  needs: assignRoles,
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: { ...assignmentFields, id: kept((input) => input.id), reason: kept((input) => input.reason) },
  target: (input, tx, keyring) => assignmentTarget(tx, keyring, input),
  async run(room, { id, until, reason }) {
    const { tx, keyring, time, principal } = room;
    const before = await getGrant(tx, keyring, { id, time });
    const standing = await getStanding(room);
    await endGrant(tx, keyring, before, { time, by: principal.id });
    const { principalId, roleId, scope, from } = before;
    const grant = await giveRole(room, standing, { principal: principalId, role: roleId, scope, from, until: until ?? undefined, reason });
    await assertOwnerLeft(room);
    return toAssignment({ ...room, scope }, grant);
  },
};
