import { expect, test } from 'vitest';
import type { Anchor, Progress } from '../../../app/audit/audit-log.ts';
import { aLog, anEntry } from './log-bench.ts';
import type { LogBench } from './log-bench.ts';

const verdictOf = async ({ audit, store }: LogBench, anchor?: Anchor) => {
  let last: Progress | undefined;
  for await (const progress of audit.verify(store.read, anchor, new AbortController().signal)) last = progress;
  return last?.verdict;
};

test('an empty log is whole', async () => {
  expect(await verdictOf(await aLog())).toEqual({ whole: true, records: 0, checkpoints: 0, faults: [] });
});

test('a log of many appends is whole', async () => {
  const bench = await aLog();
  for (let count = 0; count < 3; count += 1) await bench.append(...Array.from({ length: 700 }, () => anEntry()));
  expect(await verdictOf(bench)).toEqual({ whole: true, records: 2100, checkpoints: 8, faults: [] });
});
