import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useAccess } from '../../api/access-context.ts';
import { mayAnywhereQuery, type May } from '../../api/may.ts';
import { useVaultList } from '../vault/use-vault-list.ts';

/** Vaults that are asked about one by one. */
const mostVaults = 200;

const unknown: May = { state: 'unknown' };

/** Whether the person may do something in the tenant, or in any vault that they see. */
export function useMayAnywhere(operation: string): May {
  const { vaults, error } = useVaultList();
  const names = useMemo(() => vaults?.slice(0, mostVaults).map(({ name }) => name) ?? [], [vaults]);
  const { data } = useQuery({
    ...mayAnywhereQuery(useAccess()?.desk, operation, names),
    enabled: vaults !== undefined || error !== null,
  });
  return data ?? unknown;
}
