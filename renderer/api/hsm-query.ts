import { queryOptions } from '@tanstack/react-query';
import type { Client } from './client.ts';
import { moduleListQuery } from './key-query.ts';

/** Keys of what is known of modules and tokens; all under one. */
export const hsmKey = { all: ['hsm'], found: ['hsm', 'found'] } as const;

export const moduleKey = (client: Client) => moduleListQuery(client).queryKey;

/** Libraries of this system that could be added. */
export const foundModuleQuery = (client: Client) =>
  queryOptions({ queryKey: hsmKey.found, queryFn: ({ signal }) => client.call('HsmModuleFind', {}, { signal }), staleTime: 0 });
