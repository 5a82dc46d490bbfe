import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { vaultListQuery } from '../../api/query.ts';

/** Every vault loaded so far, and the way to more. */
export function useVaultList() {
  const query = useInfiniteQuery(vaultListQuery(useClient()));
  const vaults = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const more = useMemo(
    () => (hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : undefined),
    [hasNextPage, isFetchingNextPage, fetchNextPage],
  );
  return { vaults, more, hasMore: hasNextPage, error: query.error, retry: () => void query.refetch() };
}
