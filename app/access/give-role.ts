import { VaultError } from '../contract/vault-error.ts';
import { getGroupRow } from '../identity/group.ts';
import { readWho } from '../identity/who.ts';
import type { Room } from '../operation/operation.ts';
import { addGrant } from './add-grant.ts';
import { getPlace } from './assignment-field.ts';
import type { GrantRow } from './grant-store.ts';
import { assertMayAssign } from './may-assign.ts';
import { findRole, type Role } from './role.ts';
import { scopeKey } from './scope.ts';
import type { Standing } from './standing.ts';

/** A role for somebody at a place, as it is asked for. */
export interface Given {
  readonly principal: string;
  readonly role: string;
  readonly scope: string;
  readonly reason: string;
  readonly from?: number | undefined;
  readonly until?: number | undefined;
}

const refuse = (path: string, problem: string): VaultError => new VaultError('BadParameter', { issues: [{ path, problem }] });

/**
 * Gives a role, as somebody who may give it. Never from an instant before now: what was, stays.
 * @param standing of who gives it, as it is before anything of theirs is taken
 * @throws VaultError BadParameter, PersonNotFound, Conflict where it is held already, TooPowerful, IntegrityViolation
 */
export async function giveRole(room: Room, standing: Standing, given: Given): Promise<GrantRow> {
  const { tx, keyring, time, principal } = room;
  const role = getRole(given.role, given.scope);
  const from = Math.max(given.from ?? time, time);
  if (given.until !== undefined && given.until <= from) throw refuse('until', 'before_start');
  const { scope } = await getPlace(tx, keyring, given.scope);
  await assertThere(room, given.principal);
  assertMayAssign(standing, { roleId: role.id, scope, time });
  await assertNew(room, { ...given, role: role.id, scope, from });
  const { reason, until } = given;
  const who = { id: room.newId(), principalId: given.principal, grantedBy: principal.id };
  return addGrant(tx, keyring, { ...who, roleId: role.id, scope, from, until, reason });
}

function getRole(id: string, scope: string): Role {
  const role = findRole(id);
  if (!role) throw refuse('role', 'unknown');
  // People and groups are the whole house's.
  if (role.kind === 'directory' && scope !== '/') throw refuse('scope', 'tenant_only');
  return role;
}

async function assertThere({ tx, keyring }: Room, principalId: string): Promise<void> {
  if (await readWho(tx, keyring, principalId)) return;
  if (!(await tx.groups.find(principalId))) throw new VaultError('PersonNotFound', {});
  await getGroupRow(tx, keyring, principalId);
}

/** What is held for as long, or longer, need not be given again. */
async function assertNew({ tx }: Room, { principal, role, scope, from, until }: Given & { readonly from: number }): Promise<void> {
  const same = (await tx.grants.listOf([principal])).filter((it) => it.roleId === role && scopeKey(it.scope) === scopeKey(scope));
  const covers = ({ from: begin, until: end }: GrantRow) => begin <= from && (end === undefined || (until !== undefined && end >= until));
  if (same.some(covers)) throw new VaultError('Conflict', { name: findRole(role)?.name ?? role });
}
