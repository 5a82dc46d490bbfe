import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useClient } from '../../api/client-context.tsx';
import type { LogAsked } from '../../api/log-query.ts';
import { logListQuery } from '../../api/query.ts';

const keyOf = (asked: LogAsked) => JSON.stringify(asked);

/** The records that fit, by pages; those of the question before stay until the first of the next one are there. */
export function useLogRows(asked: LogAsked) {
  const query = useInfiniteQuery({
    ...logListQuery(useClient(), asked.filter, asked.scope),
    placeholderData: keepPreviousData,
  });
  const [shown, setShown] = useState(asked);
  const settled = query.data !== undefined && !query.isPlaceholderData;
  if (settled && keyOf(shown) !== keyOf(asked)) setShown(asked);
  const pages = query.data?.pages;
  return {
    /** Whether the rows answer what is asked now. */
    settled,
    /** What the rows answer. */
    shown: settled ? asked : shown,
    rows: useMemo(() => pages?.flatMap((page) => page.rows), [pages]),
    removed: useMemo(() => pages?.flatMap((page) => page.removed ?? []) ?? [], [pages]),
    total: pages?.[0]?.total,
    error: query.error,
    retry: () => void query.refetch(),
    /** Reads older ones; undefined while that is under way, and at the end. */
    more: query.hasNextPage && !query.isFetchingNextPage && !query.isFetchNextPageError ? () => void query.fetchNextPage() : undefined,
    moreError: query.isFetchNextPageError ? query.error : undefined,
    moreAgain: () => void query.fetchNextPage(),
  };
}

export type LogRows = ReturnType<typeof useLogRows>;
