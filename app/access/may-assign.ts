import { VaultError } from '../contract/vault-error.ts';
import { isInForce } from './authorize.ts';
import { assignInPool, needFrom, poolOf, unassignInPool } from './pool-need.ts';
import { type ActionNeed, assignRoles, isPoolRole, type Role, roles } from './role.ts';
import type { Spot } from './scope.ts';
import { grantsToward, roleOf, type Standing } from './standing.ts';

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

/** What giving a role at a scope needs, or taking it: roles of pools are given by who may do that in the pool. */
export function giftNeed({ roleId, scope }: Pick<Gift, 'roleId' | 'scope'>, need: ActionNeed = assignRoles): ActionNeed {
  if (!isPoolRole(roleId) || poolOf(scope) === undefined) return need;
  return need === assignRoles ? assignInPool : unassignInPool;
}

/** Whether somebody may give a role to others at a scope, or take it from them. */
export function mayAssign(standing: Standing, gift: Gift, need: ActionNeed = assignRoles): boolean {
  const { roleId, scope, time } = gift;
  const asked = giftNeed(gift, need);
  return grantsToward(standing, scope).some((grant) => {
    const left = needFrom(asked, scope, grant.scope);
    return left !== undefined && isInForce(grant, time) && assigns(roleOf(standing, grant), roleId, left);
  });
}

/** @throws VaultError TooPowerful, with a role that would be enough */
export function assertMayAssign(standing: Standing, gift: Gift, need: ActionNeed = assignRoles): void {
  if (!mayAssign(standing, gift, need)) throw tooPowerful(gift.roleId, giftNeed(gift, need));
}

/** @returns to be thrown: what is missing is the first role that may give, or take, the one that is held */
export function tooPowerful(roleId: string, need: ActionNeed = assignRoles): VaultError {
  const enough = roles.find((role) => assigns(role, roleId, need));
  return new VaultError('TooPowerful', { role: enough?.name ?? 'Owner' });
}
