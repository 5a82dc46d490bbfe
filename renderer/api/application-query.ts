import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Client } from './client.ts';

/** Applications and their credentials; what changes one of them forgets them all. */
export const applicationKey = {
  all: ['applications'],
  list: (text: string) => ['applications', 'list', text],
  ending: ['applications', 'ending'],
  endingBy: (until: number) => ['applications', 'ending', until],
  one: (id: string) => ['applications', 'one', id],
} as const;

/** Rows of one page. */
const pageRows = 100;

/** A list starts where no cursor came before. */
const start: { readonly cursor?: string } = {};

/** Applications whose name has a text in it. */
export const applicationListQuery = (client: Client, text: string) =>
  infiniteQueryOptions({
    queryKey: applicationKey.list(text.trim()),
    queryFn: ({ signal, pageParam }) =>
      client.call(
        'ApplicationList',
        {
          ...(text.trim() === '' ? {} : { text: text.trim() }),
          ...(pageParam === undefined ? {} : { after: pageParam }),
          limit: pageRows,
        },
        { signal },
      ),
    initialPageParam: start.cursor,
    getNextPageParam: (page) => page.next,
  });

const soonMs = 30 * 86_400_000;

/** Applications with a credential that ends within 30 days, and how many there are. */
export const endingApplicationQuery = (client: Client) =>
  queryOptions({
    queryKey: applicationKey.ending,
    queryFn: ({ signal }) => client.call('ApplicationList', { endingBy: Date.now() + soonMs, limit: pageRows }, { signal }),
  });

/** All applications with a credential that ends by then, by name. */
export const endingListQuery = (client: Client, until: number) =>
  infiniteQueryOptions({
    queryKey: applicationKey.endingBy(until),
    queryFn: ({ signal, pageParam }) =>
      client.call(
        'ApplicationList',
        { endingBy: until, limit: pageRows, ...(pageParam === undefined ? {} : { after: pageParam }) },
        { signal },
      ),
    initialPageParam: start.cursor,
    getNextPageParam: (page) => page.next,
  });

/** One with its credentials. */
export const applicationQuery = (client: Client, id: string) =>
  queryOptions({ queryKey: applicationKey.one(id), queryFn: ({ signal }) => client.call('ApplicationGet', { id }, { signal }) });
