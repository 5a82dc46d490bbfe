import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyFeed, mostFeedRows, prepend, receive, release } from '../../../../renderer/screen/log/log-feed.ts';
import { aLogRow } from './a-log-row.ts';

const sequences = (rows: readonly { sequence: number }[]) => rows.map((it) => it.sequence);

describe('the live feed of the log', () => {
  test('puts new rows on top, newest first', () => {
    const feed = receive(receive(emptyFeed, [aLogRow(4), aLogRow(5)], false), [aLogRow(6)], false);
    expect(sequences(feed.shown)).toEqual([6, 5, 4]);
  });

  test('keeps rows back while the reader looks at older ones, and lets them in on demand', () => {
    const feed = receive(receive(emptyFeed, [aLogRow(1)], false), [aLogRow(2), aLogRow(3)], true);
    expect(sequences(feed.shown)).toEqual([1]);
    expect(feed.held).toHaveLength(2);
    expect(sequences(release(feed).shown)).toEqual([3, 2, 1]);
  });

  test('rows that come after kept ones wait behind them', () => {
    const feed = receive(receive(emptyFeed, [aLogRow(1)], true), [aLogRow(2)], false);
    expect(feed.shown).toHaveLength(0);
    expect(sequences(release(feed).shown)).toEqual([2, 1]);
  });

  test('no row appears twice and the order holds, however batches overlap', () => {
    const batch = fc.array(fc.nat(60).map((it) => aLogRow(it)));
    fc.assert(
      fc.property(fc.array(fc.tuple(batch, fc.boolean())), batch, (steps, first) => {
        const fed = steps.reduce((feed, [rows, paused]) => receive(feed, rows, paused), emptyFeed);
        const merged = sequences(prepend(release(fed).shown, prepend(first, [])));
        expect(merged).toEqual([...new Set(merged)].toSorted((a, b) => b - a));
      }),
    );
  });

  test('gives up rather than grow without bound', () => {
    const many = Array.from({ length: mostFeedRows + 1 }, (_, at) => aLogRow(at));
    const feed = receive(emptyFeed, many, true);
    expect(feed.overflowed).toBe(true);
    expect(feed.held).toHaveLength(0);
  });
});
