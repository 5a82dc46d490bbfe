import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Input } from '../../app/contract/operation.ts';
import { isVaultError } from '../../app/contract/vault-error.ts';
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
  attention: (vault: string | undefined) => ['keys', 'attention', vault?.toLowerCase()],
  ofVault: (vault: string) => ['keys', 'of', vault.toLowerCase()],
  one: (key: Named) => ['keys', 'one', ...lower(key)],
  whole: (key: Named, version: string) => ['keys', 'one', ...lower(key), 'whole', version],
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

/** @param vault undefined for all that the person may see */
export const keyAttentionQuery = (client: Client, vault?: string) =>
  queryOptions({
    queryKey: keyKey.attention(vault),
    queryFn: ({ signal }) => client.call('KeyAttention', vault === undefined ? {} : { vault }, { signal }),
  });

/** Rows that one page of the calendar holds. */
const calendarRows = 200;

/** Keys that have a date, the next first, as the calendar shows them. */
export const datedKeyQuery = (client: Client, asked: KeyAsked & Required<Pick<KeyAsked, 'sort'>>) =>
  infiniteQueryOptions({
    queryKey: keyKey.list(asked),
    queryFn: ({ signal, pageParam }) =>
      client.call('KeySearch', { ...asked, limit: calendarRows, ...(pageParam === undefined ? {} : { cursor: pageParam }) }, { signal }),
    initialPageParam: start.cursor,
    getNextPageParam: (page) => page.next,
  });

/** The keys of one vault, by name. */
export const vaultKeyQuery = (client: Client, vault: string) =>
  infiniteQueryOptions({
    queryKey: keyKey.ofVault(vault),
    queryFn: ({ signal, pageParam }) =>
      client.call('KeyList', { vault, limit: rows, ...(pageParam === undefined ? {} : { cursor: pageParam }) }, { signal }),
    initialPageParam: start.cursor,
    getNextPageParam: (page) => page.next,
  });

/** Keys that the palette shows. */
const suggested = 8;

/** The keys whose names or tags hold a text, while it is typed; what was found before stays until then. */
export const keySuggestionQuery = (client: Client, text: string) =>
  queryOptions({
    queryKey: [...keyKey.all, 'suggested', text],
    queryFn: ({ signal }) => client.call('KeySearch', { text, limit: suggested }, { signal }),
    gcTime: 10_000,
    placeholderData: keepPreviousData,
  });

export const keyVersionsQuery = (client: Client, key: Named) =>
  infiniteQueryOptions({
    queryKey: keyKey.versions(key),
    queryFn: ({ signal, pageParam }) =>
      client.call('KeyListVersions', { ...key, ...(pageParam === undefined ? {} : { cursor: pageParam }) }, { signal }),
    initialPageParam: start.cursor,
    getNextPageParam: (page) => page.next,
  });

/** One version with what lists leave out of it. */
export const keyWholeQuery = (client: Client, key: Named & { readonly version: string }) =>
  queryOptions({ queryKey: keyKey.whole(key, key.version), queryFn: ({ signal }) => client.call('KeyGet', key, { signal }) });

export const keyPolicyQuery = (client: Client, key: Named) =>
  queryOptions({ queryKey: keyKey.policy(key), queryFn: ({ signal }) => client.call('KeyRotationPolicyGet', key, { signal }) });

export const keyUseQuery = (client: Client, key: Named) =>
  queryOptions({ queryKey: keyKey.use(key), queryFn: ({ signal }) => client.call('KeyUseList', key, { signal }) });

/** Failures that leave it open what a name means: who asks may not know, or the name is free. */
const openQuestion = (error: unknown): undefined => {
  if (isVaultError(error, 'KeyNotFound') || isVaultError(error, 'Forbidden') || isVaultError(error, 'VaultNotFound')) return undefined;
  throw error;
};

/** What a name means in a vault: a key in the bin, one that stands, or neither as far as one may know. */
export const takenKeyQuery = (client: Client, key: Named) =>
  queryOptions({
    queryKey: [...keyKey.one(key), 'taken'],
    queryFn: async ({ signal }) => {
      const [deleted, standing] = await Promise.all([
        client.call('KeyGetDeleted', key, { signal }).catch(openQuestion),
        client.call('KeyGet', key, { signal }).catch(openQuestion),
      ]);
      return { deleted, standing };
    },
    staleTime: 0,
  });

/** The modules with their tokens, for who may know of them. */
export const moduleListQuery = (client: Client) =>
  queryOptions({ queryKey: ['hsm', 'modules'], queryFn: ({ signal }) => client.call('HsmModuleList', {}, { signal }) });
