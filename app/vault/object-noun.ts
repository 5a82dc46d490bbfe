import type { VaultError } from '../contract/vault-error.ts';
import type { Tx } from '../operation/store.ts';
import type { Binding, Keyring, RowFields } from '../seal/keyring.ts';
import type { ObjectStore, ObjectTypes, VersionKey } from './object-store.ts';
import type { Deletion, VaultRow } from './vault-store.ts';

/** What rows are read, checked and written by. */
export interface NounHouse {
  readonly tx: Tx;
  readonly keyring: Keyring;
}

/** Where a version is: what was asked for and authorized, not where its row says that it belongs. */
export interface ObjectPlace<T extends Pick<ObjectTypes, 'row'>> {
  readonly vault: VaultRow;
  readonly row: T['row'];
}

/** An object in the recycle bin. */
export type DeletedRow<T extends Pick<ObjectTypes, 'row'>> = T['row'] & { readonly deletion: Deletion };

/** What tells one kind of what vaults hold from another; everything else is the same for all of them. */
export interface Noun<T extends ObjectTypes> {
  /** As paths and actions write it. */
  readonly kind: 'secrets' | 'keys';
  /** As MACs call it. */
  readonly table: 'secret' | 'key';
  /** What lets one see what describes its objects. */
  readonly see: string;
  /** What purging one is called in the log. */
  readonly purge: 'SecretPurge' | 'KeyPurge';
  store(tx: Tx): ObjectStore<T>;
  /** The fields that a row's MAC covers: which name stands for which object, and which version is its current one. */
  fieldsOf(row: T['row']): RowFields;
  /** Manifest of a vault's objects. */
  headSet(vaultId: string): string;
  /** Manifest of all versions of a vault's objects. */
  versionSet(vaultId: string): string;
  /** What the vault's manifest knows of a version. @throws VaultError IntegrityViolation */
  manifestFields(keyring: Keyring, version: T['version']): RowFields;
  /** @throws VaultError IntegrityViolation when a version was edited outside the house, or is another object's */
  checkHead(keyring: Keyring, place: ObjectPlace<T>, head: T['head']): void;
  headOf(version: T['version']): T['head'];
  /** What its data key is bound to, and how it is wrapped; undefined where it has none. */
  sealingOf(version: T['version']): { readonly binding: Binding; readonly key: VersionKey } | undefined;
  /** The same version with its data key wrapped again. */
  withKey(version: T['version'], key: VersionKey): T['version'];
  toProperties(house: NounHouse, place: ObjectPlace<T>, head: T['head']): Promise<T['properties']>;
  toDeleted(house: NounHouse, place: { readonly vault: VaultRow; readonly row: DeletedRow<T> }, head: T['head']): Promise<T['deleted']>;
  notFound(name: string): VaultError;
  /** What more is to be done when a version is destroyed. */
  leave?(house: NounHouse, version: T['version'], time: number): Promise<void>;
}
