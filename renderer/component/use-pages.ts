import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly total?: number | undefined;
}

/** A list that comes in pages, as one: what is loaded so far, how many there are in all, and the way to more. */
export interface PagedList<Item> {
  /** Undefined until the first page is there. */
  readonly items: readonly Item[] | undefined;
  readonly total: number | undefined;
  readonly more: (() => void) | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** @see PagedList */
export function usePages<Item>(query: UseInfiniteQueryResult<InfiniteData<Page<Item>>>): PagedList<Item> {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const items = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  const more = useMemo(
    () => (hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : undefined),
    [hasNextPage, isFetchingNextPage, fetchNextPage],
  );
  return { items, total: data?.pages[0]?.total, more, error: query.error, retry: () => void query.refetch() };
}
