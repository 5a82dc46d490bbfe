import { mutationOptions, queryOptions } from '@tanstack/react-query';
import type { Input } from '../../app/contract/operation.ts';
import type { Client } from './client.ts';
import { hsmKey } from './hsm-query.ts';

/** What lies in a token; read again each time, because others put things there too. */
export const objectListQuery = (client: Client, token: string) =>
  queryOptions({
    queryKey: [...hsmKey.all, 'object', token],
    queryFn: ({ signal }) => client.call('HsmObjectList', { token }, { signal }),
    staleTime: 0,
    gcTime: 0,
  });

/** Whether a key can move; tries both tokens. */
export const transferCheck = (client: Client) =>
  mutationOptions({ mutationFn: (input: Input<'KeyTransferCheck'>) => client.call('KeyTransferCheck', input) });
