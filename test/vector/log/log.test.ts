import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import canonicalize from 'canonicalize';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openCheckpoint, originOf, writeCheckpoint } from '../../../app/audit/checkpoint.ts';
import { readJournal } from '../../../app/audit/journal.ts';
import { composeRecord, readRecord } from '../../../app/audit/record.ts';
import { removedRow, toColumns } from '../../../app/audit/record-row.ts';
import { appendLeaf, emptyFrontier, hashLeaf } from '../../../app/audit/tree.ts';
import { result } from '../../../app/contract/log.ts';
import { createNodeCrypto } from '../../../main/crypto/node-crypto.ts';
import { aLog } from '../../app/audit/a-log.ts';
import type { Archive } from '../../app/audit/a-log.ts';
import { verifyExport } from './verify.ts';

const crypto = createNodeCrypto();
const hash = crypto.sha256;
const utf8 = new TextEncoder();

const load = <T extends z.ZodType>(name: string, schema: T): z.output<T> =>
  schema.parse(JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')));

const hex = z.string().transform((text) => Uint8Array.from(Buffer.from(text, 'hex')));
const base64 = z.string().transform((text) => Uint8Array.from(Buffer.from(text, 'base64')));
const time = z.string().transform((text) => Date.parse(text));

const decision = { assignment: z.string(), role: z.string(), scope: z.string() };
const entry = z
  .object({
    time: z.number(),
    durationMs: z.number(),
    operation: z.string(),
    result,
    status: z.number(),
    code: z.string(),
    resourceId: z.string(),
    object: z.string(),
    door: z.enum(['window', 'rest', 'job', 'shell']),
    address: z.string(),
    identity: z.object({ id: z.string(), name: z.string(), kind: z.string(), sessionId: z.string().optional() }),
    correlationId: z.string(),
    requestId: z.string(),
    allowedBy: z.object(decision).optional(),
    missing: z.object({ action: z.string(), scope: z.string(), smallestRole: z.string().optional() }).optional(),
    properties: z.record(z.string(), z.string()),
  })
  .transform((it) => ({
    ...it,
    identity: { ...it.identity, sessionId: it.identity.sessionId },
    allowedBy: it.allowedBy,
    missing: it.missing,
  }));

describe('records', () => {
  const { instanceId, tenantId, records } = load(
    'record.json',
    z.object({
      instanceId: z.string(),
      tenantId: z.string(),
      records: z.array(z.object({ title: z.string(), entry, sequence: z.number(), salt: hex, canonical: z.string(), leafHash: hex })),
    }),
  );

  test.each(records)('$title', ({ entry: given, sequence, salt, canonical, leafHash }) => {
    expect(composeRecord(given, { sequence, instanceId, tenantId, salt }).canonical).toBe(canonical);
    expect(canonicalize(JSON.parse(canonical))).toBe(canonical);
    expect(hashLeaf(hash, utf8.encode(canonical))).toEqual(leafHash);
    expect(utf8.encode(canonical).length).toBeLessThanOrEqual(16_384);
  });
});

const notes = load(
  'checkpoint.json',
  z.object({
    instanceId: z.string(),
    seed: hex,
    publicKey: base64,
    opened: z.array(z.object({ size: z.number(), rootHash: base64, time, note: z.string() })),
    witnessed: z.object({ size: z.number(), note: z.string() }),
    refused: z.array(z.object({ why: z.string(), note: z.string() })),
  }),
);

describe('checkpoints', () => {
  const key = { origin: originOf(notes.instanceId), publicKey: notes.publicKey };

  test.each(notes.opened)('of $size records', ({ size, rootHash, time: signedOn, note }) => {
    const head = { size, rootHash, signedOn };
    expect(writeCheckpoint(crypto, key, head, crypto.ed25519Signer(notes.seed))).toBe(note);
    expect(openCheckpoint(crypto, key, note)).toEqual(head);
  });

  test("a witness's line is passed over", () => {
    expect(openCheckpoint(crypto, key, notes.witnessed.note)?.size).toBe(notes.witnessed.size);
  });

  test.each(notes.refused)('refused: $why', ({ note }) => {
    expect(openCheckpoint(crypto, key, note)).toBeUndefined();
  });
});

const { verdicts } = load(
  'verdict.json',
  z.object({
    verdicts: z.array(
      z.object({
        title: z.string(),
        faults: z.array(z.object({ sequence: z.number(), kind: z.string() })),
        log: z.object({
          instance: z.string(),
          publicKey: z.string(),
          records: z.array(z.object({ sequence: z.number(), canonical: z.string().nullable(), leafHash: z.string() })),
          checkpoints: z.array(z.string()),
          anchor: z.object({ size: z.number(), rootHash: z.string() }).nullable(),
        }),
      }),
    ),
  }),
);
type Log = (typeof verdicts)[number]['log'];

const fromBase64 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'));

/** What a store holds when somebody has changed it so that this is exported: the head's frontier is that of the log before. */
function archiveOf(log: Log): Archive {
  const rows = log.records.map(({ sequence, canonical, leafHash }) => {
    if (canonical === null) return removedRow({ sequence, time: 0, leafHash: fromBase64(leafHash) });
    const record = readRecord(canonical);
    if (!record) throw new Error('no record');
    return { ...toColumns(record), sequence, canonical, leafHash: fromBase64(leafHash) };
  });
  const checkpoints = log.checkpoints.map((note) => {
    const [, size, root, signed] = note.split('\n');
    return { size: Number(size), rootHash: fromBase64(root ?? ''), signedOn: Date.parse(signed?.slice('time '.length) ?? ''), note };
  });
  const before = verdicts.find((it) => it.log.checkpoints.at(-1) === log.checkpoints.at(-1))?.log.records ?? [];
  const frontier = before.reduce((grown, { leafHash }) => appendLeaf(hash, grown, fromBase64(leafHash)), emptyFrontier);
  const last = checkpoints.at(-1);
  return { rows, checkpoints, head: last && { ...last, frontier: frontier.nodes } };
}

describe('exported logs', () => {
  test.each(verdicts)('$title', ({ log, faults }) => {
    expect(verifyExport(log)).toEqual(faults);
  });

  test.each(verdicts)('$title, for the product', async ({ log, faults }) => {
    const anchor = log.anchor && {
      instanceId: log.instance,
      size: log.anchor.size,
      rootHash: fromBase64(log.anchor.rootHash),
      slotSequence: 1,
    };
    const bench = aLog(archiveOf(log), { seed: notes.seed, publicKey: notes.publicKey }, log.instance);
    const verdict = await bench.verdict(anchor ?? undefined);
    expect(verdict.faults.map(({ sequence, kind }) => ({ sequence, kind }))).toEqual(faults);
  });

  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'strongroom-vector-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const run = async (content: string) => {
    await writeFile(join(folder, 'log.json'), content);
    return promisify(execFile)(process.execPath, [fileURLToPath(new URL('verify.ts', import.meta.url)), join(folder, 'log.json')]);
  };

  test('the verifier runs on its own', async () => {
    expect((await run(JSON.stringify(verdicts[0]?.log))).stdout).toBe('whole, 12 records\n');
    await expect(run(JSON.stringify(verdicts[3]?.log))).rejects.toMatchObject({ code: 1, stdout: '3 altered\n' });
    await expect(run('{}')).rejects.toMatchObject({ code: 2 });
    await expect(run('{')).rejects.toMatchObject({ code: 2 });
  });
});

describe('journals', () => {
  const { journals } = load(
    'journal.json',
    z.object({
      journals: z.array(
        z.object({
          title: z.string(),
          file: z.string(),
          id: z.string(),
          times: z.array(z.number()),
          counted: z.object({ count: z.number(), from: z.number(), until: z.number() }).nullable(),
          damagedLine: z.number().nullable(),
        }),
      ),
    }),
  );

  test.each(journals)('$title', ({ file, id, times, counted, damagedLine }) => {
    const journal = readJournal(hash, utf8.encode(file));
    expect(journal).toMatchObject({ id, counted: counted ?? undefined, damagedLine: damagedLine ?? undefined });
    expect(journal.entries.map((it) => it.time)).toEqual(times);
  });
});
