import type { PersonRow } from '../identity/directory-store.ts';
import { isFactorDue } from '../identity/factor-row.ts';
import { checkPerson } from '../identity/person.ts';
import type { Need } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { authorize, type Decision, isInForce } from './authorize.ts';
import type { GrantRow } from './grant-store.ts';
import { type GroupPath, findGroups } from './group-path.ts';
import { listGrants } from './list-grant.ts';
import { scopeKey, scopesToward } from './scope.ts';

/** Who a person is and what they hold, checked, and ordered so that a decision looks only at the scope asked for and those above it. */
export interface Standing extends GroupPath {
  readonly person: PersonRow;
  /** Whether they must set up a second factor before anything else. */
  readonly factorDue: boolean;
  /** The ids that grants may name: the person's own and their groups'. */
  readonly grantees: readonly string[];
  /** Grants in force and to come, by key of their scope. */
  readonly grantsAt: ReadonlyMap<string, readonly GrantRow[]>;
}

/**
 * Reads a person with all that decides what they may do.
 * @param time milliseconds since 1970
 * @throws VaultError IntegrityViolation when person, membership or grant was edited outside the house
 */
export async function readStanding(tx: Tx, keyring: Keyring, personId: string, time: number): Promise<Standing | undefined> {
  const person = checkPerson(keyring, await tx.directory.findPersonById(personId));
  if (!person) return undefined;
  const path = await findGroups(tx, keyring, personId, time);
  const grantees = [personId, ...path.through.keys()];
  const grants = await listGrants(tx, keyring, grantees, time);
  const factorDue = await isFactorDue(tx, keyring, person);
  return { ...path, person, factorDue, grantees, grantsAt: Map.groupBy(grants, ({ scope }) => scopeKey(scope)) };
}

/** The grants that reach a scope. */
export const grantsToward = ({ grantsAt }: Standing, scope: string): GrantRow[] =>
  scopesToward(scope).flatMap((key) => grantsAt.get(key) ?? []);

/** Whether somebody may, by what they hold. @param standing of nobody: undefined */
export const decide = (standing: Standing | undefined, need: Need, { scope, time }: { scope: string; time: number }): Decision =>
  authorize({ need, grantees: standing?.grantees ?? [], scope, grants: standing ? grantsToward(standing, scope) : [], time });

/** Whether somebody holds anything that reaches a scope or lies below it: then they may know that it is there. */
export function knowsOf(standing: Standing, scope: string, time: number): boolean {
  const holds = (grants: readonly GrantRow[]): boolean => grants.some((grant) => isInForce(grant, time));
  if (holds(grantsToward(standing, scope))) return true;
  const below = scope === '/' ? '/' : `${scopeKey(scope)}/`;
  return [...standing.grantsAt].some(([key, grants]) => key.startsWith(below) && holds(grants));
}
