import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Client } from '../../api/client.ts';
import { useClient } from '../../api/client-context.tsx';
import { saveText } from '../first-run/save-text.ts';
import { toCalendarFile } from './calendar-file.ts';
import type { DatedKind } from './calendar-place.ts';
import { credentialDates, keyDates, nextRotation, secretDates, type Dated } from './dated.ts';
import { startOfDay } from './month.ts';

/** Dates of one kind that one file holds at most. */
const mostSaved = 20_000;
const pageRows = 200;

interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string | undefined;
}

interface Loaded {
  readonly dates: readonly Dated[];
  /** Whether there are more. */
  readonly cut: boolean;
}

/** Every page, up to what a file holds. */
async function loadAll<T>(
  load: (cursor: string | undefined) => Promise<Page<T>>,
  toDates: (items: readonly T[]) => readonly Dated[],
): Promise<Loaded> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await load(cursor);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined && items.length < mostSaved);
  return { dates: toDates(items), cut: cursor !== undefined };
}

/** @param from the first instant that counts, milliseconds since 1970 */
function loadKind(client: Client, kind: DatedKind, from: number, now: number): Promise<Loaded> {
  const at = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor });
  switch (kind) {
    case 'secret': {
      const asked = { query: { expires: { from } }, sort: { by: 'expires', direction: 'up' }, limit: pageRows } as const;
      return loadAll((cursor) => client.call('SecretSearch', { ...asked, ...at(cursor) }), secretDates);
    }
    case 'key':
      return loadAll(
        (cursor) => client.call('KeySearch', { sort: 'expires', expires: { from }, limit: pageRows, ...at(cursor) }),
        keyDates,
      );
    case 'rotation':
      return loadAll(
        (cursor) => client.call('KeySearch', { sort: 'rotatesOn', limit: pageRows, ...at(cursor) }),
        (keys) => keys.flatMap((key) => nextRotation(key, now) ?? []),
      );
    case 'credential':
      return loadAll(
        (cursor) =>
          client.call('ApplicationList', { endingBy: 8.64e15, limit: pageRows, ...(cursor === undefined ? {} : { after: cursor }) }),
        (applications) => credentialDates(applications, { from, until: Infinity }),
      );
  }
}

export type Saving =
  | { readonly kind: 'idle' | 'busy' }
  | { readonly kind: 'saved'; readonly count: number; readonly cut: boolean }
  | { readonly kind: 'failed'; readonly error: unknown };

async function saveAll(client: Client, kinds: readonly DatedKind[]): Promise<Saving> {
  const now = Date.now();
  const loaded: Loaded[] = [];
  for (const kind of kinds) loaded.push(await loadKind(client, kind, startOfDay(now), now));
  const dates = loaded.flatMap((of) => of.dates);
  if (dates.length > 0) saveText('strongroom-expiry.ics', toCalendarFile(dates, now));
  return { kind: 'saved', count: dates.length, cut: loaded.some(({ cut }) => cut) };
}

/** Saves every date of these kinds, from today on, as a calendar file. */
export function useSaveCalendar(kinds: readonly DatedKind[]) {
  const client = useClient();
  const queries = useQueryClient();
  const [state, setState] = useState<Saving>({ kind: 'idle' });
  const save = async () => {
    if (state.kind === 'busy') return;
    setState({ kind: 'busy' });
    setState(await saveAll(client, kinds).catch((error: unknown): Saving => ({ kind: 'failed', error })));
    await queries.invalidateQueries({ queryKey: ['log'] });
  };
  return { state, save: () => void save() };
}
