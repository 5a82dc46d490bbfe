import { queryOptions } from '@tanstack/react-query';
import type { Client } from './client.ts';
import { queryKey } from './query.ts';

/** How often it is looked whether a token was plugged in. */
const everyMs = 1_000;

/** What is seen of the token of an unlock slot while the house is closed, looked for again and again. */
export const slotLookQuery = (client: Client, slot: string) =>
  queryOptions({
    queryKey: [...queryKey.instance, 'look', slot],
    queryFn: ({ signal }) => client.call('SlotLook', { slot }, { signal }),
    refetchInterval: everyMs,
    staleTime: 0,
    gcTime: 0,
  });
