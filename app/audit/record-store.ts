import type { LogFilter, Result } from '../contract/log.ts';

/** A record as it is kept: what was hashed, its hash, and the columns that filters need. */
export interface RecordRow {
  /** Index of the leaf in the tree, from 0. */
  readonly sequence: number;
  readonly time: number;
  readonly operation: string;
  readonly result: Result;
  readonly status: number;
  readonly code: string;
  readonly identity: string;
  readonly object: string;
  readonly door: 'window' | 'rest' | 'job' | 'shell';
  readonly address: string;
  readonly durationMs: number;
  readonly correlationId: string;
  /** RFC 8785 JSON; undefined once deleted by policy. */
  readonly canonical: string | undefined;
  /** 32 bytes. */
  readonly leafHash: Uint8Array;
}

export interface CheckpointRow {
  readonly size: number;
  readonly rootHash: Uint8Array;
  readonly signedOn: number;
  readonly note: string;
}

/** The newest state of the tree, replaced at every commit. */
export interface LogHead extends CheckpointRow {
  /** Roots of the full subtrees from left to right, 32 bytes each. */
  readonly frontier: readonly Uint8Array[];
}

/** How often records name an object. */
export interface ObjectCount {
  /** In lower case. */
  readonly object: string;
  readonly count: number;
  /** Time of the newest. */
  readonly lastOn: number;
}

export interface RecordStore {
  append(rows: readonly RecordRow[]): Promise<void>;
  find(sequence: number): Promise<RecordRow | undefined>;
  /** Newest first, below `before`. */
  list(before: number | undefined, limit: number, filter: LogFilter): Promise<RecordRow[]>;
  /** Oldest first, from `from` on. */
  scan(from: number, limit: number): Promise<RecordRow[]>;
  count(filter: LogFilter): Promise<number>;
  /**
   * What was asked for while it was disabled (code SecretDisabled), by name of the object without case, the most asked for first. Of the
   * newest `most` such records those not before `from`.
   */
  countDisabledReads(from: number, most: number): Promise<ObjectCount[]>;
  findHead(): Promise<LogHead | undefined>;
  putHead(head: LogHead): Promise<void>;
  insertCheckpoint(row: CheckpointRow): Promise<void>;
  findCheckpoint(size: number): Promise<CheckpointRow | undefined>;
  /** Newest first, with sizes below `before`. */
  listCheckpoints(before: number | undefined, limit: number): Promise<CheckpointRow[]>;
  countCheckpoints(): Promise<number>;
}
