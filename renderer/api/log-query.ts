import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { LogFacet, LogFilter } from '../../app/contract/log.ts';
import type { Input } from '../../app/contract/operation.ts';
import type { Client } from './client.ts';
import { queryKey } from './query.ts';

/** What is asked of the log. `scope`: where it is read; without it in the whole tenant. */
export interface LogAsked {
  readonly filter: LogFilter;
  readonly scope?: string | undefined;
}

/** As an operation takes it. */
export const placeOfAsked = ({ filter, scope }: LogAsked): { filter: LogFilter; scope?: string } =>
  scope === undefined ? { filter } : { filter, scope };

/** Pictures of the log that nobody looks at any more are forgotten soon. */
const gcMs = 60_000;

export const logHistogramQuery = (client: Client, asked: LogAsked, bars: number) =>
  queryOptions({
    queryKey: [...queryKey.log, 'histogram', asked, bars],
    queryFn: ({ signal }) => client.call('LogHistogram', { ...placeOfAsked(asked), bars }, { signal }),
    gcTime: gcMs,
    placeholderData: keepPreviousData,
  });

/** Which values are counted. `text`: only those with this in them. */
export interface FacetsAsked {
  readonly fields: readonly LogFacet[];
  readonly limit: number;
  readonly text?: string | undefined;
}

export const logFacetQuery = (client: Client, asked: LogAsked, { fields, limit, text }: FacetsAsked) =>
  queryOptions({
    queryKey: [...queryKey.log, 'facets', asked, fields, limit, text],
    queryFn: ({ signal }) =>
      client.call(
        'LogFacetList',
        { ...placeOfAsked(asked), fields: [...fields], limit, ...(text === undefined || text === '' ? {} : { text }) },
        { signal },
      ),
    gcTime: gcMs,
    placeholderData: keepPreviousData,
  });

export const logViewKey = [...queryKey.log, 'views'] as const;

export const logViewQuery = (client: Client) =>
  queryOptions({ queryKey: logViewKey, queryFn: ({ signal }) => client.call('LogViewList', {}, { signal }) });

export const logRetentionKey = [...queryKey.log, 'retention'] as const;

export const logRetentionQuery = (client: Client) =>
  queryOptions({ queryKey: logRetentionKey, queryFn: ({ signal }) => client.call('LogRetentionGet', {}, { signal }) });

/** What a deletion would remove. */
export type Removal = Input<'LogDeletePreview'>['removal'];

/** Counted anew each time it is looked at: the log goes on meanwhile. */
export const logDeletePreviewQuery = (client: Client, removal: Removal) =>
  queryOptions({
    queryKey: [...queryKey.log, 'delete-preview', removal],
    queryFn: ({ signal }) => client.call('LogDeletePreview', { removal }, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
