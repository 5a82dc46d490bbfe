import { publishedRoles } from '../app/access/published-role.ts';
import type { OperationName } from '../../app/contract/operation.ts';
import { statedInPool } from './stated-in-pool.ts';
import { seeInto, type StatedNeed } from './stated-need.ts';

interface OracleRole {
  readonly id: string;
  readonly name: string;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly dataActions: readonly string[];
}

/** What Entra's Directory Readers may, as far as this house has it; both of its roles inherit that. */
const directoryReader = ['users/standard/read', 'groups/standard/read', 'groups/members/read', 'applications/standard/read'].map(
  (verb) => `microsoft.directory/${verb}`,
);

/** Entra's, as far as this house has what it allows. */
const userAdministrator: OracleRole = {
  id: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  name: 'User Administrator',
  actions: [
    ...['create', 'basic/update', 'disable', 'enable', 'password/update'].map((verb) => `microsoft.directory/users/${verb}`),
    ...['create', 'delete', 'basic/update', 'members/update'].map((verb) => `microsoft.directory/groups/${verb}`),
    ...directoryReader,
  ],
  notActions: [],
  dataActions: [],
};

const applicationAdministrator: OracleRole = {
  id: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  name: 'Application Administrator',
  actions: [
    ...['create', 'delete', 'basic/update', 'credentials/update'].map((verb) => `microsoft.directory/applications/${verb}`),
    ...directoryReader,
  ],
  notActions: [],
  dataActions: [],
};

const directoryRoles: readonly OracleRole[] = [userAdministrator, applicationAdministrator];

export const oracleRoles: readonly OracleRole[] = [...publishedRoles, ...directoryRoles];

/** `*` stands for anything; as a whole segment also for none, as Azure Resource Manager has it. */
function fits(patterns: readonly string[], action: string): boolean {
  const text = action.toLowerCase();
  return patterns.some((pattern) => [pattern, pattern.replaceAll('/*/', '/')].some((it) => glob(it.toLowerCase().split('*'), text)));
}

function glob([head = '', ...rest]: readonly string[], text: string): boolean {
  if (!text.startsWith(head)) return false;
  const left = text.slice(head.length);
  if (rest.length === 0) return left === '';
  return Array.from({ length: left.length + 1 }, (_, skipped) => left.slice(skipped)).some((tail) => glob(rest, tail));
}

/**
 * Whether a role allows an operation, as its published definition says; with two rules of the house: what is about people, groups and applications
 * is the directory's, and no role on resources reaches it by `*`; and only an Owner changes the house itself (its unlock slots, its backups).
 */
function oracleAllows(role: OracleRole, need: StatedNeed): boolean {
  switch (need.kind) {
    case 'nobody':
    case 'anybody':
      return true;
    case 'data':
      return fits(role.dataActions, need.action);
    case 'action':
      return allowsAction(role, need.action) || (need.seeing === true && seeInto.some((it) => fits(role.dataActions, it)));
  }
}

function allowsAction(role: OracleRole, action: string): boolean {
  if (action.startsWith('microsoft.directory/') && !directoryRoles.includes(role)) return false;
  if (action.startsWith('Strongroom.Instance/') && !action.endsWith('/read') && role.name !== 'Owner') return false;
  return fits(role.actions, action) && !fits(role.notActions, action);
}

/** Whether what is granted at one scope holds at another: there, and at everything below it. */
const oracleReaches = (granted: string, asked: string): boolean =>
  granted === '/' || `${asked}/`.toLowerCase().startsWith(`${granted}/`.toLowerCase());

/** What only pools do is done with no vault, whoever asks; of what is not there, who may everywhere hears that. */
const isOfPools = (need: StatedNeed): boolean => need.kind === 'data' && need.action.startsWith('Microsoft.KeyVault/managedHsm/');

/** In a pool its own roles count, held there or below, and nothing that is held above; but for managing it as a resource. */
function oracleAllowsInPool(
  role: OracleRole,
  granted: string,
  asked: { readonly operation: OperationName; readonly need: StatedNeed },
): boolean {
  const stated = statedInPool[asked.operation];
  const isWithin = granted.includes('/managedHSMs/');
  if (!stated) return asked.need.kind === 'action' && allowsAction(role, asked.need.action);
  const onData = (stated.data ?? []).some((verb) => fits(role.dataActions, `Microsoft.KeyVault/managedHsm/${verb}`));
  return (isWithin && onData) || (stated.action !== undefined && allowsAction(role, stated.action));
}

/** What must be decided of who has one role at one scope, and whether it was the role's word that decided. */
export function oracleDecides(
  role: OracleRole,
  granted: string,
  asked: { readonly operation: OperationName; readonly need: StatedNeed; readonly scope: string },
): { readonly decision: 'allowed' | 'refused'; readonly by: 'role' | 'scope' | 'nothing' } {
  const { need, scope } = asked;
  if (need.kind === 'nobody' || need.kind === 'anybody') return { decision: 'allowed', by: 'nothing' };
  if (!oracleReaches(granted, scope)) return { decision: 'refused', by: 'scope' };
  if (scope.includes('/managedHSMs/')) return { decision: oracleAllowsInPool(role, granted, asked) ? 'allowed' : 'refused', by: 'role' };
  if (isOfPools(need) && scope !== '/') return { decision: 'refused', by: 'role' };
  return { decision: oracleAllows(role, need) ? 'allowed' : 'refused', by: 'role' };
}
