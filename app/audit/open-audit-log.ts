import { VaultError } from '../contract/vault-error.ts';
import type { Clock } from '../operation/clock.ts';
import type { Tx } from '../operation/store.ts';
import type { Crypto } from '../seal/crypto.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { Anchor, AuditLog } from './audit-log.ts';
import { openCheckpoint, originOf, statesSame, writeCheckpoint } from './checkpoint.ts';
import { damagedHead, loadHead } from './log-head.ts';
import { composeRecord } from './record.ts';
import { toColumns } from './record-row.ts';
import type { CheckpointRow, LogHead, RecordRow } from './record-store.ts';
import { appendLeaf, emptyFrontier, hashLeaf, rootOf, sameBytes } from './tree.ts';
import type { Frontier } from './tree.ts';
import { verifyLog } from './verify.ts';

/** A checkpoint is kept for good at every multiple of this size. */
export const checkpointInterval = 256;

const saltBytes = 16;

export interface AuditLogDeps {
  readonly crypto: Pick<Crypto, 'random' | 'sha256' | 'verifyEd25519'>;
  readonly keyring: Pick<Keyring, 'signCheckpoint' | 'logPublicKey'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly instanceId: string;
  readonly tenantId: string;
}

/** Opens the log of an open house. Calls within one store must not overlap, as its transactions don't. */
export function openAuditLog(deps: AuditLogDeps): AuditLog {
  const { crypto, keyring, clock, instanceId } = deps;
  const key = { origin: originOf(instanceId), publicKey: keyring.logPublicKey };
  // The last head that was found and the one that followed it: a transaction rolled back leaves the first, a committed one the second.
  let known: readonly LogHead[] = [];

  const signHead = ({ size, nodes }: Frontier): LogHead => {
    const head = { size, rootHash: rootOf(crypto.sha256, { size, nodes }), signedOn: clock.now() };
    return { ...head, frontier: nodes, note: writeCheckpoint(crypto, key, head, keyring.signCheckpoint) };
  };

  return {
    async append(tx, entries) {
      const before = await loadHead(tx, crypto, key, known);
      if (entries.length === 0) return [];
      const start = before ? { size: before.size, nodes: before.frontier } : emptyFrontier;
      const { rows, heads } = extend(deps, start, entries, signHead);
      await writeGrowth(tx, rows, heads);
      known = [...(before ? [before] : []), ...heads.slice(-1)];
      return rows;
    },
    async checkpointNow(tx) {
      const head = await loadHead(tx, crypto, key, known);
      return head && keepCheckpoint(tx, head);
    },
    newestOn: async (tx) => (await loadHead(tx, crypto, key, known))?.signedOn,
    async anchorPoint(tx) {
      const head = await loadHead(tx, crypto, key, known);
      if (head) await keepCheckpoint(tx, head);
      return { instanceId, size: head?.size ?? 0, rootHash: head?.rootHash ?? crypto.sha256() };
    },
    async checkAnchor(tx, anchor) {
      if (anchor.instanceId !== instanceId) throw new VaultError('IntegrityViolation', { what: 'anchor', id: anchor.instanceId });
      const head = await loadHead(tx, crypto, key, known);
      const rolledBack = () => new VaultError('RolledBack', { found: head?.size ?? 0, expected: anchor.size });
      if ((head?.size ?? 0) < anchor.size) throw rolledBack();
      if (anchor.size === 0) return;
      const kept = await tx.records.findCheckpoint(anchor.size);
      if (!kept || !isAsAnchored(kept, anchor)) throw rolledBack();
      const noted = openCheckpoint(crypto, key, kept.note);
      if (!noted || !statesSame(kept, noted)) throw damagedHead();
    },
    verify: (read, anchor, signal) =>
      verifyLog({ hash: crypto.sha256, crypto, key, instanceId, checkpointInterval }, { read, anchor, signal }),
  };
}

/** Makes the rows, and signs a head at every interval that they cross and at their end. */
function extend(
  { crypto, instanceId, tenantId }: AuditLogDeps,
  start: Frontier,
  entries: Parameters<AuditLog['append']>[1],
  signHead: (frontier: Frontier) => LogHead,
): { rows: RecordRow[]; heads: LogHead[] } {
  const [rows, heads]: [RecordRow[], LogHead[]] = [[], []];
  const salts = crypto.random(entries.length * saltBytes);
  let frontier = start;
  for (const [index, entry] of entries.entries()) {
    const salt = salts.subarray(index * saltBytes, (index + 1) * saltBytes);
    const { record, canonical, bytes } = composeRecord(entry, { sequence: frontier.size, instanceId, tenantId, salt });
    const leafHash = hashLeaf(crypto.sha256, bytes);
    rows.push({ ...toColumns(record), canonical, leafHash });
    frontier = appendLeaf(crypto.sha256, frontier, leafHash);
    if (frontier.size % checkpointInterval === 0 || index === entries.length - 1) heads.push(signHead(frontier));
  }
  return { rows, heads };
}

async function writeGrowth(tx: Tx, rows: readonly RecordRow[], heads: readonly LogHead[]): Promise<void> {
  await tx.records.append(rows);
  for (const head of heads) {
    if (head.size % checkpointInterval === 0) await tx.records.insertCheckpoint(asCheckpoint(head));
  }
  const last = heads.at(-1);
  if (last) await tx.records.putHead(last);
}

async function keepCheckpoint(tx: Tx, head: LogHead): Promise<CheckpointRow> {
  const kept = await tx.records.findCheckpoint(head.size);
  if (kept) return kept;
  await tx.records.insertCheckpoint(asCheckpoint(head));
  return asCheckpoint(head);
}

const asCheckpoint = ({ size, rootHash, signedOn, note }: LogHead): CheckpointRow => ({ size, rootHash, signedOn, note });

const isAsAnchored = (kept: CheckpointRow, anchor: Anchor): boolean => sameBytes(kept.rootHash, anchor.rootHash);
