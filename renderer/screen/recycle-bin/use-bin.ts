import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { binSecretQuery, deletedVaultQuery } from '../../api/query.ts';
import { mergeEntries, secretEntry, vaultEntry } from './bin-entry.ts';
import { fits, toBinQuery, type BinFilter } from './bin-filter.ts';

/** What lies in the bin and fits the filter, as far as it was loaded, and the way to more. */
export function useBin(filter: BinFilter) {
  const client = useClient();
  const query = useMemo(() => toBinQuery(filter), [filter]);
  const secrets = useInfiniteQuery({ ...binSecretQuery(client, query), enabled: filter.kind !== 'vault' });
  const vaults = useInfiniteQuery({ ...deletedVaultQuery(client), enabled: filter.kind !== 'secret' });
  const hasMore = filter.kind !== 'vault' && secrets.hasNextPage;
  const entries = useMemo(() => {
    const found = filter.kind === 'vault' ? [] : (secrets.data?.pages.flatMap((page) => page.items) ?? []);
    const lying = filter.kind === 'secret' ? [] : (vaults.data?.pages.flatMap((page) => page.items) ?? []);
    const fitting = lying.map(vaultEntry).filter((entry) => fits(entry, filter));
    return mergeEntries(
      found.map(secretEntry).filter((entry) => entry !== undefined),
      fitting,
      hasMore,
    );
  }, [secrets.data, vaults.data, filter, hasMore]);
  const { isFetchingNextPage, fetchNextPage } = secrets;
  const more = useMemo(
    () => (hasMore && !isFetchingNextPage ? () => void fetchNextPage() : undefined),
    [hasMore, isFetchingNextPage, fetchNextPage],
  );
  const counted = filter.kind === 'vault' ? undefined : secrets.data?.pages[0]?.total;
  const vaultCount = entries.filter((entry) => entry.kind === 'vault').length;
  return {
    entries: (filter.kind === 'vault' || secrets.data) && (filter.kind === 'secret' || vaults.data) ? entries : undefined,
    total: { count: (counted?.count ?? 0) + vaultCount, atLeast: (counted?.atLeast ?? false) || vaults.hasNextPage },
    secretCount: counted?.count ?? 0,
    more,
    error: secrets.error ?? vaults.error,
    retry: () => void Promise.all([secrets.refetch(), vaults.refetch()]),
  };
}
