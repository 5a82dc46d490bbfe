import { beforeAll, describe, expect, test } from 'vitest';
import type { Removal } from '../../../app/audit/deletion.ts';
import { createLogRemover } from '../../../app/audit/log-remover.ts';
import { removedRow } from '../../../app/audit/record-row.ts';
import type { RecordRow } from '../../../app/audit/record-store.ts';
import { hashLeaf } from '../../../app/audit/tree.ts';
import { createCommitter } from '../../../app/operation/committer.ts';
import { aLog, type Archive, anEntry, type LogBench, manyEntries, nodeCrypto } from './a-log.ts';

const began = Date.UTC(2027, 0, 1);
/** What the second checkpoint of the interval covers, and a few more. */
const size = 530;
const checkpointed = 512;

const removerOf = ({ store, audit }: LogBench) =>
  createLogRemover({
    committer: createCommitter({ store, audit, committed: () => undefined }),
    clock: { now: () => began + size },
    newId: () => 'e8d2b3a4-3f0e-4a40-9f3b-2f8a0d6e7c55',
    removed: () => undefined,
  });

async function remove(bench: LogBench, removal: Removal): Promise<number> {
  const remover = removerOf(bench);
  const order = { removal, reason: 'asked for', by: {} };
  let count = 0;
  for (let from: number | undefined = 0; from !== undefined;) {
    const step: { count: number; next?: number } = await remover.removeSome(order, from);
    from = step.next;
    count += step.count;
  }
  return count;
}

async function full(): Promise<LogBench> {
  const bench = aLog();
  for (let at = 0; at < size; at += 53) await bench.append(...manyEntries(size).slice(at, at + 53));
  return bench;
}

/** A log from which records 100 to 299 and 305 were removed. */
let archive: Archive;
beforeAll(async () => {
  const bench = await full();
  const sequences = [...Array.from({ length: 200 }, (_, at) => 100 + at), 305];
  expect(await remove(bench, { kind: 'records', sequences })).toBe(201);
  archive = await bench.archive();
});

const row = (at: number): RecordRow => {
  const found = archive.rows[at];
  if (!found) throw new Error(`nothing at ${at}`);
  return found;
};
const changed = (changes: Readonly<Record<number, Partial<RecordRow>>>): Archive => ({
  ...archive,
  rows: archive.rows.map((each) => ({ ...each, ...changes[each.sequence] })),
});
const textOf = (at: number): string => row(at).canonical ?? '';
/** The row of the record that says what was removed. */
const sayingAt = size;

describe('records that were removed', () => {
  test('leave nothing but sequence, time and hash, and the log is whole', async () => {
    const removed = row(200);
    expect(removed).toEqual(removedRow({ sequence: 200, time: began + 200, leafHash: removed.leafHash }));
    expect(await aLog(archive).verdict()).toMatchObject({ whole: true, records: size + 1, faults: [] });
  });

  test('are named by a record with the reason', () => {
    expect(JSON.parse(textOf(sayingAt))).toMatchObject({
      operationName: 'LogDelete',
      properties: { removed: '100-299 305', count: '201', reason: 'asked for' },
    });
  });

  test('are in no list, and their names are in no facet', async () => {
    await aLog(archive).store.read(async ({ records }) => {
      expect(await records.list(300, 3, {})).toMatchObject([{ sequence: 99 }, { sequence: 98 }, { sequence: 97 }]);
      expect(await records.count({ text: 'secret-200' })).toMatchObject({ count: 0 });
    });
  });

  test('may have come back by a copy of what they were: that is no fault', async () => {
    const before = await (await full()).archive();
    const again = { canonical: undefined, ...before.rows[150] };
    // Another log has another salt: its texts do not belong here.
    expect(await aLog(changed({ 150: again })).verdict()).toMatchObject({ whole: false });
  });
});

