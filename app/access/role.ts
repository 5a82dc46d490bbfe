import { directoryRoles } from './directory-role.ts';
import { managementRoles } from './management-role.ts';
import { assignInPool, defineInPool } from './pool-need.ts';
import { poolRoles } from './pool-role.ts';
import { type Matcher, toMatcher } from './pattern.ts';
import { vaultRoles } from './vault-role.ts';

/** A role. Ids and actions of built-in ones are Azure's own, so that assignments can be compared with those of a subscription. */
export interface RoleDefinition {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Management actions; `*` stands for any run of characters. */
  readonly actions: readonly string[];
  /** Taken away from `actions`. */
  readonly notActions: readonly string[];
  /** Actions on what vaults hold. */
  readonly dataActions: readonly string[];
  /** Taken away from `dataActions`. */
  readonly notDataActions?: readonly string[];
  /** The only roles that who has this one may assign, by id; not limited where it is not there. */
  readonly assignable?: readonly string[];
}

export interface Role extends RoleDefinition {
  /** `pool`: on what Managed HSM pools hold, given at a pool or in it, and nowhere else. */
  readonly kind: 'vault' | 'pool' | 'management' | 'directory';
  /**
   * How somebody who has it can give themselves more than it says: by assigning roles, or by taking over somebody who may. Computed from
   * what it allows.
   */
  readonly elevates: 'assignments' | 'people' | undefined;
  readonly allows: (need: ActionNeed) => boolean;
}

export interface ActionNeed {
  readonly kind: 'action' | 'dataAction';
  readonly action: string;
  /** What will do as well; a refusal names only the first. */
  readonly or?: readonly ActionNeed[];
  /** Whether it is for what describes deleted objects: pools tell that from the rest. */
  readonly ofBin?: true;
}

export const assignRoles = { kind: 'action', action: 'Microsoft.Authorization/roleAssignments/write' } as const;
export const unassignRoles = { kind: 'action', action: 'Microsoft.Authorization/roleAssignments/delete' } as const;

/** With any of these one becomes somebody else, or puts oneself where somebody else's rights are. */
const takeOver = [
  'microsoft.directory/users/password/update',
  'microsoft.directory/groups/members/update',
  'microsoft.directory/applications/credentials/update',
];

/** The directory is a plane of its own, as in Azure: no wildcard of a role on resources reaches people, groups and applications. */
const isOfDirectory = (action: string): boolean => action.toLowerCase().startsWith('microsoft.directory/');

/** Whoever changes unlock slots can read everything: that is for who may assign every role anyway. */
const changesHouse = (action: string): boolean => /^strongroom\.instance\/.*(?<!\/read)$/i.test(action);

export const toRole =
  (kind: Role['kind']) =>
  (definition: RoleDefinition): Role => {
    const allows = toAllows(kind, definition);
    return { ...definition, kind, allows, elevates: toElevates(allows) };
  };

function toAllows(kind: Role['kind'], { actions, notActions, dataActions, notDataActions = [] }: RoleDefinition): Role['allows'] {
  const [allowed, taken] = [toMatcher(actions), toMatcher(notActions)];
  const [ofData, takenOfData] = [toMatcher(dataActions), toMatcher(notDataActions)];
  const onData: Matcher = (action) => ofData(action) && !takenOfData(action);
  const isLeft: Matcher = (action) => allowed(action) && !taken(action);
  const isAllowed: Matcher = (action) =>
    isOfDirectory(action) === (kind === 'directory') && isLeft(action) && (!changesHouse(action) || isLeft(assignRoles.action));
  const isMet = (need: ActionNeed): boolean => (need.kind === 'dataAction' ? onData(need.action) : isAllowed(need.action));
  return (need) => isMet(need) || (need.or ?? []).some(isMet);
}

function toElevates(allows: Role['allows']): Role['elevates'] {
  if ([assignRoles, assignInPool, defineInPool].some(allows)) return 'assignments';
  return takeOver.some((action) => allows({ kind: 'action', action })) ? 'people' : undefined;
}

/** Every built-in role: on what vaults and pools hold, on resources, on people. Pools have roles of their own beside them. */
export const roles: readonly Role[] = [
  ...vaultRoles.map(toRole('vault')),
  ...poolRoles.map(toRole('pool')),
  ...managementRoles.map(toRole('management')),
  ...directoryRoles.map(toRole('directory')),
];

const byId: ReadonlyMap<string, Role> = new Map(roles.map((role) => [role.id, role]));

/** @param id as Azure has it, without case */
export const findRole = (id: string): Role | undefined => byId.get(id.toLowerCase());

/** Whether it is one of pools; what is not built in is a pool's own. */
export const isPoolRole = (id: string): boolean => (findRole(id)?.kind ?? 'pool') === 'pool';

export const ownerRoleId = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';

/** What the first person of an instance is given: the management of everything, of everything in its vaults, of people and applications. */
export const firstPersonRoles = [
  ownerRoleId,
  '00482a5a-887f-4fb3-b363-3b7fe8e74483',
  'fe930be7-5e62-47db-91af-98c3a49a38b1',
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
] as const;
