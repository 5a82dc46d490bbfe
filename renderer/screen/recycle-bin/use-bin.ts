import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { binSecretQuery, deletedVaultQuery } from '../../api/query.ts';
import { type BinEntry, mergeEntries, secretEntry, vaultEntry } from './bin-entry.ts';
import { fits, toBinQuery, type BinFilter } from './bin-filter.ts';

const nothing: readonly BinEntry[] = [];

/** Deleted secrets that fit, as far as they were loaded; none where only vaults are asked for. */
function useBinSecrets(filter: BinFilter) {
  const wanted = filter.kind !== 'vault';
  const query = useMemo(() => toBinQuery(filter), [filter]);
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, error, refetch } = useInfiniteQuery({
    ...binSecretQuery(useClient(), query),
    enabled: wanted,
  });
  const found = useMemo(() => {
    if (!wanted) return nothing;
    return data?.pages.flatMap((page) => page.items.map(secretEntry).filter((entry) => entry !== undefined));
  }, [data, wanted]);
  const hasMore = wanted && hasNextPage;
  const more = useMemo(
    () => (hasMore && !isFetchingNextPage ? () => void fetchNextPage() : undefined),
    [hasMore, isFetchingNextPage, fetchNextPage],
  );
  const total = (wanted ? data?.pages[0]?.total : undefined) ?? { count: 0, atLeast: false };
  return { found, total, hasMore, more, error, refetch };
}

/** Deleted vaults that fit; none where only secrets are asked for. */
function useBinVaults(filter: BinFilter) {
  const wanted = filter.kind !== 'secret';
  const { data, hasNextPage, error, refetch } = useInfiniteQuery({ ...deletedVaultQuery(useClient()), enabled: wanted });
  const found = useMemo(() => {
    if (!wanted) return nothing;
    return data?.pages.flatMap((page) => page.items.map(vaultEntry).filter((entry) => fits(entry, filter)));
  }, [data, wanted, filter]);
  return { found, hasMore: wanted && hasNextPage, error, refetch };
}

/** What lies in the bin and fits the filter, as far as it was loaded, and the way to more. */
export function useBin(filter: BinFilter) {
  const secrets = useBinSecrets(filter);
  const vaults = useBinVaults(filter);
  const entries = useMemo(
    () => secrets.found && vaults.found && mergeEntries(secrets.found, vaults.found, secrets.hasMore),
    [secrets.found, vaults.found, secrets.hasMore],
  );
  return {
    entries,
    total: { count: secrets.total.count + (vaults.found?.length ?? 0), atLeast: secrets.total.atLeast || vaults.hasMore },
    secretCount: secrets.total.count,
    more: secrets.more,
    error: secrets.error ?? vaults.error,
    retry: () => void Promise.all([secrets.refetch(), vaults.refetch()]),
  };
}
