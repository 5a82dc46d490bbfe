import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Anchor } from '../../../app/audit/audit-log.ts';
import { originOf, writeCheckpoint } from '../../../app/audit/checkpoint.ts';
import { removedRow } from '../../../app/audit/record-row.ts';
import type { CheckpointRow, RecordRow } from '../../../app/audit/record-store.ts';
import { appendLeaf, emptyFrontier, hashLeaf, rootOf } from '../../../app/audit/tree.ts';
import type { Frontier } from '../../../app/audit/tree.ts';
import type { Verdict } from '../../../app/contract/log.ts';
import { aLog, instanceId, logKey, manyEntries, nodeCrypto } from './a-log.ts';
import type { Archive } from './a-log.ts';

// Many runs on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const hash = nodeCrypto.sha256;
const utf8 = new TextEncoder();
const size = 330;

/** Draws a number from 0 up to, not including, its argument. */
type Draw = (below: number) => number;
type Tampering = (archive: Archive, draw: Draw) => void;

let whole: Archive;
let anchor: Anchor;
beforeAll(async () => {
  const bench = aLog();
  for (let count = 0; count < size; count += 30) await bench.append(...manyEntries(30));
  anchor = await bench.anchor();
  whole = await bench.archive();
});

const at = <T>(list: readonly T[], index: number): T => {
  const item = list[index];
  if (item === undefined) throw new Error(`nothing at ${index}`);
  return item;
};

const change = (archive: Archive, index: number, fields: Partial<RecordRow>): void => {
  archive.rows[index] = { ...at(archive.rows, index), ...fields };
};

const textOf = (archive: Archive, index: number): string => at(archive.rows, index).canonical ?? '';

const forged = (archive: Archive, index: number): string => textOf(archive, index).replaceAll('alice', 'mallory');

const rehashed = (canonical: string): Partial<RecordRow> => ({
  canonical,
  leafHash: hashLeaf(hash, utf8.encode(canonical)),
  identity: 'mallory',
});

const frontierOf = (rows: readonly RecordRow[]): Frontier =>
  rows.reduce((frontier, row) => appendLeaf(hash, frontier, row.leafHash), emptyFrontier);

/** Cuts the log where a kept checkpoint lets it end, as somebody who cannot sign must. */
const cutAt = (archive: Archive, kept: CheckpointRow): void => {
  archive.rows = archive.rows.slice(0, kept.size);
  archive.checkpoints = archive.checkpoints.filter((row) => row.size <= kept.size);
  archive.head = { ...kept, frontier: frontierOf(archive.rows).nodes };
};

/** Signs every checkpoint and the head anew over what the rows now are. */
const signAgain = (archive: Archive, seed: Uint8Array): void => {
  const key = { origin: originOf(instanceId), publicKey: logKey.publicKey };
  const sign = (row: CheckpointRow): CheckpointRow => {
    const head = { size: row.size, signedOn: row.signedOn, rootHash: rootOf(hash, frontierOf(archive.rows.slice(0, row.size))) };
    return { ...head, note: writeCheckpoint(nodeCrypto, key, head, nodeCrypto.ed25519Signer(seed)) };
  };
  archive.checkpoints = archive.checkpoints.map(sign);
  if (archive.head) archive.head = { ...sign(archive.head), frontier: frontierOf(archive.rows).nodes };
};

