import { queryOptions, skipToken } from '@tanstack/react-query';
import type { Input, Output } from '../../app/contract/operation.ts';
import type { Client } from './client.ts';

/** Keys of what is known of the endpoint; all under one. */
export const endpointKey = {
  all: ['endpoint'],
  state: ['endpoint', 'state'],
  meters: ['endpoint', 'meters'],
  usage: (asked: UsageAsked) => ['endpoint', 'usage', asked],
} as const;

/** How the house is reached. Every change of it is heard of while a window is open, so that it is asked for once. */
export const endpointQuery = (client: Client) =>
  queryOptions({
    queryKey: endpointKey.state,
    queryFn: ({ signal }) => client.call('EndpointGet', {}, { signal }),
    staleTime: Infinity,
    gcTime: Infinity,
  });

/** What goes on at the endpoint; `stopped` where nobody tells any more. */
export type Meters =
  | ({ readonly state: 'live' } & Pick<Output<'EndpointFollow'>, 'connections' | 'vaults'>)
  | { readonly state: 'stopped'; readonly error: unknown };

/** Put there by who follows the endpoint; never asked for. */
export const metersQuery = queryOptions<Meters>({
  queryKey: endpointKey.meters,
  queryFn: skipToken,
  staleTime: Infinity,
  gcTime: Infinity,
});

type UsageAsked = Input<'UsageList'>;

export const usageQuery = (client: Client, asked: UsageAsked) =>
  queryOptions({ queryKey: endpointKey.usage(asked), queryFn: ({ signal }) => client.call('UsageList', asked, { signal }) });
