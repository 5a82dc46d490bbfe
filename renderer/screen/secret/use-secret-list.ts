import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { secretListQuery } from '../../api/query.ts';

/** The secrets of a vault loaded so far, without values, and the way to more. */
export function useSecretList(vault: string) {
  const query = useInfiniteQuery(secretListQuery(useClient(), vault));
  const secrets = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const more = useMemo(
    () => (hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : undefined),
    [hasNextPage, isFetchingNextPage, fetchNextPage],
  );
  return { secrets, more, hasMore: hasNextPage, error: query.error, retry: () => void query.refetch() };
}
