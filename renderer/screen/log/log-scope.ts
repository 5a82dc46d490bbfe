import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.tsx';
import { sessionQuery } from '../../api/query.ts';

const tenant = '/';

/**
 * Where the log is read: what was wanted where one may, else the widest that one may.
 * @param scopes where the person may read the log
 * @returns undefined for the whole tenant, and where one may nowhere: the engine then says what is missing
 */
export function chooseScope(scopes: readonly string[], wanted: string | undefined): string | undefined {
  if (scopes.includes(tenant)) return wanted === tenant ? undefined : wanted;
  return wanted !== undefined && scopes.includes(wanted) ? wanted : scopes[0];
}

/** What people read for a scope: `Tenant`, the last name of a path. */
export const scopeTitle = (scope: string): string => (scope === tenant ? 'Tenant' : (scope.split('/').at(-1) ?? scope));

/** Where the person may read the log, and whether that is the whole tenant; undefined until that is known. */
export function useLogScopes(): { readonly scopes: readonly string[]; readonly whole: boolean } | undefined {
  const { data } = useQuery(sessionQuery(useClient()));
  return data && { scopes: data.logScopes, whole: data.logScopes.includes(tenant) };
}
