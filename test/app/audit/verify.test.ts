import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Anchor } from '../../../app/audit/audit-log.ts';
import { CancelledError } from '../../../app/contract/vault-error.ts';
import { aLog, anEntry, manyEntries, progressOf } from './a-log.ts';

// Many runs on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const never = new AbortController().signal;

test('an empty log is whole', async () => {
  expect(await aLog().verdict()).toEqual({ whole: true, records: 0, checkpoints: 0, faults: [] });
});

test('no legal history raises an alarm', async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('append' as const), count: fc.integer({ min: 1, max: 140 }) }),
    fc.record({ kind: fc.constantFrom('fail', 'checkpoint', 'anchor', 'reopen') }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      let bench = aLog();
      let anchor: Anchor | undefined;
      for (const it of steps) {
        if ('count' in it) await bench.append(...manyEntries(it.count));
        else if (it.kind === 'checkpoint') await bench.store.transaction((tx) => bench.audit.checkpointNow(tx));
        else if (it.kind === 'anchor') anchor = await bench.anchor();
        else if (it.kind === 'reopen') bench = aLog(await bench.archive());
        else await expect(failAfterAppending(bench)).rejects.toThrow('no');
      }
      const last = anchor;
      if (last) await bench.store.read((tx) => bench.audit.checkAnchor(tx, last));
      expect((await bench.verdict(anchor)).faults).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

const failAfterAppending = ({ store, audit }: ReturnType<typeof aLog>): Promise<void> =>
  store.transaction(async (tx) => {
    await audit.append(tx, [anEntry()]);
    throw new Error('no');
  });

test('progress is told page by page, the verdict last', async () => {
  const bench = aLog();
  for (let count = 0; count < 5; count += 1) await bench.append(...manyEntries(500));
  const { steps } = await progressOf(bench.audit.verify(bench.store.read, undefined, never));
  expect(steps.map(({ checked, total }) => [checked, total])).toEqual([
    [1000, 2500],
    [2000, 2500],
    [2500, 2500],
    [2500, 2500],
  ]);
  expect(steps.map(({ verdict }) => verdict?.records)).toEqual([undefined, undefined, undefined, 2500]);
});

test('records that are added meanwhile neither disturb nor are waited for', async () => {
  const bench = aLog();
  await bench.append(...manyEntries(1500));
  const steps = bench.audit.verify(bench.store.read, undefined, never);
  let last;
  for await (const step of steps) {
    await bench.append(...manyEntries(10));
    last = step;
  }
  expect(last).toMatchObject({ total: 1500, verdict: { whole: true, records: 1500 } });
});

test('it can be cancelled between pages', async () => {
  const bench = aLog();
  await bench.append(...manyEntries(1500));
  const stop = new AbortController();
  const seen: number[] = [];
  const run = async (): Promise<void> => {
    for await (const step of bench.audit.verify(bench.store.read, undefined, stop.signal)) {
      seen.push(step.checked);
      stop.abort();
    }
  };
  await expect(run()).rejects.toThrow(CancelledError);
  expect(seen).toEqual([1000]);
});

test('no more than a page is read at a time, and all of a large gap is one fault', async () => {
  const bench = aLog();
  for (let count = 0; count < 4; count += 1) await bench.append(...manyEntries(1000));
  const archive = await bench.archive();
  const holed = aLog({ ...archive, rows: archive.rows.filter((row) => row.sequence < 100 || row.sequence >= 3900) });
  expect(await holed.verdict()).toMatchObject({
    whole: false,
    records: 200,
    faults: [{ sequence: 100, kind: 'missing', detail: '3800 records are missing, up to 3899.' }],
  });
});

test('a hundred faults are named, and the rest counted', async () => {
  const bench = aLog();
  await bench.append(...manyEntries(250));
  const archive = await bench.archive();
  const { faults } = await aLog({ ...archive, rows: archive.rows.map((row) => ({ ...row, object: 'other' })) }).verdict();
  expect(faults).toHaveLength(100);
  expect(faults.map((fault) => fault.sequence)).toEqual(Array.from({ length: 100 }, (_, index) => index));
  expect(faults[99]?.detail).toContain('150 more faults');
});
