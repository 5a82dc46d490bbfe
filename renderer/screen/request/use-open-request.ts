import { useInfiniteQuery } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.tsx';
import { requestListQuery } from '../../api/access-query.ts';
import { useMayAnywhere } from '../access/use-may-anywhere.ts';

/** How often it is looked whether somebody asked for something; the log doesn't record it. */
const everyMs = 30_000;

/** How many requests wait for the person to decide; undefined for who decides none. */
export function useOpenRequests(): number | undefined {
  const decides = useMayAnywhere('RoleAssignmentCreate').state === 'yes';
  const { data } = useInfiniteQuery({ ...requestListQuery(useClient(), 'decide', ['open']), enabled: decides, refetchInterval: everyMs });
  return decides ? data?.pages[0]?.total : undefined;
}
