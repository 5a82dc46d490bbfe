import type { AccessRequest } from '../contract/access.ts';
import type { AccessRequestRow } from './access-request-store.ts';
import type { createNames } from './assignment.ts';
import { mayAssign } from './may-assign.ts';
import { findRole } from './role.ts';
import type { Standing } from './standing.ts';

/**
 * A request as the window sees it.
 * @param deciding whether for somebody who may decide it; whoever asked is not told whether there is anything of that name
 */
export async function toRequest(names: ReturnType<typeof createNames>, row: AccessRequestRow, deciding: boolean): Promise<AccessRequest> {
  const role = row.roleId === undefined ? undefined : findRole(row.roleId);
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

/** Whether somebody may decide a request: who could give the smallest role that it asks for, where it would be given. */
export const mayDecide = (standing: Standing, { roleId, scope = '/' }: AccessRequestRow, time: number): boolean =>
  roleId !== undefined && mayAssign(standing, { roleId, scope, time });
