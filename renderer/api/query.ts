import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ImportStatus } from '../../app/contract/import.ts';
import type { LogFilter } from '../../app/contract/log.ts';
import type { Output } from '../../app/contract/operation.ts';
import type { SecretQuery, SecretSort } from '../../app/contract/search.ts';
import { isVaultError } from '../../app/contract/vault-error.ts';
import type { Client } from './client.ts';

/** Rows that one page of the log holds. */
const logPageRows = 100;

/** Checkpoints that the strip shows. */
const checkpointRows = 30;

/** Keys from the collection down to the part, so that forgetting a collection forgets its parts. */
export const queryKey = {
  instance: ['instance'],
  slots: ['instance', 'slots'],
  session: ['session'],
  vaults: ['vaults'],
  vaultList: ['vaults', 'list'],
  vault: (vault: string) => ['vaults', 'one', vault.toLowerCase()],
  deletedVaults: ['vaults', 'deleted'],
  binSecrets: (query: SecretQuery) => ['vaults', 'bin', query],
  expiry: (span: { readonly from: number; readonly until: number }) => ['vaults', 'expiry', span],
  resourceGroups: ['vaults', 'groups'],
  importRows: (id: string) => ['vaults', 'import', id],
  importPage: (id: string, status: ImportStatus | undefined, page: number) => ['vaults', 'import', id, status, page],
  attention: (vault: string | undefined) => ['vaults', 'attention', vault?.toLowerCase()],
  secrets: (vault: string) => ['secrets', vault.toLowerCase()],
  secretList: (vault: string) => ['secrets', vault.toLowerCase(), 'list'],
  secretVersions: (vault: string, name: string) => ['secrets', vault.toLowerCase(), 'versions', name.toLowerCase()],
  search: ['vaults', 'search'],
  searchPage: (asked: SecretAsked, page: number) => ['vaults', 'search', asked, page],
  views: ['vaults', 'views'],
  takenName: (vault: string, name: string) => ['vaults', 'name', vault.toLowerCase(), name.toLowerCase()],
  log: ['log'],
  logList: (filter: LogFilter, scope: string | undefined) => ['log', 'list', scope, filter],
  logRecord: (sequence: number, scope: string | undefined) => ['log', 'record', scope, sequence],
  checkpoints: ['log', 'checkpoints'],
} as const;

export const instanceQuery = (client: Client) =>
  queryOptions({
    queryKey: [...queryKey.instance, 'state'],
    queryFn: ({ signal }) => client.call('InstanceGet', {}, { signal }),
    staleTime: 0,
  });

export const slotListQuery = (client: Client) =>
  queryOptions({ queryKey: queryKey.slots, queryFn: ({ signal }) => client.call('SlotList', {}, { signal }) });

export const sessionQuery = (client: Client) =>
  queryOptions({ queryKey: queryKey.session, queryFn: ({ signal }) => client.call('SessionGet', {}, { signal }) });

/** A list starts where no cursor and no row came before. */
const start: { readonly cursor?: string; readonly before?: number } = {};

export const vaultListQuery = (client: Client) =>
  infiniteQueryOptions({
    queryKey: queryKey.vaultList,
    queryFn: ({ signal, pageParam }) => client.call('VaultList', { cursor: pageParam }, { signal }),
    initialPageParam: start.cursor,
    getNextPageParam: (page) => page.next,
  });

export const vaultQuery = (client: Client, vault: string) =>
  queryOptions({ queryKey: queryKey.vault(vault), queryFn: ({ signal }) => client.call('VaultGet', { vault }, { signal }) });

/** The vaults in the recycle bin, by name. */
export const deletedVaultQuery = (client: Client) =>
  infiniteQueryOptions({
    queryKey: queryKey.deletedVaults,
    queryFn: ({ signal, pageParam }) => client.call('VaultListDeleted', { cursor: pageParam }, { signal }),
    initialPageParam: start.cursor,
    getNextPageParam: (page) => page.next,
  });

/** Rows that one page of the recycle bin holds. */
const binPageRows = 100;

