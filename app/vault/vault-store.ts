export interface VaultRow {
  readonly id: string;
  readonly name: string;
  /** The name in lower case: unique in the instance, as a DNS label is. */
  readonly nameKey: string;
  /** `/subscriptions/{id}/resourceGroups/{name}` */
  readonly resourceGroup: string;
  readonly retentionDays: number;
  readonly purgeProtection: boolean;
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly createdOn: number;
  readonly createdBy: string;
  /** Counts changes of this row, from 1. */
  readonly rowVersion: number;
  /** Over every other field: this row decides what may be purged and when. */
  readonly mac: Uint8Array;
}

export interface VaultStore {
  find(nameKey: string): Promise<VaultRow | undefined>;
  /** @throws VaultError VaultAlreadyExists */
  insert(row: VaultRow): Promise<void>;
  /** By name key, after `after`. */
  list(after: string | undefined, limit: number): Promise<VaultRow[]>;
}
