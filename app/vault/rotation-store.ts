/** A vault from which something was purged, so that its key is to be drawn anew. */
export interface RotationRow {
  readonly vaultId: string;
  /** Of the first purge since the key was drawn, milliseconds since 1970. */
  readonly since: number;
}

export interface RotationStore {
  /** Keeps the vault's first mark where it has one. */
  mark(row: RotationRow): Promise<void>;
  /** The longest due first. */
  list(): Promise<RotationRow[]>;
  clear(vaultId: string): Promise<void>;
}
