import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}

/** A list that comes in pages, as one: what is loaded so far, how many there are in all, and the way to more. */
export function usePages<Item>(query: UseInfiniteQueryResult<InfiniteData<Page<Item>>>) {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const items = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  const more = useMemo(
    () => (hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : undefined),
    [hasNextPage, isFetchingNextPage, fetchNextPage],
  );
  return { items, total: data?.pages[0]?.total ?? 0, more, error: query.error, retry: () => void query.refetch() };
}