/** What somebody with the whole store, and not the key, can do; each shows by itself. */
const found: Record<string, Tampering> = {
  'a text edited': (archive, draw) => {
    const index = draw(size);
    change(archive, index, { canonical: forged(archive, index) });
  },
  'a text edited, with its columns and its hash': (archive, draw) => {
    const index = draw(size);
    change(archive, index, rehashed(forged(archive, index)));
  },
  'a bit of a text flipped': (archive, draw) => {
    const index = draw(size);
    const bytes = utf8.encode(textOf(archive, index));
    const place = draw(bytes.length);
    bytes[place] = at([...bytes], place) ^ (1 << draw(7));
    change(archive, index, { canonical: new TextDecoder().decode(bytes) });
  },
  'a bit of a hash flipped': (archive, draw) => {
    const index = draw(size);
    const leafHash = Uint8Array.from(at(archive.rows, index).leafHash);
    const place = draw(32);
    leafHash[place] = at([...leafHash], place) ^ (1 << draw(8));
    change(archive, index, { leafHash });
  },
  'a column edited': (archive, draw) => {
    const edits: Partial<RecordRow>[] = [
      { time: 1 },
      { operation: 'SecretList' },
      { result: 'failed' },
      { status: 500 },
      { code: 'Forbidden' },
      { identity: 'mallory' },
      { object: 'other' },
      { door: 'rest' },
      { address: '10.0.0.1' },
      { durationMs: 99 },
      { correlationId: 'other' },
      { identityId: 'other' },
      { vault: 'other' },
      { resourceId: '/' },
    ];
    change(archive, draw(size), at(edits, draw(edits.length)));
  },
  'two records swapped': (archive, draw) => {
    const index = draw(size - 1);
    const [one, other] = [at(archive.rows, index), at(archive.rows, index + 1)];
    change(archive, index, { ...other, sequence: one.sequence });
    change(archive, index + 1, { ...one, sequence: other.sequence });
  },
  'a record dropped': (archive, draw) => {
    archive.rows.splice(draw(size), 1);
  },
  'a record dropped and the rest renumbered': (archive, draw) => {
    const index = draw(size);
    archive.rows.splice(index, 1);
    archive.rows = archive.rows.map((row, sequence) => ({ ...row, sequence }));
  },
  'a text removed': (archive, draw) => {
    change(archive, draw(size), { canonical: undefined });
  },
  'a text removed, with all that columns said of it': (archive, draw) => {
    const index = draw(size);
    change(archive, index, removedRow(at(archive.rows, index)));
  },
  'a record copied in between': (archive, draw) => {
    const index = draw(size);
    archive.rows.splice(index, 0, at(archive.rows, index));
    archive.rows = archive.rows.map((row, sequence) => ({ ...row, sequence }));
  },
  'a record twice in one place': (archive, draw) => {
    archive.rows.push({ ...at(archive.rows, draw(size)), object: 'other' });
  },
  'a record added at the end': (archive, draw) => {
    archive.rows.push({ ...at(archive.rows, draw(size)), sequence: size });
  },
  'the end cut off, with the head left as it was': (archive, draw) => {
    archive.rows = archive.rows.slice(0, draw(size));
  },
  'the end cut off, with an older head but all checkpoints': (archive) => {
    const { checkpoints } = archive;
    cutAt(archive, at(checkpoints, 1));
    archive.checkpoints = checkpoints;
  },
  'a checkpoint of an interval dropped': (archive) => {
    archive.checkpoints = archive.checkpoints.filter((row) => row.size % 256 !== 0);
  },
  'a checkpoint edited': (archive, draw) => {
    const index = draw(archive.checkpoints.length);
    const row = at(archive.checkpoints, index);
    const edits: CheckpointRow[] = [
      { ...row, size: row.size - 1 },
      { ...row, rootHash: hash() },
      { ...row, signedOn: row.signedOn + 1 },
      { ...row, note: row.note.replace(`\n${row.size}\n`, `\n${row.size + 1}\n`) },
    ];
    archive.checkpoints[index] = at(edits, draw(edits.length));
  },
  'the head removed': (archive) => {
    archive.head = undefined;
  },
  'the head edited': (archive, draw) => {
    const { head } = archive;
    if (!head) throw new Error('no head');
    const frontier = frontierOf(archive.rows.slice(0, -1));
    const edits = [
      { ...head, size: size + 1 },
      { ...head, signedOn: head.signedOn + 1 },
      { ...head, note: head.note.replace('— ', '- ') },
      { ...head, frontier: head.frontier.toReversed() },
      { ...head, frontier: frontier.nodes, size: frontier.size, rootHash: rootOf(hash, frontier) },
    ];
    archive.head = at(edits, draw(edits.length));
  },
  'everything signed again with another key': (archive) => {
    signAgain(archive, nodeCrypto.generateEd25519().seed);
  },
};

/** What leaves a log that is whole by itself: only the anchor outside the store knows better. */
const foundByAnchor: Record<string, Tampering> = {
  'the end cut off at a kept checkpoint': (archive) => {
    cutAt(archive, at(archive.checkpoints, 1));
  },
  'everything removed': (archive) => {
    Object.assign(archive, { rows: [], checkpoints: [], head: undefined });
  },
  'a record rewritten and everything signed again with the stolen key': (archive, draw) => {
    const index = draw(size);
    change(archive, index, rehashed(forged(archive, index)));
    signAgain(archive, logKey.seed);
  },
};

const copyOf = ({ rows, checkpoints, head }: Archive): Archive => ({ rows: [...rows], checkpoints: [...checkpoints], head });

const drawFrom =
  (random: fc.GeneratorValue): Draw =>
  (below) =>
    random(fc.integer, { min: 0, max: below - 1 });

async function tampered(tampering: Tampering, random: fc.GeneratorValue): Promise<{ alone: Verdict; anchored: Verdict }> {
  const archive = copyOf(whole);
  tampering(archive, drawFrom(random));
  return { alone: await aLog(archive).verdict(), anchored: await aLog(archive).verdict(anchor) };
}

