import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Input } from '../../app/contract/operation.ts';
import type { Client } from './client.ts';

/** What a list of keys is narrowed to. */
export type KeyAsked = Omit<Input<'KeySearch'>, 'cursor' | 'limit'>;

interface Named {
  readonly vault: string;
  readonly name: string;
}

const lower = ({ vault, name }: Named) => [vault.toLowerCase(), name.toLowerCase()];

export const keyKey = {
  all: ['keys'],
  list: (asked: KeyAsked) => ['keys', 'list', asked],
  one: (key: Named) => ['keys', 'one', ...lower(key)],
  versions: (key: Named) => ['keys', 'one', ...lower(key), 'versions'],
  policy: (key: Named) => ['keys', 'one', ...lower(key), 'policy'],
  use: (key: Named) => ['keys', 'one', ...lower(key), 'use'],
} as const;

const rows = 100;
const start: { readonly cursor?: string } = {};

/** Keys over all vaults, by name; of the recycle bin the next to go first. */
export const keyListQuery = (client: Client, asked: KeyAsked) =>
  infiniteQueryOptions({
    queryKey: keyKey.list(asked),
    queryFn: ({ signal, pageParam }) =>
      client.call('KeySearch', { ...asked, limit: rows, ...(pageParam === undefined ? {} : { cursor: pageParam }) }, { signal }),
    initialPageParam: start.cursor,
    getNextPageParam: (page) => page.next,
  });

export const keyVersionsQuery = (client: Client, key: Named) =>
  infiniteQueryOptions({
    queryKey: keyKey.versions(key),
    queryFn: ({ signal, pageParam }) =>
      client.call('KeyListVersions', { ...key, ...(pageParam === undefined ? {} : { cursor: pageParam }) }, { signal }),
    initialPageParam: start.cursor,
    getNextPageParam: (page) => page.next,
  });

export const keyPolicyQuery = (client: Client, key: Named) =>
  queryOptions({ queryKey: keyKey.policy(key), queryFn: ({ signal }) => client.call('KeyRotationPolicyGet', key, { signal }) });

export const keyUseQuery = (client: Client, key: Named) =>
  queryOptions({ queryKey: keyKey.use(key), queryFn: ({ signal }) => client.call('KeyUseList', key, { signal }) });

/** The modules with their tokens, for who may know of them. */
export const moduleListQuery = (client: Client) =>
  queryOptions({ queryKey: ['hsm', 'modules'], queryFn: ({ signal }) => client.call('HsmModuleList', {}, { signal }) });
