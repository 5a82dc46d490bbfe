import type { SealedValue } from '../seal/keyring.ts';
import type { Deletion, DuePage } from './vault-store.ts';

/** What vaults hold: a name, and the version that it stands for now. */
export interface ObjectRow {
  readonly id: string;
  readonly vaultId: string;
  readonly name: string;
  /** The name in lower case: unique among its kind in its vault. */
  readonly nameKey: string;
  readonly currentVersion: string;
  readonly createdOn: number;
  /** Set while it lies in the recycle bin. */
  readonly deletion: Deletion | undefined;
  /** Counts changes of this row, from 1. */
  readonly rowVersion: number;
  readonly mac: Uint8Array;
}

/** What every version of an object says of itself. */
export interface VersionHead {
  /** 32 hexadecimal digits, unique among its kind in the instance. */
  readonly version: string;
  readonly vaultId: string;
  /** Counts the versions of one object, from 1. */
  readonly ordinal: number;
  readonly enabled: boolean;
  readonly notBefore: number | undefined;
  readonly expires: number | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdOn: number;
  readonly updatedOn: number;
  readonly createdBy: string;
  readonly recoveryLevel: string;
  readonly recoverableDays: number;
  /** Counts changes of this row, from 1. */
  readonly rowVersion: number;
}

/** The rows of one kind of object, and what the window sees of them. */
export interface ObjectTypes {
  readonly row: ObjectRow;
  /** A version without what only opening needs. */
  readonly head: VersionHead;
  /** A version in full. */
  readonly version: VersionHead;
  readonly properties: object;
  readonly deleted: { readonly purgeOn: number };
}

/** An object beside its current version. */
export interface Listing<T extends Pick<ObjectTypes, 'row' | 'head'>> {
  readonly row: T['row'];
  readonly head: T['head'];
}

/** How the data key of a version is wrapped. */
export type VersionKey = Omit<SealedValue, 'sealedValue'>;

export interface ObjectStore<T extends Pick<ObjectTypes, 'row' | 'head' | 'version'>> {
  find(vaultId: string, nameKey: string): Promise<T['row'] | undefined>;
  /** @throws VaultError Conflict when id or name are taken */
  insert(row: T['row']): Promise<void>;
  /** @throws VaultError Conflict when the version is there */
  insertVersion(row: T['version']): Promise<void>;
  /** Replaces the row of this id. */
  update(row: T['row']): Promise<void>;
  /** Replaces the row of this version. */
  updateVersion(row: T['version']): Promise<void>;
  /** Replaces the wrapped data key of a version, and nothing that anybody looks for. */
  updateKey(version: string, key: VersionKey): Promise<void>;
  /** Destroys an object with all its versions. */
  remove(id: string): Promise<void>;
  findVersion(objectId: string, version: string): Promise<T['version'] | undefined>;
  /** The version with the highest ordinal. */
  findNewest(objectId: string): Promise<T['version'] | undefined>;
  /** Whether any object of this kind has a version of this id. */
  hasVersion(version: string): Promise<boolean>;
  countVersions(objectId: string): Promise<number>;
  /** Current versions by name key, after `after`: of what is in the recycle bin (`deleted`), or of what is not. */
  list(
    vaultId: string,
    page: { readonly after: string | undefined; readonly limit: number; readonly deleted: boolean },
  ): Promise<Listing<T>[]>;
  /** Objects of the recycle bin whose time is over, the oldest first. */
  listDue(time: number, page: DuePage): Promise<T['row'][]>;
  /** Versions of a vault by version id, after `after`, whose data key is wrapped by an older generation than `generation`. */
  listWrappedBefore(
    vaultId: string,
    generation: number,
    page: { readonly after: string | undefined; readonly limit: number },
  ): Promise<T['version'][]>;
  /** Newest first, with ordinals below `before`. */
  listVersions(objectId: string, before: number | undefined, limit: number): Promise<T['head'][]>;
  /** How many objects each vault holds that are not in the recycle bin. */
  count(vaultIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Every version row of a vault by version id, after `after`: what the manifest is checked against. */
  scan(vaultId: string, after: string | undefined, limit: number): Promise<T['version'][]>;
  /** Every object of a vault by name key, after `after`, those in the recycle bin too. */
  scanHeads(vaultId: string, after: string | undefined, limit: number): Promise<T['row'][]>;
}
