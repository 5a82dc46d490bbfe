import { isInForce } from '../access/authorize.ts';
import type { GrantRow } from '../access/grant-store.ts';
import { assignInPool } from '../access/pool-need.ts';
import { type ActionNeed, assignRoles, type Role } from '../access/role.ts';
import { reaches } from '../access/scope.ts';
import { type PersonStanding, roleOf } from '../access/standing.ts';
import type { Session } from '../contract/session.ts';
import type { Room } from '../operation/operation.ts';
import type { LiveSession } from './session.ts';

/** A role in force, and where. */
interface Held {
  readonly role: Role;
  readonly scope: string;
}

/**
 * A session as the window sees it.
 * @param standing of the person at `room.time`
 */
export async function toSession({ tx, time }: Pick<Room, 'tx' | 'time'>, standing: PersonStanding, live: LiveSession): Promise<Session> {
  const { who, factorDue } = standing;
  const { person } = who;
  const tenant = await tx.directory.findTenant();
  const [group] = tenant ? await tx.directory.listResourceGroups(tenant.id) : [];
  if (!tenant || !group) throw new Error('the instance has no tenant or resource group');
  const held = [...standing.grantsAt.values()]
    .flat()
    .filter((grant) => isInForce(grant, time))
    .flatMap((grant) => toHeld(standing, grant));
  const logScopes = highest(held.filter(({ role }) => role.allows(readLog)).map(({ scope }) => scope));
  return {
    id: live.id,
    person: { id: person.id, name: person.name, displayName: person.displayName },
    tenant: { id: tenant.id, name: tenant.name },
    resourceGroup: `/subscriptions/${group.subscriptionId}/resourceGroups/${group.name}`,
    roles: held.map(({ role, scope }) => ({ name: role.name, scope })),
    start: startOf(held, logScopes),
    logScopes,
    factorDue,
    startedOn: live.startedOn,
  };
}

const readLog: ActionNeed = { kind: 'action', action: 'Microsoft.Insights/logs/read' };

/** Any of these makes somebody responsible for what others use. */
const manages: readonly ActionNeed[] = [
  assignRoles,
  assignInPool,
  { kind: 'action', action: 'Microsoft.KeyVault/vaults/write' },
  { kind: 'action', action: 'microsoft.directory/users/basic/update' },
  { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/secrets/delete' },
];

/** What needs attention, for who manages anything but single objects; the log, for who may only read that; else finding and copying. */
function startOf(held: readonly Held[], logScopes: readonly string[]): Session['start'] {
  if (held.some(({ role, scope }) => !isObject(scope) && manages.some((need) => role.allows(need)))) return 'attention';
  return logScopes.length > 0 && held.every(({ role }) => role.dataActions.length === 0) ? 'log' : 'find';
}

/** Whether a scope is a single object in a vault. */
const isObject = (scope: string): boolean => /\/(?:vaults|managedhsms)\/[^/]+\/./i.test(scope);

function toHeld(standing: PersonStanding, grant: GrantRow): Held[] {
  const role = roleOf(standing, grant);
  return role ? [{ role, scope: grant.scope }] : [];
}

/** Each once, and none that lies below another. */
function highest(scopes: readonly string[]): string[] {
  const kept: string[] = [];
  for (const scope of scopes.toSorted((a, b) => a.length - b.length)) if (!kept.some((above) => reaches(above, scope))) kept.push(scope);
  return kept;
}
