import type { Anchor, AnchorPoint, AuditLog, Progress } from '../../../app/audit/audit-log.ts';
import type { Entry } from '../../../app/audit/entry.ts';
import { openAuditLog } from '../../../app/audit/open-audit-log.ts';
import type { CheckpointRow, LogHead, RecordRow } from '../../../app/audit/record-store.ts';
import type { Verdict } from '../../../app/contract/log.ts';
import { createMemoryStore } from '../../../app/memory/store.ts';
import { createTables } from '../../../app/memory/tables.ts';
import type { Store } from '../../../app/operation/store.ts';
import { createNodeCrypto } from '../../../main/crypto/node-crypto.ts';

export const nodeCrypto = createNodeCrypto();
export const instanceId = '5d3f7a52-0f27-4c5e-9d0a-0c7f6a4f1e11';
export const tenantId = '7d9a6e52-6a5f-4b7e-8a55-50c3d3a9c2b1';

/** Any entry; tests name only the fields that they are about. */
export const anEntry = (fields: Partial<Entry> = {}): Entry => ({
  time: Date.UTC(2027, 2, 3, 4, 5, 6, 7),
  durationMs: 3,
  operation: 'SecretGet',
  result: 'succeeded',
  status: 200,
  code: 'OK',
  resourceId: '/subscriptions/s/resourceGroups/r/providers/Microsoft.KeyVault/vaults/payroll',
  object: 'payroll / db-password',
  door: 'window',
  address: 'window',
  identity: {
    id: '0b1f0c70-3a53-4b62-8bd9-3e4a4f6f2f10',
    name: 'alice',
    kind: 'person',
    sessionId: 'c5a1a6d2-7a02-4a5e-9b59-6d4d1c8c9d9e',
  },
  correlationId: 'f9d2b3a4-3f0e-4a40-9f3b-2f8a0d6e7c55',
  requestId: '1e0d9c8b-7a6f-4e5d-8c3b-2a1908f7e6d5',
  allowedBy: { assignment: 'a-1', role: 'Key Vault Secrets User', scope: '/' },
  missing: undefined,
  properties: { id: '/secrets/db-password' },
  ...fields,
});

export const manyEntries = (count: number): Entry[] =>
  Array.from({ length: count }, (_, index) => anEntry({ time: Date.UTC(2027, 0, 1) + index, object: `payroll / secret-${index}` }));

/** Everything that the store holds of a log. */
export interface Archive {
  rows: RecordRow[];
  checkpoints: CheckpointRow[];
  head: LogHead | undefined;
}

export interface LogBench {
  readonly store: Store;
  readonly audit: AuditLog;
  append(...entries: Entry[]): Promise<RecordRow[]>;
  archive(): Promise<Archive>;
  verdict(anchor?: Anchor): Promise<Verdict>;
  /** Writes an anchor now. */
  anchor(): Promise<Anchor>;
}

/** The key of the log: that it can be had here is what a thief would have. */
export const logKey = nodeCrypto.generateEd25519();

/** A log over an in-memory store, with the real primitives. @param archive what it holds already */
export function aLog(archive: Archive = { rows: [], checkpoints: [], head: undefined }, key = logKey, instance = instanceId): LogBench {
  const store = createMemoryStore(new Map(), { tables: tablesOf(archive), pageKey: new Uint8Array(32) }, () => undefined);
  let time = Date.UTC(2027, 0, 1);
  const audit = openAuditLog({
    crypto: nodeCrypto,
    keyring: { logPublicKey: key.publicKey, signCheckpoint: nodeCrypto.ed25519Signer(key.seed) },
    clock: { now: () => (time += 1) },
    instanceId: instance,
    tenantId,
  });
  return {
    store,
    audit,
    append: (...entries) => store.transaction((tx) => audit.append(tx, entries)),
    archive: () =>
      store.read(async ({ records }) => ({
        rows: await records.scan(0, 1_000_000),
        checkpoints: await records.listCheckpoints(undefined, 1_000_000),
        head: await records.findHead(),
      })),
    verdict: async (anchor) => (await progressOf(audit.verify(store.read, anchor, new AbortController().signal))).verdict,
    anchor: async () => asAnchor(await store.transaction((tx) => audit.anchorPoint(tx))),
  };
}

const asAnchor = (point: AnchorPoint): Anchor => ({ ...point, slotSequence: 1 });

/** Runs a verification to its end. */
export async function progressOf(progress: AsyncIterable<Progress>): Promise<{ steps: Progress[]; verdict: Verdict }> {
  const steps: Progress[] = [];
  for await (const step of progress) steps.push(step);
  const verdict = steps.at(-1)?.verdict;
  if (!verdict) throw new Error('no verdict came');
  return { steps, verdict };
}

function tablesOf({ rows, checkpoints, head }: Archive) {
  const tables = createTables();
  // Keys of their own where a place is taken: a store that lost its unique index holds both.
  for (const row of rows) tables.records.put(tables.records.has(keyOf(row.sequence)) ? `extra ${row.sequence}` : keyOf(row.sequence), row);
  for (const row of checkpoints) tables.checkpoints.put(keyOf(row.size), row);
  if (head) tables.heads.put('head', head);
  return tables;
}

const keyOf = (number: number): string => JSON.stringify([number]);
