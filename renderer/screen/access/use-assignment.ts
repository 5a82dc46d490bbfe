import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { assignmentListQuery, type AssignmentsAsked } from '../../api/access-query.ts';
import { useClient } from '../../api/client-context.tsx';

/** Assignments, as far as they were loaded, and the way to more. */
export function useAssignments(asked: AssignmentsAsked) {
  const query = useInfiniteQuery(assignmentListQuery(useClient(), asked));
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const more = useMemo(
    () => (hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : undefined),
    [hasNextPage, isFetchingNextPage, fetchNextPage],
  );
  return { items, more, total: query.data?.pages[0]?.total, error: query.error, retry: () => void query.refetch() };
}
