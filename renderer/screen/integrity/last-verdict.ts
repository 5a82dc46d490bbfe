import { queryOptions, skipToken } from '@tanstack/react-query';
import { queryKey } from '../../api/query.ts';
import type { Verdict } from '../../../app/contract/log.ts';

/** What verifying found, and when it ended (milliseconds since 1970). */
export interface LastVerdict {
  readonly verdict: Verdict;
  readonly endedOn: number;
}

/** The last verdict of this sign-in: put there by Verify, read by whoever shows how the log stands; never asked of the engine. */
export const lastVerdictQuery = queryOptions<LastVerdict>({
  queryKey: [...queryKey.log, 'verdict'],
  queryFn: skipToken,
  staleTime: Infinity,
  gcTime: Infinity,
});
