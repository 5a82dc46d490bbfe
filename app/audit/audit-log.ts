import type { Verdict } from '../contract/log.ts';
import type { Tx } from '../operation/store.ts';
import type { Entry } from './entry.ts';
import type { CheckpointRow, RecordRow } from './record-store.ts';

/** What the anchor outside the database remembers of the log. */
export interface Anchor {
  readonly instanceId: string;
  readonly size: number;
  readonly rootHash: Uint8Array;
  /** Sequence of the slot file, so that an older one is noticed. */
  readonly slotSequence: number;
  /** How often the manifests were changed, all together; absent in anchors of before it was kept. */
  readonly manifestSequence?: number | undefined;
}

/** The part of an anchor that the log knows. */
export type AnchorPoint = Pick<Anchor, 'instanceId' | 'size' | 'rootHash'>;

/** Reads what is committed. */
export type Read = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

export interface Progress {
  readonly checked: number;
  readonly total: number;
  readonly verdict?: Verdict;
}

/** The instance's one log: an RFC 9162 tree over salted records, with signed checkpoints. See docs/format-log.md. */
export interface AuditLog {
  /**
   * Numbers, salts and hashes entries, appends them, moves the head and signs it: the last act of a transaction.
   * @returns the rows, for followers to be told after the commit
   * @throws VaultError IntegrityViolation when the stored head is not one that this log has signed
   */
  append(tx: Tx, entries: readonly Entry[]): Promise<RecordRow[]>;
  /**
   * Keeps the head as a checkpoint for good; without being asked the log keeps one every 256 records.
   * @returns the checkpoint, or undefined while the log is empty
   */
  checkpointNow(tx: Tx): Promise<CheckpointRow | undefined>;
  /**
   * When the newest record was committed, as the signed head says; undefined while the log is empty.
   * @throws VaultError IntegrityViolation
   */
  newestOn(tx: Tx): Promise<number | undefined>;
  /** What to write into the anchor once the transaction is committed; keeps the head as a checkpoint, which `checkAnchor` needs. */
  anchorPoint(tx: Tx): Promise<AnchorPoint>;
  /**
   * Compares the store with the anchor: whether it is as long, and began the same. `verify` proves the rest.
   * @throws VaultError RolledBack, IntegrityViolation
   */
  checkAnchor(tx: Tx, anchor: Anchor): Promise<void>;
  /**
   * Walks every record and checkpoint in pages of 1,000; yields progress, the verdict last.
   * @throws CancelledError when `signal` fires
   */
  verify(read: Read, anchor: Anchor | undefined, signal: AbortSignal): AsyncIterable<Progress>;
}