/** Deleted secrets, the next to go first. */
export const binSecretQuery = (client: Client, query: SecretQuery) =>
  infiniteQueryOptions({
    queryKey: queryKey.binSecrets(query),
    queryFn: ({ signal, pageParam }) =>
      client.call(
        'SecretSearch',
        { query, sort: { by: 'purge', direction: 'up' }, limit: binPageRows, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: start.cursor,
    getNextPageParam: (page) => page.next,
  });

/** Rows that one page of the calendar holds. */
const expiryPageRows = 200;

/** Secrets that expire in a span, the next first. @param span milliseconds since 1970, up to but not including `until` */
export const expiryQuery = (client: Client, span: { readonly from: number; readonly until: number }) =>
  infiniteQueryOptions({
    queryKey: queryKey.expiry(span),
    queryFn: ({ signal, pageParam }) =>
      client.call(
        'SecretSearch',
        {
          query: { expires: { ...span } },
          sort: { by: 'expires', direction: 'up' },
          limit: expiryPageRows,
          ...(pageParam === undefined ? {} : { cursor: pageParam }),
        },
        { signal },
      ),
    initialPageParam: start.cursor,
    getNextPageParam: (page) => page.next,
  });

export const resourceGroupQuery = (client: Client) =>
  queryOptions({ queryKey: queryKey.resourceGroups, queryFn: ({ signal }) => client.call('ResourceGroupList', {}, { signal }) });

/** @param vault undefined for all that the person may see */
export const attentionQuery = (client: Client, vault?: string) =>
  queryOptions({
    queryKey: queryKey.attention(vault),
    queryFn: ({ signal }) => client.call('SecretAttention', vault === undefined ? {} : { vault }, { signal }),
  });

/** Rows that one page of an import's preview holds. */
export const importPageRows = 100;

/** @param page from 0; rows keep the order of the file */
export const importPageQuery = (client: Client, id: string, status: ImportStatus | undefined, page: number) =>
  queryOptions({
    queryKey: queryKey.importPage(id, status, page),
    queryFn: ({ signal }) =>
      client.call(
        'ImportRowList',
        { import: id, offset: page * importPageRows, limit: importPageRows, ...(status === undefined ? {} : { status: [status] }) },
        { signal },
      ),
    staleTime: Infinity,
    gcTime: 60_000,
  });

export const secretListQuery = (client: Client, vault: string) =>
  infiniteQueryOptions({
    queryKey: queryKey.secretList(vault),
    queryFn: ({ signal, pageParam }) => client.call('SecretList', { vault, cursor: pageParam }, { signal }),
    initialPageParam: start.cursor,
    getNextPageParam: (page) => page.next,
  });

export const secretVersionsQuery = (client: Client, vault: string, name: string) =>
  infiniteQueryOptions({
    queryKey: queryKey.secretVersions(vault, name),
    queryFn: ({ signal, pageParam }) => client.call('SecretListVersions', { vault, name, cursor: pageParam }, { signal }),
    initialPageParam: start.cursor,
    getNextPageParam: (page) => page.next,
  });

/** What a list of secrets asks for. */
export interface SecretAsked {
  readonly query: SecretQuery;
  readonly sort: SecretSort;
}

/** Rows of one page of a list of secrets. */
export const secretPageRows = 100;

/** Pages out of sight are forgotten soon, so that scrolling a million rows keeps memory flat. */
const pageGcMs = 10_000;

/** One page of secrets over all vaults, by its number; it goes on from the page before where that one is known. */
export const secretPageQuery = (client: Client, asked: SecretAsked, page: number) =>
  queryOptions({
    queryKey: queryKey.searchPage(asked, page),
    queryFn: ({ signal, client: queries }) => {
      const before = queries.getQueryData<Output<'SecretSearch'>>(queryKey.searchPage(asked, page - 1));
      const from = before?.next === undefined ? { offset: page * secretPageRows } : { cursor: before.next };
      return client.call('SecretSearch', { ...asked, ...from, limit: secretPageRows }, { signal });
    },
    gcTime: pageGcMs,
  });

/** Failures that leave it open what a name means: who asks may not know, or the name is free. */
const openQuestion = (error: unknown): undefined => {
  if (isVaultError(error, 'SecretNotFound') || isVaultError(error, 'Forbidden') || isVaultError(error, 'VaultNotFound')) return undefined;
  throw error;
};

/** What a name means in a vault: a secret in the bin, one that stands, or neither as far as one may know. */
export const takenNameQuery = (client: Client, vault: string, name: string) =>
  queryOptions({
    queryKey: queryKey.takenName(vault, name),
    queryFn: async ({ signal }) => {
      const sort = { by: 'match', direction: 'up' } as const;
      const [deleted, found] = await Promise.all([
        client.call('SecretGetDeleted', { vault, name }, { signal }).catch(openQuestion),
        client.call('SecretSearch', { query: { text: name, vault: [vault] }, sort, limit: 5 }, { signal }).catch(openQuestion),
      ]);
      return { deleted, standing: found?.items.find((it) => it.name.toLowerCase() === name.toLowerCase()) };
    },
    staleTime: 0,
  });

/** Secrets that the palette shows. */
const suggestedSecrets = 8;

/** The best matches of a text, while it is typed; what was found before stays until then. */
export const secretSuggestionQuery = (client: Client, text: string, limit = suggestedSecrets) =>
  queryOptions({
    queryKey: [...queryKey.search, 'suggested', text, limit],
    queryFn: ({ signal }) => client.call('SecretSearch', { query: { text }, sort: { by: 'match', direction: 'up' }, limit }, { signal }),
    gcTime: pageGcMs,
    placeholderData: keepPreviousData,
  });

export const viewListQuery = (client: Client) =>
  queryOptions({ queryKey: queryKey.views, queryFn: ({ signal }) => client.call('ViewList', {}, { signal }) });

/** @param scope where the log is read; undefined for the whole tenant */
export const logListQuery = (client: Client, filter: LogFilter, scope?: string) =>
  infiniteQueryOptions({
    queryKey: queryKey.logList(filter, scope),
    queryFn: ({ signal, pageParam }) =>
      client.call('LogList', { before: pageParam, limit: logPageRows, filter, ...(scope === undefined ? {} : { scope }) }, { signal }),
    initialPageParam: start.before,
    getNextPageParam: (page) => (page.rows.length < logPageRows ? undefined : page.rows.at(-1)?.sequence),
    staleTime: 0,
  });

/** A record never changes, so it is never asked for twice. */
export const logRecordQuery = (client: Client, sequence: number, scope?: string) =>
  queryOptions({
    queryKey: queryKey.logRecord(sequence, scope),
    queryFn: ({ signal }) => client.call('LogGet', { sequence, ...(scope === undefined ? {} : { scope }) }, { signal }),
    staleTime: Infinity,
  });

export const checkpointListQuery = (client: Client) =>
  queryOptions({
    queryKey: queryKey.checkpoints,
    queryFn: ({ signal }) => client.call('LogCheckpointList', { limit: checkpointRows }, { signal }),
    staleTime: 0,
  });
