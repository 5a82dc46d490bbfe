import { VaultError } from '../contract/vault-error.ts';
import { getGroupRow } from '../identity/group.ts';
import { readWho } from '../identity/who.ts';
import type { Room } from '../operation/operation.ts';
import { checkVault, vaultResourceId } from '../vault/vault.ts';
import { addGrant } from './add-grant.ts';
import { getPlace } from './assignment-field.ts';
import type { GrantRow } from './grant-store.ts';
import { assertMayAssign } from './may-assign.ts';
import { poolOf } from './pool-need.ts';
import { findRole, type Role } from './role.ts';
import { findRoleDefinition, toCustomRole } from './role-definition.ts';
import { reaches, scopeKey } from './scope.ts';
import type { Standing } from './standing.ts';

/** A role for somebody at a place, as it is asked for. */
export interface Given {
  /** Chosen by who asks, or drawn. */
  readonly id?: string | undefined;
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
  const from = Math.max(given.from ?? time, time);
  if (given.until !== undefined && given.until <= from) throw refuse('until', 'before_start');
  const { scope } = await getPlace(tx, keyring, given.scope);
  const role = await getRole(room, given.role, scope);
  await assertThere(room, given.principal);
  assertMayAssign(standing, { roleId: role.id, scope, time });
  await assertNew(room, { ...given, role, scope, from });
  const { reason, until } = given;
  const id = given.id?.toLowerCase() ?? room.newId();
  if (given.id !== undefined && (await tx.grants.find(id))) throw new VaultError('Conflict', { name: role.name });
  const who = { id, principalId: given.principal, grantedBy: principal.id };
  return addGrant(tx, keyring, { ...who, roleId: role.id, scope, from, until, reason });
}

/** @throws VaultError BadParameter for a role that there isn't, or that isn't given there */
async function getRole({ tx, keyring }: Room, id: string, scope: string): Promise<Role> {
  const role = findRole(id) ?? (await findCustomRole(tx, keyring, id, scope));
  if (!role) throw refuse('role', 'unknown');
  // People and groups are the whole house's.
  if (role.kind === 'directory' && scope !== '/') throw refuse('scope', 'tenant_only');
  // What a pool holds is reached by its own roles alone, and they reach nothing else.
  const isInPool = poolOf(scope) !== undefined;
  if (role.kind === 'pool' && !isInPool) throw refuse('scope', 'pool_only');
  if (role.kind === 'vault' && isInPool) throw refuse('scope', 'vault_only');
  return role;
}

/** One of a pool's own, where it can be assigned. */
async function findCustomRole(tx: Room['tx'], keyring: Room['keyring'], id: string, scope: string): Promise<Role | undefined> {
  const row = await findRoleDefinition(tx, keyring, id.toLowerCase());
  const vault = row && !row.deletion ? await tx.vaults.findById(row.vaultId) : undefined;
  if (!row || !vault) return undefined;
  checkVault(keyring, vault);
  const pool = vaultResourceId(vault);
  return row.scopes.some((it) => reaches(it === '/' ? pool : `${pool}${it}`, scope)) ? toCustomRole(row) : undefined;
}

async function assertThere({ tx, keyring }: Room, principalId: string): Promise<void> {
  if (await readWho(tx, keyring, principalId)) return;
  if (!(await tx.groups.find(principalId))) throw new VaultError('PersonNotFound', {});
  await getGroupRow(tx, keyring, principalId);
}

/** What is held for as long, or longer, need not be given again. */
async function assertNew(
  { tx }: Room,
  { principal, role, scope, from, until }: Omit<Given, 'role'> & { readonly role: Role; readonly from: number },
): Promise<void> {
  const same = (await tx.grants.listOf([principal])).filter((it) => it.roleId === role.id && scopeKey(it.scope) === scopeKey(scope));
  const covers = ({ from: begin, until: end }: GrantRow) => begin <= from && (end === undefined || (until !== undefined && end >= until));
  if (same.some(covers)) throw new VaultError('Conflict', { name: role.name });
}