describe('found in the store alone, and with the anchor', () => {
  test.each(Object.entries(found))(
    '%s',
    async (_, tampering) => {
      await fc.assert(
        fc.asyncProperty(fc.gen(), async (random) => {
          const { alone, anchored } = await tampered(tampering, random);
          expect(alone.whole).toBe(false);
          expect(anchored.whole).toBe(false);
        }),
        { numRuns: 8, endOnFailure: true },
      );
    },
    60_000,
  );
});

describe('found by the anchor only', () => {
  test.each(Object.entries(foundByAnchor))(
    '%s',
    async (_, tampering) => {
      await fc.assert(
        fc.asyncProperty(fc.gen(), async (random) => {
          const { alone, anchored } = await tampered(tampering, random);
          expect(alone.whole).toBe(true);
          expect(anchored.faults).toEqual([expect.objectContaining({ kind: 'anchor' })]);
        }),
        { numRuns: 4, endOnFailure: true },
      );
    },
    60_000,
  );

  test('an older copy of the whole store', async () => {
    const bench = aLog();
    await bench.append(...manyEntries(20));
    const older = await bench.archive();
    await bench.append(...manyEntries(1));
    const newest = await bench.anchor();
    expect(await aLog(older).verdict()).toMatchObject({ whole: true, records: 20 });
    expect((await aLog(older).verdict(newest)).faults).toEqual([
      { sequence: 20, kind: 'anchor', detail: 'The anchor has seen 21 records, the log has 20.' },
    ]);
  });
});

test('what the key was stolen for after the last anchor is not found: that is the limit', async () => {
  const bench = aLog(copyOf(whole));
  await bench.append(...manyEntries(3));
  const archive = await bench.archive();
  change(archive, size + 1, rehashed(forged(archive, size + 1)));
  signAgain(archive, logKey.seed);
  expect(await aLog(archive).verdict(anchor)).toMatchObject({ whole: true });
});

test('the first fault is the place', async () => {
  const archive = copyOf(whole);
  change(archive, 300, { canonical: forged(archive, 300) });
  change(archive, 17, removedRow(at(archive.rows, 17)));
  change(archive, 200, { object: 'other' });
  expect((await aLog(archive).verdict(anchor)).faults).toEqual([
    { sequence: 17, kind: 'missing', detail: 'The text of this record was removed, and no record says by whom.' },
    { sequence: 200, kind: 'row', detail: 'The list shows what the record does not say: object.' },
    { sequence: 300, kind: 'altered', detail: 'The text of this record does not give its hash.' },
  ]);
});

test('a record that is there twice is named once', async () => {
  const archive = copyOf(whole);
  archive.rows.push({ ...at(archive.rows, 40), object: 'other' });
  expect((await aLog(archive).verdict(anchor)).faults).toEqual([
    { sequence: 40, kind: 'row', detail: 'This record is there more than once.' },
  ]);
});

test('a head that is not signed by the log is named, and not relied on', async () => {
  const archive = copyOf(whole);
  const { head } = archive;
  if (!head) throw new Error('no head');
  archive.head = { ...head, note: head.note.replace('— ', '- ') };
  expect((await aLog(archive).verdict(anchor)).faults).toEqual([
    { sequence: size - 1, kind: 'signature', detail: `The checkpoint at ${size} is not signed by this log's key.` },
  ]);
});

test('a text changed together with its hash is found between the checkpoints around it', async () => {
  const archive = copyOf(whole);
  change(archive, 300, rehashed(forged(archive, 300)));
  expect((await aLog(archive).verdict()).faults).toEqual([
    { sequence: 256, kind: 'checkpoint', detail: 'Records 256 to 329 do not give the root that was signed at 330.' },
  ]);
});

test('every byte of a record is bound', async () => {
  const index = 5;
  const { length } = utf8.encode(textOf(whole, index));
  const missed: number[] = [];
  for (let place = 0; place < length; place += 1) {
    const archive = { ...copyOf(whole), rows: whole.rows.slice(0, 10) };
    const bytes = utf8.encode(textOf(archive, index));
    bytes[place] = at([...bytes], place) ^ 1;
    const text = new TextDecoder().decode(bytes);
    if (sameLeaf(text, at(archive.rows, index))) missed.push(place);
  }
  expect(length).toBeGreaterThan(500);
  expect(missed).toEqual([]);
});

const sameLeaf = (canonical: string, row: RecordRow): boolean =>
  Buffer.from(hashLeaf(hash, utf8.encode(canonical))).equals(Buffer.from(row.leafHash));
