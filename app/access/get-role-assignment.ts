import { RoleAssignmentGet } from '../contract/access.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { assignmentTarget, getGrant } from './assignment-field.ts';
import { toAssignment } from './assignment.ts';

/** One that is in force or to come. */
export const getRoleAssignment: RoomOperation<typeof RoleAssignmentGet> = {
  at: 'room',
  shape: RoleAssignmentGet,
  needs: { kind: 'action', action: 'Microsoft.Authorization/roleAssignments/read' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: { id: kept((input) => input.id) },
  target: (input, tx, keyring) => assignmentTarget(tx, keyring, input),
  async run(room, input) {
    const grant = await getGrant(room.tx, room.keyring, { ...input, time: room.time });
    return toAssignment({ ...room, scope: grant.scope }, grant);
  },
};
