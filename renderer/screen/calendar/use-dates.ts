import { useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { endingListQuery } from '../../api/application-query.ts';
import { useClient } from '../../api/client-context.tsx';
import { datedKeyQuery } from '../../api/key-query.ts';
import { expiryQuery } from '../../api/query.ts';
import type { DatedKind } from './calendar-place.ts';
import { credentialDates, keyDates, rotationDates, secretDates, type Dated, type Span } from './dated.ts';

/** Objects of one kind that are looked at for one span at most: a month with more is a list to filter, no calendar. */
export const mostShown = 2000;

interface Page<T> {
  readonly items: readonly T[];
}

const nothing: readonly never[] = [];

/** All that a question has, page by page, up to what a calendar can show. */
function useAll<T>(
  query: Pick<UseInfiniteQueryResult<{ pages: Page<T>[] }>, 'data' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>,
) {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? nothing, [data]);
  const goesOn = hasNextPage && items.length < mostShown;
  useEffect(() => {
    if (goesOn && !isFetchingNextPage) void fetchNextPage();
  }, [goesOn, isFetchingNextPage, fetchNextPage]);
  return { items, cut: hasNextPage && !goesOn };
}

/**
 * What falls on the days of a span, of the kinds that are shown.
 * @param shown the same array for the same kinds
 * @param today the first instant of this day: what is overdue comes then
 */
export function useDates({ from, until }: Span, shown: readonly DatedKind[], today: number) {
  const client = useClient();
  const asks = (kind: DatedKind) => ({ enabled: shown.includes(kind) });
  const secretsQuery = useInfiniteQuery({ ...expiryQuery(client, { from, until }), ...asks('secret') });
  const keysQuery = useInfiniteQuery({ ...datedKeyQuery(client, { sort: 'expires', expires: { from, until } }), ...asks('key') });
  // What comes first may be before the span, and what follows it within.
  const rotationsQuery = useInfiniteQuery({ ...datedKeyQuery(client, { sort: 'rotatesOn', rotatesOn: { until } }), ...asks('rotation') });
  const credentialsQuery = useInfiniteQuery({ ...endingListQuery(client, until), ...asks('credential') });
  const secrets = useAll(secretsQuery);
  const keys = useAll(keysQuery);
  const rotations = useAll(rotationsQuery);
  const credentials = useAll(credentialsQuery);
  const dates = useMemo((): readonly Dated[] => {
    const shows = (kind: DatedKind) => shown.includes(kind);
    return [
      ...(shows('secret') ? secretDates(secrets.items) : []),
      ...(shows('key') ? keyDates(keys.items) : []),
      ...(shows('rotation') ? rotationDates(rotations.items, { from, until }, today) : []),
      ...(shows('credential') ? credentialDates(credentials.items, { from, until }) : []),
    ];
  }, [shown, secrets.items, keys.items, rotations.items, credentials.items, from, until, today]);
  const queries = [secretsQuery, keysQuery, rotationsQuery, credentialsQuery];
  return {
    dates,
    loading: queries.some(({ isLoading }) => isLoading),
    cut: [secrets, keys, rotations, credentials].some(({ cut }) => cut),
    error: queries.find(({ error }) => error)?.error,
    retry: () => {
      for (const { error, refetch } of queries) if (error) void refetch();
    },
  };
}
