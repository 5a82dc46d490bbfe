import type { ActionNeed } from './role.ts';
import { reaches, scopeKey } from './scope.ts';

const pattern = /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.keyvault\/managedhsms\/[^/]+/;

/** The pool that a scope is, or lies in, in lower case; undefined where it is in none. */
export function poolOf(scope: string): string | undefined {
  return pattern.exec(scopeKey(scope))?.[0];
}

const plane = 'Microsoft.KeyVault/managedHsm';
const local = (verb: string, ...or: ActionNeed[]): ActionNeed => ({
  kind: 'dataAction',
  action: `${plane}/${verb}`,
  ...(or.length > 0 && { or }),
});
const managed = (verb: string, ...or: ActionNeed[]): ActionNeed => ({
  kind: 'action',
  action: `Microsoft.KeyVault/${verb}`,
  ...(or.length > 0 && { or }),
});
/** Roles of the plane above can be held at a pool too, and are given and taken by who may do that there. */
const authorization = (verb: string): ActionNeed => ({ kind: 'action', action: `Microsoft.Authorization/roleAssignments/${verb}` });

/** What giving and taking a pool's own roles needs. */
export const assignInPool = local('roleAssignments/write/action');
export const unassignInPool = local('roleAssignments/delete/action');
/** Who may change what a role says has what they put there, as far as they hold it. */
export const defineInPool = local('roleDefinitions/write/action');

const seeDeleted = local('keys/deletedKeys/read/action');
const seeRoles = local('roleAssignments/read/action');

/**
 * What is asked for in a pool where an operation is declared to need what a vault's roles give. Data of a pool is reached by its own actions
 * alone; what is not named here is the same in both, or nothing that a pool has.
 * Source: learn.microsoft.com/azure/key-vault/managed-hsm/built-in-roles, learn.microsoft.com/azure/key-vault/managed-hsm/key-rotation
 */
const poolNeeds: ReadonlyMap<string, ActionNeed> = new Map(
  Object.entries({
    'vaults/keys/read': local('keys/read/action'),
    'vaults/keys/create/action': local('keys/create'),
    'vaults/keys/import/action': local('keys/import/action'),
    'vaults/keys/update/action': local('keys/write/action'),
    'vaults/keys/delete': local('keys/delete'),
    'vaults/keys/recover/action': local('keys/deletedKeys/recover/action'),
    'vaults/keys/purge/action': local('keys/deletedKeys/delete'),
    'vaults/keys/backup/action': local('keys/backup/action'),
    'vaults/keys/restore/action': local('keys/restore/action'),
    'vaults/keys/release/action': local('keys/release/action'),
    'vaults/keys/rotate/action': local('keys/rotate/action'),
    'vaults/keys/encrypt/action': local('keys/encrypt/action'),
    'vaults/keys/decrypt/action': local('keys/decrypt/action'),
    'vaults/keys/wrap/action': local('keys/wrap/action'),
    'vaults/keys/unwrap/action': local('keys/unwrap/action'),
    'vaults/keys/sign/action': local('keys/sign/action'),
    'vaults/keys/verify/action': local('keys/verify/action'),
    'vaults/keyrotationpolicies/read': local('keys/read/action'),
    'vaults/keyrotationpolicies/write': local('keys/write/action'),
    'vaults/read': managed('managedHSMs/read', local('keys/read/action'), seeDeleted, seeRoles),
    'vaults/write': managed('managedHSMs/write'),
    'vaults/delete': managed('managedHSMs/delete'),
    'locations/deletedVaults/read': managed('locations/deletedManagedHsms/read'),
    'locations/deletedVaults/purge/action': managed('locations/deletedManagedHsms/purge/action'),
  }).map(([verb, need]) => [`Microsoft.KeyVault/${verb}`, need] as const),
);

const ofRoles: ReadonlyMap<string, ActionNeed> = new Map([
  ['Microsoft.Authorization/roleAssignments/read', local('roleAssignments/read/action', authorization('read'))],
  ['Microsoft.Authorization/roleAssignments/write', local('roleAssignments/write/action', authorization('write'))],
  ['Microsoft.Authorization/roleAssignments/delete', local('roleAssignments/delete/action', authorization('delete'))],
]);

/** What a need is at a scope. */
export const needAt = (need: ActionNeed, scope: string): ActionNeed => (poolOf(scope) === undefined ? need : inPool(need));

function inPool({ or, ofBin, ...need }: ActionNeed): ActionNeed {
  const own: ActionNeed = ofBin ? seeDeleted : (poolNeeds.get(need.action) ?? ofRoles.get(need.action) ?? need);
  const others = [...(own.or ?? []), ...(or ?? []).map(inPool)];
  return others.length === 0 ? own : { ...own, or: others };
}

/**
 * What of a need may be met by a grant: data that lies in a pool is reached by its own actions alone, held there, and by nothing above it.
 * @param need as `needAt` gave it for `scope`
 * @returns undefined where nothing of it may
 */
export function needFrom(need: ActionNeed, scope: string, granted: string): ActionNeed | undefined {
  const pool = poolOf(scope);
  if (pool === undefined) return need;
  const isWithin = reaches(pool, granted);
  const [first, ...or] = [need, ...(need.or ?? [])]
    .filter(({ kind, action }) => kind === 'action' || (isWithin && action.startsWith(`${plane}/`)))
    .map(({ kind, action }) => ({ kind, action }));
  return first && { ...first, or };
}
