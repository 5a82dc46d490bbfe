import { useQueries, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { Output } from '../../../app/contract/operation.ts';
import type { SecretHit } from '../../../app/contract/search.ts';
import { useClient } from '../../api/client-context.tsx';
import { queryKey, secretPageQuery, secretPageRows, type SecretAsked } from '../../api/query.ts';
import type { ListRows } from '../../component/use-list-keys.ts';
import { useCalm } from './use-calm.ts';

type Page = Output<'SecretSearch'>;

/** A secret's key in a list over all vaults. */
export const hitKey = ({ vault, name }: Pick<SecretHit, 'vault' | 'name'>): string => `${vault}/${name}`.toLowerCase();

/** How many rows there are; where counting was given up, `atLeast`. */
export interface Total {
  readonly count: number;
  readonly atLeast: boolean;
}

export interface SecretPages {
  /** What the rows answer: what was asked before, until the first rows of what is asked now are there. */
  readonly shown: SecretAsked;
  readonly rows: ListRows<SecretHit>;
  /** Undefined until something was answered. */
  readonly total: Total | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
  /** Tells which rows are drawn. */
  readonly onSight: (first: number, end: number) => void;
  /** Reads the rows from `first` until before `end`, those out of sight too. */
  readonly read: (first: number, end: number) => Promise<readonly SecretHit[]>;
}

/** Rows beyond those in sight that are read too, so that they are there when one scrolls on. */
const ahead = secretPageRows / 2;

const pageOf = (index: number) => Math.floor(index / secretPageRows);
const keyOfAsked = (asked: SecretAsked) => JSON.stringify(asked);

/** The asked list stays on screen until its successor's first page is there, so that nothing blinks while one types. */
function useShown(asked: SecretAsked) {
  const [shown, setShown] = useState(asked);
  const first = useQuery(secretPageQuery(useClient(), asked, 0));
  if (first.data && keyOfAsked(shown) !== keyOfAsked(asked)) setShown(asked);
  return { shown: first.data ? asked : shown, first };
}

/** Rows by page, of the pages that were answered. */
function toRows(pages: ReadonlyMap<number, Page>): { rows: ListRows<SecretHit>; total: Total | undefined } {
  const total = totalOf(pages);
  const positions = new Map<string, number>();
  for (const [page, { items }] of pages) items.forEach((hit, at) => positions.set(hitKey(hit), page * secretPageRows + at));
  return {
    total,
    rows: {
      count: total?.count ?? 0,
      itemAt: (index) => pages.get(pageOf(index))?.items[index % secretPageRows],
      keyOf: hitKey,
      indexOf: (key) => positions.get(key),
    },
  };
}

/** Where counting was given up, there are as many rows as are known to be, and a page more where one follows. */
function totalOf(pages: ReadonlyMap<number, Page>): Total | undefined {
  let total: Total | undefined;
  for (const [page, answer] of pages) {
    const reached = page * secretPageRows + answer.items.length + (answer.next === undefined ? 0 : secretPageRows);
    const count = answer.total.atLeast ? Math.max(answer.total.count, reached, total?.count ?? 0) : answer.total.count;
    total = { count, atLeast: answer.total.atLeast };
  }
  return total;
}

const byPage = (from: number, results: readonly UseQueryResult<Page>[]): ReadonlyMap<number, Page> =>
  new Map(results.flatMap(({ data }, at): [number, Page][] => (data ? [[from + at, data]] : [])));

/** The rows of a list of secrets, by pages that are read as they come into sight. */
export function useSecretPages(asked: SecretAsked): SecretPages {
  const client = useClient();
  const queries = useQueryClient();
  const { shown, first } = useShown(asked);
  const [sight, setSight] = useState({ from: 0, to: 0 });
  const calm = useCalm(sight);
  const wanted = Array.from({ length: calm.to - calm.from + 1 }, (_, at) => calm.from + at);
  const combine = useCallback(
    (results: UseQueryResult<Page>[]) => ({ pages: byPage(calm.from, results), failed: results.find((result) => result.error) }),
    [calm.from],
  );
  const { pages, failed } = useQueries({ queries: wanted.map((page) => secretPageQuery(client, shown, page)), combine });
  // The first page is read anyway, and tells the total while others are on their way.
  const start = queries.getQueryData<Page>(secretPageQuery(client, shown, 0).queryKey);
  const { rows, total } = useMemo(() => toRows(start && !pages.has(0) ? new Map([[0, start], ...pages]) : pages), [pages, start]);
  const read = useCallback(
    async (from: number, end: number) => {
      const hits: SecretHit[] = [];
      for (let page = pageOf(from); page <= pageOf(end - 1); page += 1) {
        const { items } = await queries.query(secretPageQuery(client, shown, page));
        hits.push(...items.slice(Math.max(0, from - page * secretPageRows), end - page * secretPageRows));
      }
      return hits;
    },
    [client, queries, shown],
  );
  const { count } = rows;
  const onSight = useCallback(
    (from: number, end: number) => {
      const next = { from: pageOf(Math.max(0, from - ahead)), to: pageOf(Math.max(from, Math.min(end + ahead, count) - 1)) };
      setSight((before) => (before.from === next.from && before.to === next.to ? before : next));
    },
    [count],
  );
  const error = first.error ?? failed?.error ?? null;
  const retry = () => void queries.refetchQueries({ queryKey: queryKey.search, type: 'active' });
  return { shown, rows, total, error, retry, onSight, read };
}
