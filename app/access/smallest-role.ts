import { dataActions, poolActions, resourceActions, tenantActions } from './action.ts';
import { poolOf } from './pool-need.ts';
import { type ActionNeed, type Role, roles } from './role.ts';

/** What changes something or shows a value weighs more than any sum of what only describes; the log tells what everybody does. */
function weightOf(action: string): number {
  if (action === 'Microsoft.Insights/logs/read') return 10;
  return /\/(?:read|read\/action|readMetadata\/action)$/.test(action) ? 1 : 100;
}

const decisive = 100_000;

/**
 * How much a role gives where it is assigned: whether one can get more with it, then what it allows of all that there is. A role that
 * allows everything that another one does, and more, always gives more.
 */
function powerOf(role: Role, { management, data }: { readonly management: readonly string[]; readonly data: readonly string[] }): number {
  const allowed = [
    ...management.filter((action) => role.allows({ kind: 'action', action })),
    ...data.filter((action) => role.allows({ kind: 'dataAction', action })),
  ];
  return allowed.reduce((sum, action) => sum + weightOf(action), role.elevates ? decisive : 0);
}

/** Stable: of two that give as much, the one that stands first among all roles. */
const ascending = (there: Parameters<typeof powerOf>[1]): readonly Role[] =>
  roles.toSorted((a, b) => powerOf(a, there) - powerOf(b, there));

const atTenant = ascending({ management: [...resourceActions, ...tenantActions], data: dataActions });
const belowTenant = ascending({ management: resourceActions, data: dataActions });
const inPool = ascending({ management: resourceActions, data: poolActions });

function orderAt(scope: string): readonly Role[] {
  if (scope === '/') return atTenant;
  return poolOf(scope) === undefined ? belowTenant : inPool;
}

/** The built-in role that gives the least of those that allow what is needed, assigned at `scope`; undefined where none does. */
export const smallestRole = (need: ActionNeed, scope: string): Role | undefined =>
  orderAt(scope).find((role) => role.allows({ kind: need.kind, action: need.action }));
