import { isFactorDue } from '../identity/factor-row.ts';
import { type PersonWho, readWho, type Who } from '../identity/who.ts';
import type { Need } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { authorize, type Decision, isInForce } from './authorize.ts';
import type { GrantRow } from './grant-store.ts';
import { type GroupPath, findGroups } from './group-path.ts';
import { listGrants } from './list-grant.ts';
import { findRole, type Role } from './role.ts';
import { readCustomRoles } from './role-definition.ts';
import { scopeKey, scopesToward } from './scope.ts';

/** Who somebody is and what they hold, checked, and ordered so that a decision looks only at the scope asked for and those above it. */
export interface Standing extends GroupPath {
  readonly who: Who;
  /** Whether they must set up a second factor before anything else; applications never. */
  readonly factorDue: boolean;
  /** The ids that grants may name: their own and their groups'. */
  readonly grantees: readonly string[];
  /** Grants in force and to come, by key of their scope. */
  readonly grantsAt: ReadonlyMap<string, readonly GrantRow[]>;
  /** Those of their roles that are not built in, by id. */
  readonly roles: ReadonlyMap<string, Role>;
}

/**
 * Reads a person or an application with all that decides what they may do.
 * @param time milliseconds since 1970
 * @throws VaultError IntegrityViolation when person, application, membership or grant was edited outside the house
 */
export async function readStanding(tx: Tx, keyring: Keyring, id: string, time: number): Promise<Standing | undefined> {
  const who = await readWho(tx, keyring, id);
  if (!who) return undefined;
  const path = await findGroups(tx, keyring, id, time);
  const grantees = [id, ...path.through.keys()];
  const grants = await listGrants(tx, keyring, grantees, time);
  const factorDue = who.kind === 'person' && (await isFactorDue(tx, keyring, who.person));
  const roles = await readCustomRoles(tx, keyring, grants);
  return { ...path, who, factorDue, grantees, roles, grantsAt: Map.groupBy(grants, ({ scope }) => scopeKey(scope)) };
}

/** A standing of a person. */
export interface PersonStanding extends Standing {
  readonly who: PersonWho;
}

/** For what is only for people. */
export const isOfPerson = (standing: Standing | undefined): standing is PersonStanding => standing?.who.kind === 'person';

/** What a grant of theirs gives. */
export const roleOf = ({ roles }: Pick<Standing, 'roles'>, { roleId }: Pick<GrantRow, 'roleId'>): Role | undefined =>
  findRole(roleId) ?? roles.get(roleId);

/** The grants that reach a scope. */
export const grantsToward = ({ grantsAt }: Standing, scope: string): GrantRow[] =>
  scopesToward(scope).flatMap((key) => grantsAt.get(key) ?? []);

/** Whether somebody may, by what they hold. @param standing of nobody: undefined */
export const decide = (standing: Standing | undefined, need: Need, { scope, time }: { scope: string; time: number }): Decision =>
  authorize({
    need,
    grantees: standing?.grantees ?? [],
    scope,
    grants: standing ? grantsToward(standing, scope) : [],
    ...(standing && { roles: standing.roles }),
    time,
  });

/** Whether somebody holds anything that reaches a scope or lies below it: then they may know that it is there. */
export function knowsOf(standing: Standing, scope: string, time: number): boolean {
  const holds = (grants: readonly GrantRow[]): boolean => grants.some((grant) => isInForce(grant, time));
  if (holds(grantsToward(standing, scope))) return true;
  const below = scope === '/' ? '/' : `${scopeKey(scope)}/`;
  return [...standing.grantsAt].some(([key, grants]) => key.startsWith(below) && holds(grants));
}
