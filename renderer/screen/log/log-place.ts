import * as z from 'zod';
import { scope } from '../../../app/contract/access.ts';
import { logFilter, type LogFilter } from '../../../app/contract/log.ts';

/** Stretches of time that end now. */
export const stretches = ['15m', '1h', '4h', '1d', '7d', '30d'] as const;
export type Stretch = (typeof stretches)[number];

const minuteMs = 60_000;

/** How long each is, in milliseconds. */
export const stretchMs: Readonly<Record<Stretch, number>> = {
  '15m': 15 * minuteMs,
  '1h': 60 * minuteMs,
  '4h': 240 * minuteMs,
  '1d': 1440 * minuteMs,
  '7d': 7 * 1440 * minuteMs,
  '30d': 30 * 1440 * minuteMs,
};

/**
 * The search of `/log`: the conditions of the list as they stand in the contract, a stretch of time that ends now, where the log is read,
 * and the record whose detail is open. A link to a list is `<Link to="/log" search={{ vault: ['payroll'], last: '1d' }}>`.
 */
export const logPlace = z.object({
  ...logFilter.shape,
  last: z.enum(stretches).optional(),
  scope: scope.optional(),
  record: z.number().int().min(0).optional(),
});
export type LogPlace = z.infer<typeof logPlace>;

/** What of a place is a filter; a stretch that ends now is not in it. */
export function filterOf({ last: _last, scope: _scope, record: _record, ...filter }: LogPlace): LogFilter {
  return tidyFilter(filter);
}

/** Only what narrows, always in the same order, so that equal lists have equal filters. */
export function tidyFilter(filter: LogFilter): LogFilter {
  const entries = Object.entries(filter).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return logFilter.parse(Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

/** What is asked of the engine: a stretch that ends now becomes its beginning. @param now milliseconds since 1970 */
export function askedFilter(place: LogPlace, now: number): LogFilter {
  const filter = filterOf(place);
  return place.last === undefined ? filter : tidyFilter({ ...filter, from: Math.max(0, now - stretchMs[place.last]) });
}

/** Whether anything narrows the list. */
export const isNarrowed = (place: LogPlace): boolean => place.last !== undefined || Object.keys(filterOf(place)).length > 0;
