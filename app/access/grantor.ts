import type { PersonRow } from '../identity/directory-store.ts';
import { checkMembership } from '../identity/membership.ts';
import { checkPerson } from '../identity/person.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { isInForce } from './authorize.ts';
import type { GrantRow } from './grant-store.ts';
import { grantFields } from './list-grant.ts';
import { assignRoles, type Role, roles } from './role.ts';
import { scopesToward } from './scope.ts';

/** Where and when something is looked at. */
export interface Spot {
  readonly scope: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** Whether who holds `role` may give `given` to others where `role` reaches. */
export const assigns = (role: Role | undefined, given: string): boolean =>
  role !== undefined && role.allows(assignRoles) && (!role.assignable || role.assignable.includes(given));

const pageRows = 50;

/**
 * People who could give a role at a scope, by the names that people read; those who hold that right themselves first.
 * @param most no more than these
 * @throws VaultError IntegrityViolation when something that decides was edited outside the house
 */
export async function findGrantors(
  tx: Tx,
  keyring: Keyring,
  roleId: string,
  { scope, time, most }: Spot & { most: number },
): Promise<string[]> {
  const able = roles.filter((role) => assigns(role, roleId)).map(({ id }) => id);
  const found: PersonRow[] = [];
  for await (const person of peopleWith(tx, keyring, able, { scope, time })) {
    if (isPresent(person) && !found.some(({ id }) => id === person.id)) found.push(person);
    if (found.length >= most) break;
  }
  return found.map(({ displayName }) => displayName);
}

/** Whether somebody can sign in: not disabled, and with a password. */
export const isPresent = ({ enabled, passwordHash }: PersonRow): boolean => enabled && passwordHash.length > 0;

/** Everybody who holds any of the roles at a scope or above it, directly or through groups; some perhaps more than once. */
export async function* peopleWith(tx: Tx, keyring: Keyring, roleIds: readonly string[], { scope, time }: Spot): AsyncGenerator<PersonRow> {
  const grants = await tx.grants.listAt(scopesToward(scope), roleIds);
  const holders = grants.filter((grant) => isInForce(grant, time)).map((grant) => checkedHolder(keyring, grant));
  const groups: string[] = [];
  for (const id of new Set(holders)) {
    const person = checkPerson(keyring, await tx.directory.findPersonById(id));
    if (person) yield person;
    else groups.push(id);
  }
  yield* peopleIn(tx, keyring, groups, time);
}

function checkedHolder(keyring: Keyring, grant: GrantRow): string {
  keyring.checkRow('grant', grant, grantFields);
  return grant.principalId;
}

/** Everybody who is in any of the groups, also through other groups. */
export async function* peopleIn(tx: Tx, keyring: Keyring, groupIds: readonly string[], time: number): AsyncGenerator<PersonRow> {
  const seen = new Set(groupIds);
  for (let edge = [...seen]; edge.length > 0;) {
    const below: string[] = [];
    for await (const member of membersOf(tx, keyring, edge, time)) {
      if (seen.has(member.memberId)) continue;
      seen.add(member.memberId);
      const person = member.memberKind === 'person' ? checkPerson(keyring, await tx.directory.findPersonById(member.memberId)) : undefined;
      if (person) yield person;
      if (member.memberKind === 'group') below.push(member.memberId);
    }
    edge = below;
  }
}

async function* membersOf(tx: Tx, keyring: Keyring, ids: readonly string[], at: number) {
  const next = (after: Parameters<Tx['memberships']['list']>[1]['after']) =>
    tx.memberships.list({ of: 'group', ids, at }, { after, limit: pageRows });
  for (let page = await next(undefined); page.length > 0; page = await next(page.at(-1))) {
    for (const { nameKey: _nameKey, ...row } of page) {
      checkMembership(keyring, row);
      yield row;
    }
  }
}
