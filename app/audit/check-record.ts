import type { CheckpointKey, NoteCrypto } from './checkpoint.ts';
import type { Fault } from './fault-list.ts';
import { readRecord } from './record.ts';
import { removedRow, toColumns } from './record-row.ts';
import type { RecordColumns } from './record-row.ts';
import type { RecordRow } from './record-store.ts';
import { hashLeaf, sameBytes } from './tree.ts';
import type { Hash } from './tree.ts';

/** What a log is verified with. */
export interface Verifier {
  readonly hash: Hash;
  readonly crypto: NoteCrypto;
  readonly key: CheckpointKey;
  readonly instanceId: string;
  /** A checkpoint must be there at every multiple of it. */
  readonly checkpointInterval: number;
}

/** Checks one record by itself: text against hash, place against number, columns against text. Whether a text may be missing is for others. */
export function checkRecord({ hash, instanceId }: Verifier, row: RecordRow): Fault | undefined {
  const fault = (kind: Fault['kind'], detail: string): Fault => ({ sequence: row.sequence, kind, detail });
  if (row.canonical === undefined) {
    const left = wrongColumns(row, toRemovedColumns(row));
    return left.length === 0 ? undefined : fault('row', `The list shows what no record says: ${left.join(', ')}.`);
  }
  if (!isHashed(hash, row.canonical, row.leafHash)) return fault('altered', 'The text of this record does not give its hash.');
  const record = readRecord(row.canonical);
  if (!record) return fault('altered', 'The text of this record has no known format.');
  if (record.sequence !== row.sequence || record.instance !== instanceId) {
    return fault('altered', `This text is that of record ${record.sequence} of instance ${record.instance}.`);
  }
  const wrong = wrongColumns(row, toColumns(record));
  return wrong.length === 0 ? undefined : fault('row', `The list shows what the record does not say: ${wrong.join(', ')}.`);
}

// A lone surrogate would be encoded as the replacement character, so that two texts gave one hash.
const isHashed = (hash: Hash, canonical: string, leafHash: Uint8Array): boolean =>
  canonical.isWellFormed() && sameBytes(hashLeaf(hash, new TextEncoder().encode(canonical)), leafHash);

function toRemovedColumns(row: RecordRow): RecordColumns {
  const { canonical: _canonical, leafHash: _leafHash, ...columns } = removedRow(row);
  return columns;
}

function wrongColumns(row: RecordRow, said: RecordColumns): string[] {
  const kept = new Map<string, unknown>(Object.entries(row));
  return Object.entries(said)
    .filter(([name, value]) => kept.get(name) !== value)
    .map(([name]) => name);
}
