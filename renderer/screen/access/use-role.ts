import { useQuery } from '@tanstack/react-query';
import type { Role } from '../../../app/contract/access.ts';
import { accessMineQuery, roleListQuery } from '../../api/access-query.ts';
import { useClient } from '../../api/client-context.tsx';

/** Key Vault Secrets User: the smallest role that reads values, which is what most applications need. */
export const proposedRole = '4633458b-17de-408a-b874-0445c86b69e6';

const none: readonly Role[] = [];

/** Every built-in role. */
export const useRoles = (): readonly Role[] => useQuery(roleListQuery(useClient())).data?.items ?? none;

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

/** The roles that the person may give at a scope, by id; undefined where all, or where it isn't known. */
export function useAssignable(scope: string): ReadonlySet<string> | undefined {
  const { data } = useQuery(accessMineQuery(useClient()));
  const roles = useRoles();
  if (!data) return undefined;
  const held = data.items
    .filter((it) => it.state === 'in force' && reaches(it.scope, scope))
    .map((it) => roles.find(({ id }) => id === it.role.id));
  const giving = held.filter((role) => role?.elevates === 'assignments');
  if (giving.length === 0 || giving.some((role) => role?.assignable === undefined)) return undefined;
  return new Set(giving.flatMap((role) => role?.assignable ?? []));
}
