/** What a set of rows (a vault's versions, the grants, the people) should add up to: see manifest.ts. */
export interface ManifestRow {
  readonly set: string;
  readonly count: number;
  /** Sum modulo 2^256 of keyed hashes, 32 bytes. */
  readonly sum: Uint8Array;
  /** Counts changes, from 1. */
  readonly sequence: number;
  readonly mac: Uint8Array;
}

export interface ManifestStore {
  find(set: string): Promise<ManifestRow | undefined>;
  list(): Promise<ManifestRow[]>;
  put(row: ManifestRow): Promise<void>;
  remove(set: string): Promise<void>;
}
