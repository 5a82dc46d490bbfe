import { VaultError } from '../contract/vault-error.ts';
import { isInForce } from './authorize.ts';
import { type ActionNeed, assignRoles, findRole, type Role, roles } from './role.ts';
import type { Spot } from './scope.ts';
import { grantsToward, type Standing } from './standing.ts';

/** A role at a place: what is given, or taken. */
export interface Gift extends Spot {
  readonly roleId: string;
}

/**
 * Whether who holds `role` may give `given` to others, or take it (`need`: `unassignRoles`), where `role` reaches. Some roles may give
 * few others only.
 */
export const assigns = (role: Role | undefined, given: string, need: ActionNeed = assignRoles): boolean =>
  role !== undefined && role.allows(need) && (!role.assignable || role.assignable.includes(given));

/** Whether somebody may give a role to others at a scope, or take it from them. */
export const mayAssign = (standing: Standing, { roleId, scope, time }: Gift, need: ActionNeed = assignRoles): boolean =>
  grantsToward(standing, scope).some((grant) => isInForce(grant, time) && assigns(findRole(grant.roleId), roleId, need));

/** @throws VaultError TooPowerful, with a role that would be enough */
export function assertMayAssign(standing: Standing, gift: Gift, need: ActionNeed = assignRoles): void {
  if (!mayAssign(standing, gift, need)) throw tooPowerful(gift.roleId, need);
}

/** @returns to be thrown: what is missing is the first role that may give, or take, the one that is held */
export function tooPowerful(roleId: string, need: ActionNeed = assignRoles): VaultError {
  const enough = roles.find((role) => assigns(role, roleId, need));
  return new VaultError('TooPowerful', { role: enough?.name ?? 'Owner' });
}
