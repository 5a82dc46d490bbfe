import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { SecretHit } from '../../../app/contract/search.ts';
import type { Client } from '../../api/client.ts';
import { useClient } from '../../api/client-context.tsx';
import { expiryQuery } from '../../api/query.ts';
import { saveText } from '../first-run/save-text.ts';
import { startOfDay } from './month.ts';
import { toCalendarFile } from './calendar-file.ts';

/** Expiries of one span that are shown at most: a month with more is a list to filter, no calendar. */
export const mostShown = 2000;
/** Expiries that one file holds at most. */
const mostSaved = 20_000;

/** What expires in a span, the next first; loaded page by page up to what a calendar can show. */
export function useExpiry(from: number, until: number) {
  const query = useInfiniteQuery(expiryQuery(useClient(), { from, until }));
  const secrets = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const loaded = secrets?.length ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && loaded < mostShown) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, loaded]);
  const total = query.data?.pages[0]?.total;
  return { secrets, total, cut: hasNextPage && loaded >= mostShown, error: query.error, retry: () => void query.refetch() };
}

export type Expiring = Pick<SecretHit, 'vault' | 'name' | 'enabled'> & { readonly expires: number };

/** By the first instant of the day of expiry, in the person's zone. */
export function byDay(secrets: readonly SecretHit[]): ReadonlyMap<number, readonly Expiring[]> {
  const days = new Map<number, Expiring[]>();
  for (const { vault, name, enabled, expires } of secrets) {
    if (expires === undefined) continue;
    const day = startOfDay(expires);
    days.set(day, [...(days.get(day) ?? []), { vault, name, enabled, expires }]);
  }
  return days;
}

async function loadAll(client: Client, from: number): Promise<{ secrets: readonly SecretHit[]; cut: boolean }> {
  const secrets: SecretHit[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.call('SecretSearch', {
      query: { expires: { from } },
      sort: { by: 'expires', direction: 'up' },
      limit: 200,
      ...(cursor === undefined ? {} : { cursor }),
    });
    secrets.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined && secrets.length < mostSaved);
  return { secrets, cut: cursor !== undefined };
}

export type Saving =
  | { readonly kind: 'idle' | 'busy' }
  | { readonly kind: 'saved'; readonly count: number; readonly cut: boolean }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Saves every expiry from today on as a calendar file. */
export function useSaveCalendar() {
  const client = useClient();
  const queries = useQueryClient();
  const [state, setState] = useState<Saving>({ kind: 'idle' });
  const save = async () => {
    if (state.kind === 'busy') return;
    setState({ kind: 'busy' });
    const now = Date.now();
    const ended = await loadAll(client, startOfDay(now)).then(
      ({ secrets, cut }): Saving => {
        if (secrets.length > 0) saveText('strongroom-expiry.ics', toCalendarFile(secrets, now));
        return { kind: 'saved', count: secrets.length, cut };
      },
      (error: unknown): Saving => ({ kind: 'failed', error }),
    );
    setState(ended);
    await queries.invalidateQueries({ queryKey: ['log'] });
  };
  return { state, save: () => void save() };
}
