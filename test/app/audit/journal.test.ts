import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { beginJournal, extendJournal, mostJournalBytes, readJournal } from '../../../app/audit/journal.ts';
import { openJournal } from '../../../app/audit/open-journal.ts';
import type { Entry } from '../../../app/audit/entry.ts';
import { readRecord } from '../../../app/audit/record.ts';
import type { RecordRow } from '../../../app/audit/record-store.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { createMemorySmallFile } from '../../../app/memory/small-file.ts';
import { aLog, anEntry, nodeCrypto } from './a-log.ts';

// Many runs on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const hash = nodeCrypto.sha256;
const utf8 = new TextEncoder();

const aFailedUnlock = (fields: Partial<Entry> = {}): Entry =>
  anEntry({
    operation: 'InstanceUnlock',
    result: 'refused',
    status: 401,
    code: 'UnlockFailed',
    resourceId: '/',
    object: 'passphrase slot',
    identity: { id: '', name: 'nobody', kind: 'nobody', sessionId: undefined },
    allowedBy: undefined,
    properties: { kind: 'passphrase' },
    ...fields,
  });

const aJournal = (count: number): Uint8Array => {
  let file = beginJournal(hash, 'one');
  for (let time = 0; time < count; time += 1) file = extendJournal(hash, file, aFailedUnlock({ time }));
  return file;
};

const edited = (file: Uint8Array, change: (text: string) => string): Uint8Array => utf8.encode(change(new TextDecoder().decode(file)));

describe('the file', () => {
  test('gives back what was put in, in order', () => {
    const journal = readJournal(hash, aJournal(3));
    expect(journal).toMatchObject({ id: 'one', counted: undefined, damagedLine: undefined });
    expect(journal.entries).toEqual([0, 1, 2].map((time) => aFailedUnlock({ time })));
  });

  test('is believed neither about who it was nor about what allowed it', () => {
    const told = aFailedUnlock({ identity: anEntry().identity, allowedBy: anEntry().allowedBy });
    const file = edited(extendJournal(hash, beginJournal(hash, 'one'), told), (text) =>
      text.replace('"entry":{', '"entry":{"identity":{"id":"x"},'),
    );
    expect(readJournal(hash, file).entries).toEqual([aFailedUnlock()]);
  });

  test('names the first line that was changed, and still gives the rest', () => {
    const file = edited(aJournal(4), (text) => text.replace('"time":1,', '"time":9,'));
    const journal = readJournal(hash, file);
    expect(journal.damagedLine).toBe(3);
    expect(journal.entries.map((entry) => entry.time)).toEqual([0, 9, 2, 3]);
  });

  test('names the line after one that was taken out', () => {
    const file = edited(aJournal(4), (text) => text.split('\n').toSpliced(2, 1).join('\n'));
    expect(readJournal(hash, file).damagedLine).toBe(3);
  });

  test('takes a last line without its end for damage, and gives the rest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (cut) => {
        const journal = readJournal(hash, aJournal(3).slice(0, -cut));
        expect(journal.entries).toHaveLength(2);
        expect(journal.damagedLine).toBe(4);
      }),
    );
  });

  test('goes on after damage, without hiding it', () => {
    const torn = aJournal(2).slice(0, -5);
    const journal = readJournal(hash, extendJournal(hash, torn, aFailedUnlock({ time: 7 })));
    expect(journal.entries.map((entry) => entry.time)).toEqual([0, 7]);
    expect(journal.damagedLine).toBe(3);
  });

  test('never grows beyond its size: what has no room is counted', () => {
    let file = beginJournal(hash, 'one');
    for (let time = 0; time < 2_000; time += 1) file = extendJournal(hash, file, aFailedUnlock({ time }));
    const { entries, counted, damagedLine } = readJournal(hash, file);
    expect(file.length).toBeLessThanOrEqual(mostJournalBytes + 1024);
    expect(entries.length).toBeGreaterThan(100);
    expect(counted).toEqual({ count: 2_000 - entries.length, from: entries.length, until: 1_999 });
    expect(damagedLine).toBeUndefined();
  });

  test('keeps no more than 256 characters of a text', () => {
    const file = extendJournal(hash, beginJournal(hash, 'one'), aFailedUnlock({ object: 'x'.repeat(100_000) }));
    expect(readJournal(hash, file).entries[0]?.object).toBe('x'.repeat(256));
  });

  test('of any content is read without an error, and can be gone on with', () => {
    const lines = fc.array(fc.oneof(fc.constantFrom(...new TextDecoder().decode(aJournal(3)).split('\n')), fc.string({ unit: 'binary' })));
    fc.assert(
      fc.property(lines, (parts) => {
        const file = utf8.encode(parts.join('\n'));
        const before = readJournal(hash, file);
        const after = readJournal(hash, extendJournal(hash, file, aFailedUnlock({ time: 77 })));
        expect(after.entries.at(-1)?.time === 77 || after.counted !== undefined).toBe(true);
        expect(after.entries.length).toBeGreaterThanOrEqual(before.entries.length);
      }),
    );
  });

  test('that is far too long is cut and said to be damaged', () => {
    const file = extendJournal(hash, utf8.encode(`${new TextDecoder().decode(aJournal(1))}${'x'.repeat(5_000_000)}`), aFailedUnlock());
    expect(file.length).toBeLessThanOrEqual(mostJournalBytes + 1024);
    expect(readJournal(hash, file)).toMatchObject({ damagedLine: 3, counted: { count: 1 } });
  });
});

