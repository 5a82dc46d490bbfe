import { describe, expect, test } from 'vitest';
import type { RecordRow } from '../../app/audit/record-store.ts';
import type { Store } from '../../app/operation/store.ts';
import { aCheckpoint, aHead, aRecord, hardText, hash } from './a-row.ts';
import { kinds, usePlaces } from './a-store.ts';

const append = (store: Store, rows: readonly RecordRow[]) => store.transaction((tx) => tx.records.append(rows));

describe.each(kinds)('the log in $kind', (kind) => {
  const stores = usePlaces(kind);

  test('a record comes back as it was put, byte for byte', async () => {
    const store = await stores.store();
    const rich = aRecord(0, { identity: hardText, object: hardText, canonical: hardText, durationMs: 0.1, leafHash: hash(255) });
    const emptied = aRecord(1, { canonical: undefined });
    await append(store, [rich, emptied]);
    expect(await store.read((tx) => tx.records.find(0))).toStrictEqual(rich);
    expect(await store.read((tx) => tx.records.find(1))).toStrictEqual(emptied);
    expect(await store.read((tx) => tx.records.find(2))).toBeUndefined();
  });

  test('a sequence is taken once', async () => {
    const store = await stores.store();
    await append(store, [aRecord(0)]);
    await expect(append(store, [aRecord(1), aRecord(0)])).rejects.toMatchObject({ code: 'Conflict' });
    expect(await store.read((tx) => tx.records.count({}))).toEqual({ count: 1, atLeast: false });
    expect(await store.read((tx) => tx.records.end())).toBe(1);
  });

  test('pages go from new to old without gap or repetition, while records are added', async () => {
    const store = await stores.store();
    await append(
      store,
      Array.from({ length: 7 }, (_, at) => aRecord(at)),
    );
    const first = await store.read((tx) => tx.records.list(undefined, 3, {}));
    await append(store, [aRecord(7)]);
    const second = await store.read((tx) => tx.records.list(first.at(-1)?.sequence, 3, {}));
    const third = await store.read((tx) => tx.records.list(second.at(-1)?.sequence, 3, {}));
    expect([first, second, third].map((page) => page.map((row) => row.sequence))).toEqual([[6, 5, 4], [3, 2, 1], [0]]);
  });

  test('a scan goes from old to new', async () => {
    const store = await stores.store();
    await append(store, [aRecord(0), aRecord(1), aRecord(2)]);
    expect(await store.read((tx) => tx.records.scan(1, 5))).toStrictEqual([aRecord(1), aRecord(2)]);
  });

  test('the head is replaced, with any number of subtrees', async () => {
    const store = await stores.store();
    expect(await store.read((tx) => tx.records.findHead())).toBeUndefined();
    await store.transaction((tx) => tx.records.putHead(aHead(3, [hash(1), hash(2)])));
    expect(await store.read((tx) => tx.records.findHead())).toStrictEqual(aHead(3, [hash(1), hash(2)]));
    await store.transaction((tx) => tx.records.putHead(aHead(0, [])));
    expect(await store.read((tx) => tx.records.findHead())).toStrictEqual(aHead(0, []));
  });

  test('checkpoints are kept once, listed from new to old, and counted', async () => {
    const store = await stores.store();
    await store.transaction(async (tx) => {
      for (const size of [1, 3, 2]) await tx.records.insertCheckpoint(aCheckpoint(size));
    });
    await expect(store.transaction((tx) => tx.records.insertCheckpoint(aCheckpoint(2)))).rejects.toMatchObject({ code: 'Conflict' });
    expect(await store.read((tx) => tx.records.findCheckpoint(2))).toStrictEqual(aCheckpoint(2));
    expect(await store.read((tx) => tx.records.findCheckpoint(9))).toBeUndefined();
    expect(await store.read((tx) => tx.records.listCheckpoints(undefined, 2))).toStrictEqual([aCheckpoint(3), aCheckpoint(2)]);
    expect(await store.read((tx) => tx.records.listCheckpoints(2, 2))).toStrictEqual([aCheckpoint(1)]);
    expect(await store.read((tx) => tx.records.countCheckpoints())).toBe(3);
  });

  test('disabled secrets that were asked for are counted by name, as far back and as many as is asked', async () => {
    const store = await stores.store();
    const refused = (sequence: number, object: string) =>
      aRecord(sequence, { object, code: 'SecretDisabled', result: 'refused', status: 403 });
    await append(store, [
      refused(0, 'payroll / old'),
      refused(1, 'payroll / b'),
      refused(2, 'payroll / a'),
      aRecord(3, { object: 'payroll / a' }),
      refused(4, 'Payroll / A'),
      refused(5, 'payroll / c'),
    ]);
    const at = (sequence: number) => aRecord(sequence).time;
    expect(await store.read((tx) => tx.records.countDisabledReads(at(1), 100))).toEqual([
      { object: 'payroll / a', count: 2, lastOn: at(4) },
      { object: 'payroll / c', count: 1, lastOn: at(5) },
      { object: 'payroll / b', count: 1, lastOn: at(1) },
    ]);
    expect(await store.read((tx) => tx.records.countDisabledReads(0, 2))).toEqual([
      { object: 'payroll / c', count: 1, lastOn: at(5) },
      { object: 'payroll / a', count: 1, lastOn: at(4) },
    ]);
  });
});
