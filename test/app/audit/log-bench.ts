import { openAuditLog } from '../../../app/audit/open-audit-log.ts';
import type { AuditLog } from '../../../app/audit/audit-log.ts';
import type { Entry } from '../../../app/audit/entry.ts';
import type { RecordRow } from '../../../app/audit/record-store.ts';
import { createMemoryStoreOpener } from '../../../app/memory/store-opener.ts';
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
  properties: { id: 'https://payroll.vault.localhost:8443/secrets/db-password' },
  ...fields,
});

export interface LogBench {
  readonly store: Store;
  readonly audit: AuditLog;
  /** The seed that signs checkpoints: for tests of its theft. */
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
  append(...entries: Entry[]): Promise<RecordRow[]>;
}

/** An empty log over an in-memory store, with the real primitives. */
export async function aLog(): Promise<LogBench> {
  const store = await createMemoryStoreOpener().create(new Uint8Array(32));
  const { seed, publicKey } = nodeCrypto.generateEd25519();
  let time = Date.UTC(2027, 0, 1);
  const audit = openAuditLog({
    crypto: nodeCrypto,
    keyring: { logPublicKey: publicKey, signCheckpoint: (message) => nodeCrypto.signEd25519(seed, message) },
    clock: { now: () => (time += 1) },
    instanceId,
    tenantId,
  });
  return { store, audit, seed, publicKey, append: (...entries) => store.transaction((tx) => audit.append(tx, entries)) };
}