const aSealedHouse = (content?: Uint8Array) => {
  const file = createMemorySmallFile(content);
  let drawn = 0;
  const deps = { file, crypto: nodeCrypto, clock: { now: () => Date.UTC(2027, 0, 1) }, newId: () => `id-${(drawn += 1)}` };
  return { file, reopen: () => openJournal(deps), bench: aLog() };
};

const propertiesOf = (rows: readonly RecordRow[]) => rows.map((row) => readRecord(row.canonical ?? '')?.properties);

describe('after the next unlock', () => {
  test('what happened while sealed becomes the first records, marked as such', async () => {
    const { file, reopen, bench } = aSealedHouse();
    await reopen().append([aFailedUnlock({ time: 1 }), aFailedUnlock({ time: 2 })]);
    const journal = reopen();
    const rows = await bench.store.transaction((tx) => journal.drain(tx, bench.audit));
    await journal.clear();
    expect(rows.map((row) => [row.sequence, row.time, row.code])).toEqual([
      [0, 1, 'UnlockFailed'],
      [1, 2, 'UnlockFailed'],
    ]);
    expect(propertiesOf(rows)[0]).toEqual({ kind: 'passphrase', recordedWhile: 'sealed', httpStatusCode: 401 });
    expect(await file.read()).toBeUndefined();
    expect((await bench.verdict()).whole).toBe(true);
  });

  test('nothing is recorded twice when the engine dies between the commit and the clearing', async () => {
    const { reopen, bench } = aSealedHouse();
    await reopen().append([aFailedUnlock()]);
    await bench.store.transaction((tx) => reopen().drain(tx, bench.audit));
    await reopen().append([aFailedUnlock({ time: 5 })]);
    const rows = await bench.store.transaction((tx) => reopen().drain(tx, bench.audit));
    expect(rows.map((row) => [row.sequence, row.time])).toEqual([[1, 5]]);
  });

  test('nothing is lost when the transaction fails', async () => {
    const { reopen, bench } = aSealedHouse();
    const journal = reopen();
    await journal.append([aFailedUnlock()]);
    const failed = bench.store.transaction(async (tx) => {
      await journal.drain(tx, bench.audit);
      throw new Error('disk full');
    });
    await expect(failed).rejects.toThrow('disk full');
    expect(await bench.store.transaction((tx) => reopen().drain(tx, bench.audit))).toHaveLength(1);
  });

  test('what is added between the drain and the clearing waits for the next unlock', async () => {
    const { reopen, bench } = aSealedHouse();
    const journal = reopen();
    await journal.append([aFailedUnlock({ time: 1 })]);
    await bench.store.transaction((tx) => journal.drain(tx, bench.audit));
    await journal.append([aFailedUnlock({ time: 2 })]);
    await journal.clear();
    const rows = await bench.store.transaction((tx) => reopen().drain(tx, bench.audit));
    expect(rows.map((row) => row.time)).toEqual([2]);
  });

  test('a damaged journal is said to be so, once', async () => {
    const { reopen, bench } = aSealedHouse(edited(aJournal(2), (text) => text.replace('"time":0,', '"time":4,')));
    const rows = await bench.store.transaction((tx) => reopen().drain(tx, bench.audit));
    expect(rows.map((row) => [row.operation, row.result])).toEqual([
      ['InstanceUnlock', 'refused'],
      ['InstanceUnlock', 'refused'],
      ['JournalDamaged', 'failed'],
    ]);
    expect(propertiesOf(rows)[2]).toMatchObject({ line: '2' });
    expect(await bench.store.transaction((tx) => reopen().drain(tx, bench.audit))).toEqual([]);
  });

  test('a file that cannot be read keeps nobody out, and is said to be damaged', async () => {
    const { file, bench } = aSealedHouse();
    const tooLarge = () => Promise.reject(new VaultError('StoreDamaged', { detail: 'file too large' }));
    let isLarge = true;
    const journal = openJournal({
      file: { ...file, read: () => (isLarge ? tooLarge() : file.read()) },
      crypto: nodeCrypto,
      clock: { now: () => 0 },
      newId: () => 'id',
    });
    await journal.append([aFailedUnlock()]);
    isLarge = false;
    const rows = await bench.store.transaction((tx) => journal.drain(tx, bench.audit));
    expect(rows.map((row) => row.operation)).toEqual(['InstanceUnlock', 'JournalDamaged']);
  });

  test('what was only counted is one record with the number', async () => {
    const { reopen, bench } = aSealedHouse();
    await reopen().append(Array.from({ length: 1_000 }, (_, time) => aFailedUnlock({ time })));
    const rows = await bench.store.transaction((tx) => reopen().drain(tx, bench.audit));
    expect(rows.at(-1)).toMatchObject({ operation: 'JournalOverflow', result: 'refused' });
    expect(propertiesOf(rows).at(-1)).toMatchObject({ count: String(1_000 - (rows.length - 1)), until: '1970-01-01T00:00:00.999Z' });
  });

  test('an empty house has nothing to add', async () => {
    const { reopen, bench } = aSealedHouse();
    expect(await bench.store.transaction((tx) => reopen().drain(tx, bench.audit))).toEqual([]);
    expect((await bench.verdict()).records).toBe(0);
  });

  test('entries that are added at the same time are all kept', async () => {
    const { reopen, bench } = aSealedHouse();
    const journal = reopen();
    await Promise.all([1, 2, 3, 4].map((time) => journal.append([aFailedUnlock({ time })])));
    const rows = await bench.store.transaction((tx) => reopen().drain(tx, bench.audit));
    expect(rows.map((row) => row.time)).toEqual([1, 2, 3, 4]);
  });
});
