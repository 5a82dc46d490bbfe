import type { Deletion, DuePage } from '../vault/vault-store.ts';

export interface SecretRow {
  readonly id: string;
  readonly vaultId: string;
  readonly name: string;
  /** The name in lower case: unique in its vault. */
  readonly nameKey: string;
  readonly currentVersion: string;
  readonly createdOn: number;
  /** Set while the secret lies in the recycle bin. */
  readonly deletion: Deletion | undefined;
  /** Counts changes of this row, from 1. */
  readonly rowVersion: number;
  readonly mac: Uint8Array;
}

/** A secret in the recycle bin. */
export type DeletedSecretRow = SecretRow & { readonly deletion: Deletion };

export interface SecretVersionRow {
  /** 32 hexadecimal digits, unique in the instance. */
  readonly version: string;
  readonly secretId: string;
  readonly vaultId: string;
  /** Counts the versions of one secret, from 1. */
  readonly ordinal: number;
  readonly contentType: string | undefined;
  readonly enabled: boolean;
  readonly notBefore: number | undefined;
  readonly expires: number | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdOn: number;
  readonly updatedOn: number;
  readonly createdBy: string;
  readonly recoveryLevel: string;
  readonly recoverableDays: number;
  readonly valueBytes: number;
  /** Generation of the vault key that wraps the data key. */
  readonly keyGeneration: number;
  /** Counts changes of this row, from 1; bound with the attributes into `wrappedKey`. */
  readonly rowVersion: number;
  /** Envelope of the data key under the vault key. */
  readonly wrappedKey: Uint8Array;
  /** Envelope of the value under the data key. */
  readonly sealedValue: Uint8Array;
}

/** A version without what only opening needs. */
export type SecretVersionHead = Omit<SecretVersionRow, 'wrappedKey' | 'sealedValue'>;

export interface SecretListing {
  readonly secret: SecretRow;
  readonly head: SecretVersionHead;
}

export interface SecretStore {
  find(vaultId: string, nameKey: string): Promise<SecretRow | undefined>;
  insert(row: SecretRow): Promise<void>;
  insertVersion(row: SecretVersionRow): Promise<void>;
  /** Replaces the row of this id. */
  update(row: SecretRow): Promise<void>;
  /** Replaces the row of this version. */
  updateVersion(row: SecretVersionRow): Promise<void>;
  /** Replaces the wrapped data key of a version, and nothing that anybody looks for. */
  updateKey(version: string, key: Pick<SecretVersionRow, 'keyGeneration' | 'wrappedKey'>): Promise<void>;
  /** Destroys a secret with all its versions. */
  remove(id: string): Promise<void>;
  findVersion(secretId: string, version: string): Promise<SecretVersionRow | undefined>;
  /** The version with the highest ordinal. */
  findNewest(secretId: string): Promise<SecretVersionRow | undefined>;
  /** Whether any secret has a version of this id. */
  hasVersion(version: string): Promise<boolean>;
  countVersions(secretId: string): Promise<number>;
  /** Current versions by name key, after `after`: of what is in the recycle bin (`deleted`), or of what is not. */
  list(
    vaultId: string,
    page: { readonly after: string | undefined; readonly limit: number; readonly deleted: boolean },
  ): Promise<SecretListing[]>;
  /** Secrets of the recycle bin whose time is over, the oldest first. */
  listDue(time: number, page: DuePage): Promise<SecretRow[]>;
  /** Versions of a vault by version id, after `after`, whose data key is wrapped by an older generation than `generation`. */
  listWrappedBefore(
    vaultId: string,
    generation: number,
    page: { readonly after: string | undefined; readonly limit: number },
  ): Promise<SecretVersionRow[]>;
  /** Newest first, with ordinals below `before`. */
  listVersions(secretId: string, before: number | undefined, limit: number): Promise<SecretVersionHead[]>;
  /** How many secrets each vault holds that are not in the recycle bin. */
  count(vaultIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Every version row of a vault by version id, after `after`: what the manifest is checked against. */
  scan(vaultId: string, after: string | undefined, limit: number): Promise<SecretVersionRow[]>;
  /** Every secret of a vault by name key, after `after`, those in the recycle bin too. */
  scanHeads(vaultId: string, after: string | undefined, limit: number): Promise<SecretRow[]>;
}
