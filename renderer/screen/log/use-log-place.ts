import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { LogFilter } from '../../../app/contract/log.ts';
import { askedFilter, filterOf, logPlace, stretchMs, tidyFilter, type LogPlace, type Stretch } from './log-place.ts';

/** A time as it is chosen: a stretch that ends now, two ends, or none. */
export type LogTime = Pick<LogPlace, 'last' | 'from' | 'until'>;

/** The list and the record that the window's place names, and the ways to others. */
export function useLogPlace() {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const place = useMemo(() => logPlace.parse(search), [search]);
  const go = useCallback((next: LogPlace, replace = false) => void navigate({ to: '/log', search: next, replace }), [navigate]);
  const { last, scope, record } = place;
  return {
    place,
    filter: useMemo(() => filterOf(place), [place]),
    /** Shows another list; a time in the filter takes the place of a stretch that ends now. */
    show: useCallback(
      (filter: LogFilter) => go({ ...filter, scope, record, ...(filter.from === undefined && filter.until === undefined ? { last } : {}) }),
      [go, last, scope, record],
    ),
    setTime: useCallback(
      (time: LogTime) => go({ ...tidyFilter({ ...filterOf(place), from: time.from, until: time.until }), last: time.last, scope, record }),
      [go, place, scope, record],
    ),
    /** Shows a list that has nothing of the present one. */
    showOnly: useCallback((filter: LogFilter) => go({ ...filter, scope, record }), [go, scope, record]),
    clear: useCallback(() => go({ scope, record }), [go, scope, record]),
    setScope: useCallback((next: string) => go({ ...filterOf(place), last, scope: next }), [go, place, last]),
    open: useCallback((sequence: number) => go({ ...place, record: sequence }, place.record !== undefined), [go, place]),
    close: useCallback(() => go({ ...place, record: undefined }), [go, place]),
  };
}

/** How often a stretch that ends now begins anew while one follows it: ten times while it lasts. */
const renewals = 10;

/** What is asked of the engine. A stretch that ends now goes on with the time while it is followed. */
export function useAskedFilter(place: LogPlace, following: boolean): LogFilter {
  const { last } = place;
  const [anchor, setAnchor] = useState(() => anchorOf(last));
  if (anchor.last !== last) setAnchor(anchorOf(last));
  useEffect(() => {
    if (last === undefined || !following) return undefined;
    const timer = setInterval(() => setAnchor(anchorOf(last)), stretchMs[last] / renewals);
    return () => clearInterval(timer);
  }, [last, following]);
  const filter = askedFilter(place, anchor.now);
  // Equal filters stay one object: the record that is open is no part of the list.
  const [kept, setKept] = useState(filter);
  if (JSON.stringify(kept) !== JSON.stringify(filter)) setKept(filter);
  return kept;
}

const anchorOf = (last: Stretch | undefined) => ({ last, now: Date.now() });
