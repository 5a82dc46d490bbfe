import { describe, expect, test } from 'vitest';
import { checkpointInterval } from '../../../app/audit/open-audit-log.ts';
import { rootOfLeaves } from '../../../app/audit/tree.ts';
import { aLog, anEntry, instanceId, manyEntries, nodeCrypto } from './a-log.ts';
import type { LogBench } from './a-log.ts';

const headOf = ({ store }: LogBench) => store.read((tx) => tx.records.findHead());
describe('appending', () => {
  test('numbers records from zero and signs the head over all of them', async () => {
    const bench = aLog();
    const first = await bench.append(anEntry(), anEntry());
    const second = await bench.append(anEntry());
    expect([...first, ...second].map((row) => row.sequence)).toEqual([0, 1, 2]);
    const leaves = [...first, ...second].map((row) => row.leafHash);
    expect(await headOf(bench)).toMatchObject({ size: 3, rootHash: rootOfLeaves(nodeCrypto.sha256, leaves) });
  });

  test('nothing changes nothing', async () => {
    const bench = aLog();
    expect(await bench.append()).toEqual([]);
    expect(await headOf(bench)).toBeUndefined();
  });

  test('equal entries have different hashes, so that no hash can be guessed', async () => {
    const [one, other] = await aLog().append(anEntry(), anEntry());
    expect(one?.leafHash).not.toEqual(other?.leafHash);
  });

  test('a transaction that fails leaves no record, and the next one takes its place', async () => {
    const bench = aLog();
    await bench.append(anEntry());
    const failed = bench.store.transaction(async (tx) => {
      await bench.audit.append(tx, [anEntry()]);
      throw new Error('disk full');
    });
    await expect(failed).rejects.toThrow('disk full');
    expect((await bench.append(anEntry())).map((row) => row.sequence)).toEqual([1]);
    expect((await bench.verdict()).whole).toBe(true);
  });

  test('a checkpoint is kept at every interval, within a large commit too', async () => {
    const bench = aLog();
    await bench.append(...manyEntries(checkpointInterval - 1));
    await bench.append(...manyEntries(checkpointInterval * 2 + 2));
    const { checkpoints } = await bench.archive();
    expect(checkpoints.map((row) => row.size)).toEqual([3 * checkpointInterval, 2 * checkpointInterval, checkpointInterval]);
  });

  test('a checkpoint is kept on request, once for one size', async () => {
    const bench = aLog();
    await bench.append(...manyEntries(5));
    const asked = await bench.store.transaction((tx) => bench.audit.checkpointNow(tx));
    expect(asked?.size).toBe(5);
    expect(await bench.store.transaction((tx) => bench.audit.checkpointNow(tx))).toEqual(asked);
    expect((await bench.archive()).checkpoints).toHaveLength(1);
  });

  test('an empty log has no checkpoint', async () => {
    const bench = aLog();
    expect(await bench.store.transaction((tx) => bench.audit.checkpointNow(tx))).toBeUndefined();
  });
});

describe('the log signs nothing on top of', () => {
  const damaged = { code: 'IntegrityViolation', data: { what: 'log', id: 'head' } };
  const anArchive = async () => {
    const bench = aLog();
    await bench.append(...manyEntries(7));
    const archive = await bench.archive();
    const { head } = archive;
    if (!head) throw new Error('no head');
    return { ...archive, head };
  };

  test('a head that was taken away', async () => {
    const archive = await anArchive();
    await expect(aLog({ ...archive, head: undefined }).append(anEntry())).rejects.toMatchObject(damaged);
  });

  test('a head with another frontier', async () => {
    const archive = await anArchive();
    const frontier = archive.head.frontier.map(() => nodeCrypto.random(32));
    await expect(aLog({ ...archive, head: { ...archive.head, frontier } }).append(anEntry())).rejects.toMatchObject(damaged);
  });

  test('a head whose size is not the signed one', async () => {
    const archive = await anArchive();
    await expect(aLog({ ...archive, head: { ...archive.head, size: 11 } }).append(anEntry())).rejects.toMatchObject(damaged);
  });

  test('a head that another key has signed', async () => {
    const archive = await anArchive();
    await expect(aLog(archive, nodeCrypto.generateEd25519()).append(anEntry())).rejects.toMatchObject(damaged);
  });

  test('a head that was exchanged while the log is open, though its note was seen before', async () => {
    const bench = aLog();
    await bench.append(...manyEntries(3));
    const other = aLog();
    await other.append(...manyEntries(3));
    const [mine, theirs] = [await headOf(bench), await headOf(other)];
    if (!mine || !theirs) throw new Error('no head');
    await bench.store.transaction((tx) => tx.records.putHead({ ...theirs, note: mine.note }));
    await expect(bench.append(anEntry())).rejects.toMatchObject(damaged);
  });
});

