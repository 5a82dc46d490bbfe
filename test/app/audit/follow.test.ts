import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createFollower } from '../../../app/audit/follow.ts';
import type { Follower } from '../../../app/audit/follow.ts';
import type { RecordRow } from '../../../app/audit/record-store.ts';
import { aLog, anEntry, manyEntries } from './a-log.ts';

// Many runs on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

/** Reads until it has `count` rows, then leaves. */
async function take(follower: Follower, after: number, count: number, pause = async () => {}): Promise<number[]> {
  const stop = new AbortController();
  const seen: number[] = [];
  for await (const rows of follower.follow(after, {}, stop.signal)) {
    seen.push(...rows.map((row) => row.sequence));
    if (seen.length >= count) stop.abort();
    await pause();
  }
  return seen;
}

/** The next rows of a stream. @returns undefined when it has ended */
async function nextOf(stream: AsyncIterator<RecordRow[]>): Promise<number[] | undefined> {
  const next = await stream.next();
  return next.done ? undefined : next.value.map((row) => row.sequence);
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

test('what is already there is told first, then what is published', async () => {
  const bench = aLog();
  await bench.append(...manyEntries(3));
  const follower = createFollower({ read: bench.store.read });
  const seen = take(follower, 0, 4);
  follower.publish(await bench.append(...manyEntries(2)));
  expect(await seen).toEqual([1, 2, 3, 4]);
});

test('only what passes the filter is told', async () => {
  const bench = aLog();
  const follower = createFollower({ read: bench.store.read });
  const stop = new AbortController();
  const stream = follower.follow(-1, { result: ['refused'], text: 'DB-' }, stop.signal)[Symbol.asyncIterator]();
  follower.publish(await bench.append(anEntry(), anEntry({ result: 'refused', object: 'x' }), anEntry({ result: 'refused' })));
  expect(await nextOf(stream)).toEqual([2]);
  stop.abort();
  expect(await nextOf(stream)).toBeUndefined();
});

test('a follower that waits ends when it is told to stop', async () => {
  const follower = createFollower({ read: aLog().store.read });
  const stop = new AbortController();
  const ended = follower.follow(-1, {}, stop.signal)[Symbol.asyncIterator]().next();
  stop.abort();
  expect((await ended).done).toBe(true);
});

test('one that is stopped before it starts says nothing', async () => {
  const bench = aLog();
  await bench.append(anEntry());
  const follower = createFollower({ read: bench.store.read });
  expect((await follower.follow(-1, {}, AbortSignal.abort())[Symbol.asyncIterator]().next()).done).toBe(true);
});

test('a commit that was never told of is seen with the next', async () => {
  const bench = aLog();
  const follower = createFollower({ read: bench.store.read });
  follower.publish(await bench.append(anEntry()));
  const seen = take(follower, -1, 3);
  await bench.append(anEntry());
  follower.publish(await bench.append(anEntry()));
  expect(await seen).toEqual([0, 1, 2]);
});

describe('no record is missed and none is told twice', () => {
  test('while commits are told of late, out of order or not at all, and readers are slow', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.record({ size: fc.integer({ min: 1, max: 7 }), told: fc.boolean() }), { minLength: 1, maxLength: 15 }),
        fc.array(fc.integer({ min: -1, max: 20 }), { minLength: 1, maxLength: 3 }),
        async (scheduler, commits, starts) => {
          const total = commits.reduce((sum, commit) => sum + commit.size, 0);
          const bench = aLog();
          const read: typeof bench.store.read = async (work) => scheduler.schedule(bench.store.read(work));
          const follower = createFollower({ read, mostHeld: 5 });
          const readers = starts.map((start) => {
            const after = Math.min(start, total - 2);
            return { after, seen: take(follower, after, total - 1 - after, () => scheduler.schedule(Promise.resolve())) };
          });
          const published: Promise<void>[] = [];
          for (const [index, { size, told }] of commits.entries()) {
            const rows = await bench.append(...manyEntries(size));
            if (told || index === commits.length - 1)
              published.push(scheduler.schedule(Promise.resolve()).then(() => follower.publish(rows)));
          }
          await scheduler.waitFor(Promise.all([...published, ...readers.map((reader) => reader.seen)]));
          for (const { after, seen } of readers) expect(await seen).toEqual(upTo(total).slice(after + 1));
        },
      ),
      { numRuns: 60 },
    );
  });
});

test('a reader that nobody waits for holds nothing back', async () => {
  const bench = aLog();
  const follower = createFollower({ read: bench.store.read, mostHeld: 10 });
  const stop = new AbortController();
  const stream = follower.follow(-1, {}, stop.signal)[Symbol.asyncIterator]();
  follower.publish(await bench.append(anEntry()));
  expect(await nextOf(stream)).toEqual([0]);
  for (let count = 0; count < 5; count += 1) follower.publish(await bench.append(...manyEntries(100)));
  const seen: number[] = [];
  while (seen.length < 500) seen.push(...((await nextOf(stream)) ?? []));
  expect(seen).toEqual(upTo(501).slice(1));
  stop.abort();
});
