import type { Verdict } from '../contract/log.ts';
import type { Tx } from '../operation/store.ts';
import type { Entry } from './entry.ts';
import type { RecordRow } from './record-store.ts';

/** What the anchor outside the database remembers of the log. */
export interface Anchor {
  readonly instanceId: string;
  readonly size: number;
  readonly rootHash: Uint8Array;
  /** Sequence of the slot file, so that an older one is noticed. */
  readonly slotSequence: number;
}

/** The instance's one log: an RFC 9162 tree over salted records, with signed checkpoints. See docs/format-log.md. */
export interface AuditLog {
  /**
   * Numbers, salts and hashes entries, appends them, moves the head and signs it: the last act of a transaction.
   * @returns the rows, for followers to be told after the commit
   */
  append(tx: Tx, entries: readonly Entry[]): Promise<RecordRow[]>;
  /** Compares the store with the anchor. @throws VaultError RolledBack */
  checkAnchor(tx: Tx, anchor: Anchor): Promise<void>;
  /** Walks every record and checkpoint in pages; yields progress, the verdict last. */
  verify(
    read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
    anchor: Anchor | undefined,
    signal: AbortSignal,
  ): AsyncIterable<{ checked: number; total: number; verdict?: Verdict }>;
}
