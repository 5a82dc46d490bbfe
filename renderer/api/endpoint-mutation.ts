import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import type { Endpoint } from '../../app/contract/endpoint.ts';
import type { Input } from '../../app/contract/operation.ts';
import type { Client } from './client.ts';
import { endpointKey } from './endpoint-query.ts';
import { askWith, forget } from './mutation.ts';
import { queryKey } from './query.ts';

const keep = (queries: QueryClient, endpoint: Endpoint) => {
  queries.setQueryData(endpointKey.state, endpoint);
  return forget(queries, queryKey.instance, queryKey.log);
};

const secretsOf = ({ key, password }: Input<'EndpointPut'>) => [key, password].filter((it) => it !== undefined);

/** Zeroes the private key and the password. */
export const endpointPut = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'EndpointPut'>) => askWith(client, 'EndpointPut', input, secretsOf(input)),
    onSuccess: (endpoint, _input, _result, { client: queries }) => keep(queries, endpoint),
    // Another changed it first: what is shown is no longer what is.
    onError: (_error, _input, _result, { client: queries }) => forget(queries, endpointKey.state),
  });

export const endpointPortPut = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'EndpointPortPut'>) => client.call('EndpointPortPut', input),
    onSuccess: (endpoint, _input, _result, { client: queries }) => keep(queries, endpoint),
  });

/** Asks the system how names resolve; the answer stays with who asked. */
export const endpointCheck = (client: Client) =>
  mutationOptions({ mutationFn: (input: Input<'EndpointCheck'>) => client.call('EndpointCheck', input) });

export const hostsPut = (client: Client) =>
  mutationOptions({
    mutationFn: (input: Input<'HostsPut'>) => client.call('HostsPut', input),
    onSuccess: (_lines, _input, _result, { client: queries }) => forget(queries, queryKey.log),
  });
