import { useQuery } from '@tanstack/react-query';
import type { Role } from '../../../app/contract/access.ts';
import type { RoleDefinition } from '../../../app/contract/pool.ts';
import { useMay } from '../../api/access-context.ts';
import { accessMineQuery, roleListQuery } from '../../api/access-query.ts';
import { useClient } from '../../api/client-context.tsx';
import { roleDefinitionQuery } from '../../api/pool-query.ts';
import { poolOf } from './scope.ts';

/** Key Vault Secrets User: the smallest role that reads values, which is what most applications need. */
export const proposedRole = '4633458b-17de-408a-b874-0445c86b69e6';

const none: readonly Role[] = [];

/** Every built-in role. */
export const useRoles = (): readonly Role[] => useQuery(roleListQuery(useClient())).data?.items ?? none;

/** The roles that can be given at a scope: in a pool its own and those of pools in place of those of vaults. */
export function useRolesAt(scope: string): readonly Role[] {
  const roles = useRoles();
  const pool = poolOf(scope);
  const may = useMay({ operation: 'RoleDefinitionList', ...(pool === undefined ? {} : { vault: pool }) });
  const { data } = useQuery({ ...roleDefinitionQuery(useClient(), pool ?? ''), enabled: pool !== undefined && may.state === 'yes' });
  if (pool === undefined) return roles.filter(({ kind }) => kind !== 'pool');
  const own = (data?.items ?? []).filter(({ kind }) => kind === 'custom').map(toRole);
  return [...roles.filter(({ kind }) => kind === 'pool' || kind === 'management'), ...own];
}

const toRole = ({ id, name, description, dataActions }: RoleDefinition): Role => ({
  id,
  name,
  description,
  kind: 'pool',
  actions: [],
  notActions: [],
  dataActions,
});

export const useRole = (id: string): Role | undefined => useRoles().find((role) => role.id === id);

/** What it means that somebody has a role with which they can give themselves more. */
export const elevationText: Readonly<Record<NonNullable<Role['elevates']>, string>> = {
  assignments: 'Whoever has this role can give roles, to themselves too: it is worth as much as the most that it may give.',
  people: 'Whoever has this role can let people into groups and set their credentials anew: it is worth more than it says.',
};

/** Whether a grant at `granted` reaches `asked`; scopes compare without case. */
const reaches = (granted: string, asked: string): boolean => {
  const [above, below] = [granted.toLowerCase(), asked.toLowerCase()];
  return above === '/' || below === above || below.startsWith(`${above}/`);
};

/** Roles of pools are given by who holds one that may, the others by who may above. */
function inPool(roles: readonly Role[], giving: readonly (Role | undefined)[]): ReadonlySet<string> | undefined {
  const [local, above] = [giving.some((role) => role?.kind === 'pool'), giving.some((role) => role?.kind === 'management')];
  // A pool's own are not among those that are built in.
  if (local) return above ? undefined : new Set(roles.filter(({ kind }) => kind === 'pool').map(({ id }) => id));
  return new Set(roles.filter(({ kind }) => kind !== 'pool').map(({ id }) => id));
}

/** The roles that the person may give at a scope, by id; undefined where all, or where it isn't known. */
export function useAssignable(scope: string): ReadonlySet<string> | undefined {
  const { data } = useQuery(accessMineQuery(useClient()));
  const roles = useRoles();
  if (!data) return undefined;
  const held = data.items
    .filter((it) => it.state === 'in force' && reaches(it.scope, scope))
    .map((it) => roles.find(({ id }) => id === it.role.id));
  const giving = held.filter((role) => role?.elevates === 'assignments');
  if (poolOf(scope) !== undefined) return inPool(roles, giving);
  if (giving.length === 0 || giving.some((role) => role?.assignable === undefined)) return undefined;
  return new Set(giving.flatMap((role) => role?.assignable ?? []));
}