describe('is found', () => {
  test('a text that was removed by nobody', async () => {
    const found = await aLog(changed({ 50: removedRow(row(50)) })).verdict();
    expect(found.faults).toEqual([expect.objectContaining({ sequence: 50, kind: 'missing' })]);
  });

  test('a text that was removed beside those that were named', async () => {
    const found = await aLog(changed({ 300: removedRow(row(300)), 304: removedRow(row(304)) })).verdict();
    expect(found.faults.map(({ sequence, kind }) => [sequence, kind])).toEqual([
      [300, 'missing'],
      [304, 'missing'],
    ]);
  });

  test('a removed record of which a column still says something', async () => {
    const found = await aLog(changed({ 200: { object: 'payroll / secret-200' } })).verdict();
    expect(found.faults).toEqual([expect.objectContaining({ sequence: 200, kind: 'row' })]);
  });

  test('a record of a removal whose range was widened', async () => {
    const wider = { canonical: textOf(sayingAt).replace('100-299', '100-300') };
    const found = await aLog(changed({ [sayingAt]: wider, 300: removedRow(row(300)) })).verdict();
    expect(found.faults.map(({ sequence, kind }) => [sequence, kind])).toEqual([
      [100, 'missing'],
      [305, 'missing'],
      [sayingAt, 'altered'],
    ]);
    expect(found.faults[0]?.detail).toContain('201 records, up to 300,');
  });

  test('the same with its hash, which the signed root does not have', async () => {
    const canonical = textOf(sayingAt).replace('100-299', '100-300');
    const leafHash = hashLeaf(nodeCrypto.sha256, new TextEncoder().encode(canonical));
    const found = await aLog(changed({ [sayingAt]: { canonical, leafHash }, 300: removedRow(row(300)) })).verdict();
    expect(found).toMatchObject({ whole: false, faults: [expect.objectContaining({ kind: 'checkpoint' })] });
  });

  test('a record of a removal whose own text was removed', async () => {
    const found = await aLog(changed({ [sayingAt]: removedRow(row(sayingAt)) })).verdict();
    expect(found.faults).toContainEqual(expect.objectContaining({ sequence: sayingAt, kind: 'missing' }));
    expect(found.faults).toContainEqual(expect.objectContaining({ sequence: 100, kind: 'missing' }));
  });

  test('a removal that an ordinary record claims', async () => {
    const bench = await full();
    await bench.append(anEntry({ operation: 'SecretGet', properties: { removed: '7' } }));
    await bench.append(anEntry({ operation: 'LogDelete', result: 'failed', properties: { removed: '9' } }));
    const whole = await bench.archive();
    const rows = whole.rows.map((each) => ([7, 9].includes(each.sequence) ? removedRow(each) : each));
    const found = await aLog({ ...whole, rows }).verdict();
    expect(found.faults.map(({ sequence }) => sequence)).toEqual([7, 9]);
  });
});

describe('is never removed', () => {
  test('what no kept checkpoint covers yet', async () => {
    const bench = await full();
    expect(await remove(bench, { kind: 'before', before: began + size })).toBe(checkpointed);
    expect(await bench.verdict()).toMatchObject({ whole: true });
  });

  test('a record that says what was removed', async () => {
    const bench = aLog(archive);
    await bench.append(...manyEntries(512));
    expect(await remove(bench, { kind: 'records', sequences: [sayingAt, 310] })).toBe(1);
    await remove(bench, { kind: 'before', before: Number.MAX_SAFE_INTEGER });
    const kept = await bench.store.read((tx) => tx.records.list(1024, 2000, {}));
    expect(kept.map((each) => each.operation)).toContain('LogDelete');
    expect(kept.every((each) => each.operation === 'LogDelete')).toBe(true);
    expect(await bench.verdict()).toMatchObject({ whole: true, faults: [] });
  });
});

test('records far from each other are named by several records, each in its own commit', async () => {
  const bench = await full();
  const sequences = Array.from({ length: 250 }, (_, at) => at * 2);
  expect(await remove(bench, { kind: 'records', sequences })).toBe(250);
  const said = await bench.store.read((tx) => tx.records.list(undefined, 10, { operation: ['LogDelete'] }));
  expect(said.map((each) => JSON.parse(each.canonical ?? '').properties.count)).toEqual(['100', '150']);
  expect(await bench.verdict()).toMatchObject({ whole: true, faults: [] });
});

test('what was removed once is not removed again', async () => {
  expect(await remove(aLog(archive), { kind: 'records', sequences: [100, 305] })).toBe(0);
});