describe('the anchor', () => {
  test('agrees with the store that it was taken from, and with what was added since', async () => {
    const bench = aLog();
    const early = await bench.anchor();
    await bench.append(...manyEntries(10));
    const anchor = await bench.anchor();
    await bench.append(...manyEntries(300));
    for (const it of [early, anchor]) await bench.store.read((tx) => bench.audit.checkAnchor(tx, it));
    expect(await bench.verdict(anchor)).toMatchObject({ whole: true, records: 310 });
  });

  test('finds an older copy of the store', async () => {
    const bench = aLog();
    await bench.append(...manyEntries(10));
    const older = await bench.archive();
    await bench.append(...manyEntries(5));
    const anchor = await bench.anchor();
    const restored = aLog(older);
    await expect(restored.store.read((tx) => restored.audit.checkAnchor(tx, anchor))).rejects.toMatchObject({
      code: 'RolledBack',
      data: { found: 10, expected: 15 },
    });
  });

  test('finds an older head though the checkpoint that it was written for is still there', async () => {
    const bench = aLog();
    await bench.append(...manyEntries(10));
    const older = await bench.archive();
    await bench.append(...manyEntries(5));
    const anchor = await bench.anchor();
    const { checkpoints } = await bench.archive();
    const restored = aLog({ ...older, checkpoints });
    await expect(restored.store.read((tx) => restored.audit.checkAnchor(tx, anchor))).rejects.toMatchObject({
      code: 'RolledBack',
      data: { found: 10, expected: 15 },
    });
  });

  test('finds an empty store', async () => {
    const bench = aLog();
    await bench.append(anEntry());
    const anchor = await bench.anchor();
    const empty = aLog();
    await expect(empty.store.read((tx) => empty.audit.checkAnchor(tx, anchor))).rejects.toMatchObject({
      code: 'RolledBack',
      data: { found: 0, expected: 1 },
    });
  });

  test('finds an older copy that went on differently, signed by the same key', async () => {
    const bench = aLog();
    await bench.append(...manyEntries(10));
    const older = await bench.archive();
    await bench.append(...manyEntries(5));
    const anchor = await bench.anchor();
    const forked = aLog(older);
    await forked.append(...manyEntries(5));
    await forked.anchor();
    await forked.append(...manyEntries(20));
    await expect(forked.store.read((tx) => forked.audit.checkAnchor(tx, anchor))).rejects.toMatchObject({
      code: 'RolledBack',
      data: { found: 35, expected: 15 },
    });
  });

  test('of another instance is refused', async () => {
    const bench = aLog();
    const anchor = { ...(await bench.anchor()), instanceId: 'another' };
    await expect(bench.store.read((tx) => bench.audit.checkAnchor(tx, anchor))).rejects.toMatchObject({
      code: 'IntegrityViolation',
      data: { what: 'anchor', id: 'another' },
    });
  });

  test('of an empty log is the root of the empty tree', async () => {
    expect(await aLog().anchor()).toMatchObject({ instanceId, size: 0, rootHash: nodeCrypto.sha256() });
  });
});
