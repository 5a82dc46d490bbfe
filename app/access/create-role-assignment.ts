import { RoleAssignmentCreate } from '../contract/access.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { assignmentFields, roleName, scopeTarget } from './assignment-field.ts';
import { toAssignment } from './assignment.ts';
import { getStanding } from './escalation.ts';
import { giveRole } from './give-role.ts';
import { assignRoles } from './role.ts';

/** Gives a role to a person or a group. Some roles that may give roles may give few others only. */
export const createRoleAssignment: RoomOperation<typeof RoleAssignmentCreate> = {
  at: 'room',
  shape: RoleAssignmentCreate,
  needs: assignRoles,
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {
    ...assignmentFields,
    // Also of what was refused.
    role: kept((input, output) => output?.role.name ?? roleName(input.role)),
    id: kept((input, output) => output?.id ?? input.id),
    principal: kept((input) => input.principal),
    scope: kept((input, output) => output?.scope ?? input.scope),
    reason: kept((input) => input.reason),
  },
  target: (input, tx, keyring) => scopeTarget(tx, keyring, input.scope),
  async run(room, input) {
    const grant = await giveRole(room, await getStanding(room), input);
    return toAssignment({ ...room, scope: grant.scope }, grant);
  },
};
