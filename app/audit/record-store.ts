import type { Result } from '../contract/log.ts';
import type { RecordQuery } from './record-query.ts';
import type { Facet, FacetAsk, Span, Stretches, Tally } from './tally.ts';

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
  readonly identityId: string;
  readonly object: string;
  /** Name of the vault that it was about; empty where it was about none. */
  readonly vault: string;
  /** Azure resource id of what it was about, `/` for the whole house. */
  readonly resourceId: string;
  readonly door: 'window' | 'rest' | 'job' | 'shell';
  readonly address: string;
  readonly durationMs: number;
  readonly correlationId: string;
  /** RFC 8785 JSON; undefined once it was removed, and with it what all the columns say but sequence and time. */
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

/** How many there are; where `atLeast`, counting was given up there. */
export interface Total {
  readonly count: number;
  readonly atLeast: boolean;
}

export interface RecordStore {
  /** Adds rows at the end: their sequences rise. @throws VaultError Conflict when a sequence is taken */
  append(rows: readonly RecordRow[]): Promise<void>;
  find(sequence: number): Promise<RecordRow | undefined>;
  /** One after the highest sequence; 0 when there is none. */
  end(): Promise<number>;
  /** Newest first, below `before`. */
  list(before: number | undefined, limit: number, query: RecordQuery): Promise<RecordRow[]>;
  /** Oldest first, from `from` on: those that a query means. */
  listUp(from: number, limit: number, query: RecordQuery): Promise<RecordRow[]>;
  /** Oldest first, from `from` on: all that there are, also those whose text was removed. */
  scan(from: number, limit: number): Promise<RecordRow[]>;
  count(query: RecordQuery): Promise<Total>;
  /** undefined when the query means no record. */
  span(query: RecordQuery): Promise<Span | undefined>;
  /** One tally for each stretch; records outside of all of them are left out. */
  tally(query: RecordQuery, stretches: Stretches): Promise<Tally[]>;
  /** Each field is counted without its own condition of the query. */
  facets(query: RecordQuery, ask: FacetAsk): Promise<Facet[]>;
  /** Removes the texts of records, and what columns say of them; sequence, time and leaf hash stay. */
  remove(sequences: readonly number[]): Promise<void>;
  /** Forgets names that no record has any more. Once after many removals: it looks at every record. */
  forgetNames(): Promise<void>;
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
