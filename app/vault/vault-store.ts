import type { Tier } from '../contract/vault.ts';

/** A lock against deletion: why, by whom and since when. */
export interface DeletionLock {
  readonly reason: string;
  readonly by: string;
  readonly on: number;
}

/** When and by whom something was moved to the recycle bin, and when it is destroyed. Milliseconds since 1970. */
export interface Deletion {
  readonly on: number;
  readonly purgeOn: number;
  readonly by: string;
}

export interface VaultRow {
  readonly id: string;
  readonly name: string;
  /** The name in lower case: unique in the instance, as a DNS label is. */
  readonly nameKey: string;
  /** `/subscriptions/{id}/resourceGroups/{name}` */
  readonly resourceGroup: string;
  readonly tier: Tier;
  readonly retentionDays: number;
  readonly purgeProtection: boolean;
  /** Whether the dates of secrets are enforced. */
  readonly enforceDates: boolean;
  readonly deletionLock: DeletionLock | undefined;
  /** Set while the vault lies in the recycle bin. */
  readonly deletion: Deletion | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly createdOn: number;
  readonly createdBy: string;
  /** Counts changes of this row, from 1. */
  readonly rowVersion: number;
  /** Over every other field: this row decides what may be purged and when. */
  readonly mac: Uint8Array;
}

/** A vault in the recycle bin. */
export type DeletedVaultRow = VaultRow & { readonly deletion: Deletion };

/** A page of what is due, by the time of its destruction and then by id. */
export interface DuePage {
  readonly after: { readonly purgeOn: number; readonly id: string } | undefined;
  readonly limit: number;
}

export interface VaultStore {
  find(nameKey: string): Promise<VaultRow | undefined>;
  findById(id: string): Promise<VaultRow | undefined>;
  /** @throws VaultError VaultAlreadyExists */
  insert(row: VaultRow): Promise<void>;
  /** Replaces the row of this id. */
  update(row: VaultRow): Promise<void>;
  /** @throws VaultError Conflict when secrets or keys are left in it */
  remove(id: string): Promise<void>;
  /** By name key, after `after`: of what is in the recycle bin (`deleted`), of what is not, or of all. */
  list(after: string | undefined, limit: number, deleted?: boolean): Promise<VaultRow[]>;
  /** Vaults of the recycle bin whose time is over, the oldest first. */
  listDue(time: number, page: DuePage): Promise<VaultRow[]>;
}
