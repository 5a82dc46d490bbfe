import type { PersonRow } from '../identity/directory-store.ts';
import { checkPerson } from '../identity/person.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { isInForce } from './authorize.ts';
import { grantFields } from './list-grant.ts';
import { assigns, giftNeed } from './may-assign.ts';
import { membersOf, type Moment } from './member.ts';
import { roles } from './role.ts';
import { type Spot, scopesToward } from './scope.ts';

/**
 * People who could give a role at a scope, by the names that people read; those who hold that right themselves first.
 * @param spot `most`: no more than these
 * @throws VaultError IntegrityViolation when something that decides was edited outside the house
 */
export async function findGrantors(tx: Tx, keyring: Keyring, roleId: string, spot: Spot & { readonly most: number }): Promise<string[]> {
  const need = giftNeed({ roleId, scope: spot.scope });
  const able = roles.filter((role) => assigns(role, roleId, need)).map(({ id }) => id);
  const found = new Map<string, string>();
  for await (const person of holdersOf(tx, keyring, able, spot)) {
    if (isPresent(person)) found.set(person.id, person.displayName);
    if (found.size >= spot.most) break;
  }
  return [...found.values()];
}

/** Whether somebody can sign in: not disabled, and with a password. */
export const isPresent = ({ enabled, passwordHash }: PersonRow): boolean => enabled && passwordHash.length > 0;

/**
 * Everybody who holds any of the roles at a scope or above it, directly or through groups; some perhaps more than once.
 * @param spot `lasting`: only by what has no end
 */
export async function* holdersOf(
  tx: Tx,
  keyring: Keyring,
  roleIds: readonly string[],
  { scope, time, lasting }: Spot & Moment,
): AsyncGenerator<PersonRow> {
  const groups: string[] = [];
  for (const grant of await tx.grants.listAt(scopesToward(scope), roleIds)) {
    if (!isInForce(grant, time) || (lasting && grant.until !== undefined)) continue;
    keyring.checkRow('grant', grant, grantFields);
    const person = checkPerson(keyring, await tx.directory.findPersonById(grant.principalId));
    if (person) yield person;
    else groups.push(grant.principalId);
  }
  for await (const { person } of membersOf(tx, keyring, groups, { time, ...(lasting && { lasting }) })) if (person) yield person;
}
