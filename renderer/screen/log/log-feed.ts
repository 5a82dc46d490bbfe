import type { LogRow } from '../../../app/contract/log.ts';

/** Rows that came by following the log, newest first: those in the list, and those kept back while the reader looks at older ones. */
export interface LogFeed {
  readonly shown: readonly LogRow[];
  readonly held: readonly LogRow[];
  /** More came than is kept in memory: the list must be read anew to be without a gap. */
  readonly overflowed: boolean;
}

export const emptyFeed: LogFeed = { shown: [], held: [], overflowed: false };

/** Rows that a feed keeps; beyond it the list is read anew. */
export const mostFeedRows = 2000;

/**
 * Puts rows on top of others without repeating any.
 * @param batch any order
 * @param rows newest first
 */
export function prepend(batch: readonly LogRow[], rows: readonly LogRow[]): LogRow[] {
  const newest = rows[0]?.sequence ?? -1;
  const fresh = new Map(batch.filter((row) => row.sequence > newest).map((row) => [row.sequence, row]));
  return [...[...fresh.values()].toSorted((a, b) => b.sequence - a.sequence), ...rows];
}

/**
 * Takes in one batch of the stream.
 * @param paused whether the reader looks at older rows, which must not move under their eyes
 */
export function receive(feed: LogFeed, batch: readonly LogRow[], paused: boolean): LogFeed {
  if (feed.overflowed) return feed;
  const newest = feed.held[0]?.sequence ?? feed.shown[0]?.sequence ?? -1;
  const fresh = batch.filter((row) => row.sequence > newest);
  const next: LogFeed =
    paused || feed.held.length > 0 ? { ...feed, held: prepend(fresh, feed.held) } : { ...feed, shown: prepend(fresh, feed.shown) };
  return next.shown.length + next.held.length > mostFeedRows ? { shown: next.shown, held: [], overflowed: true } : next;
}

/** Lets the rows kept back into the list. */
export const release = (feed: LogFeed): LogFeed =>
  feed.held.length === 0 ? feed : { ...feed, shown: prepend(feed.held, feed.shown), held: [] };
