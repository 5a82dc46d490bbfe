import type { AccessRequest } from '../contract/access.ts';
import type { AccessRequestRow } from './access-request-store.ts';
import { dataActions } from './action.ts';
import type { createNames } from './assignment.ts';
import { mayAssign } from './may-assign.ts';
import { findRole, type Role } from './role.ts';
import { smallestRole } from './smallest-role.ts';
import type { Standing } from './standing.ts';

/** Where a role is looked for that does at some vault, whichever it is. */
export const anyVault = '/subscriptions';

/**
 * A request as the window sees it.
 * @param deciding whether for somebody who may decide it; whoever asked is not told whether there is anything of that name
 */
export async function toRequest(names: ReturnType<typeof createNames>, row: AccessRequestRow, deciding: boolean): Promise<AccessRequest> {
  const role = shownRole(row, deciding);
  return {
    id: row.id,
    by: { id: row.personId, ...(await names.principal(row.personId)) },
    operation: row.operation,
    ...(row.vault !== undefined && { vault: row.vault }),
    ...(row.name !== undefined && { name: row.name }),
    action: row.action,
    ...(deciding && row.scope !== undefined && { scope: row.scope }),
    ...(role && { smallestRole: { id: role.id, name: role.name } }),
    reason: row.reason,
    createdOn: row.createdOn,
    state: row.state,
    ...(row.decidedBy !== undefined && { decidedBy: (await names.principal(row.decidedBy)).name }),
    ...(row.decidedOn !== undefined && { decidedOn: row.decidedOn }),
    ...(row.note !== undefined && { note: row.note }),
  };
}

/** Whoever asked is told of no role of pools: it would say that there is one of that name. */
function shownRole({ roleId, action }: AccessRequestRow, deciding: boolean): Role | undefined {
  const role = roleId === undefined ? undefined : findRole(roleId);
  if (deciding || role?.kind !== 'pool') return role;
  return smallestRole({ kind: dataActions.includes(action) ? 'dataAction' : 'action', action }, anyVault);
}

/** Whether somebody may decide a request: who could give the smallest role that it asks for, where it would be given. */
export const mayDecide = (standing: Standing, { roleId, scope = '/' }: AccessRequestRow, time: number): boolean =>
  roleId !== undefined && mayAssign(standing, { roleId, scope, time });
