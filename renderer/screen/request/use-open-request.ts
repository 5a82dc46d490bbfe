import { useInfiniteQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { requestListQuery } from '../../api/access-query.ts';
import { useMayAnywhere } from '../access/use-may-anywhere.ts';

/** How old the count may be when one goes to another place. */
const freshMs = 30_000;

/** How many requests wait for the person to decide; undefined for who decides none. Counted again as one goes about. */
export function useOpenRequests(): number | undefined {
  const decides = useMayAnywhere('AccessRequestDecide').state === 'yes';
  const { pathname } = useLocation();
  const { data, refetch, dataUpdatedAt } = useInfiniteQuery({ ...requestListQuery(useClient(), 'decide', ['open']), enabled: decides });
  const recount = useRef(() => {});
  useEffect(() => {
    recount.current = () => {
      if (decides && dataUpdatedAt > 0 && Date.now() - dataUpdatedAt > freshMs) void refetch();
    };
  });
  useEffect(() => recount.current(), [pathname]);
  return decides ? data?.pages[0]?.total : undefined;
}
