import type { Tx } from '../operation/store.ts';
import type { BoundField } from './associated-data.ts';
import type { SecretVersionHead } from '../secret/secret-store.ts';
import type { HouseKeyRow } from './house-key-store.ts';

/** The attributes of a secret's version that decide something, and its place: what its wrapped data key is bound to. */
export type ValueBinding = Omit<SecretVersionHead, 'keyGeneration' | 'valueBytes' | 'createdBy' | 'updatedOn' | 'ordinal'>;

/** The place of a key's version, and everything that is said of it: what its wrapped data key is bound to. */
export interface MaterialBinding {
  readonly vaultId: string;
  readonly keyId: string;
  readonly version: string;
  readonly fields: RowFields;
}

export type Binding = ValueBinding | MaterialBinding;

export interface SealedValue {
  readonly keyGeneration: number;
  readonly wrappedKey: Uint8Array;
  readonly sealedValue: Uint8Array;
}

/** Fields of a row that a MAC or a manifest covers: flat JSON, without the MAC itself. Byte arrays are written as base64url. */
export type RowFields = Readonly<Record<string, string | number | boolean | undefined | Uint8Array | Readonly<Record<string, string>>>>;

/** A row with a MAC, of which the id or version is unique in its table. */
export type MarkedRow = { readonly mac: Uint8Array } & ({ readonly id: string } | { readonly version: string });

/** Whose second factor, and which: UUIDs. */
export interface FactorPlace {
  readonly personId: string;
  readonly id: string;
}

/** Which key pair of the house's own, and what is said of it: what its private part is bound to. */
export type HouseKeyPlace = Pick<HouseKeyRow, 'id' | 'purpose' | 'publicPart' | 'from' | 'until'>;

/** What a set of rows adds up to. */
export interface Tally {
  readonly count: number;
  /** Sum modulo 2^256 of keyed hashes, 32 bytes. */
  readonly sum: Uint8Array;
}

/** The part of a transaction that the keyring needs. */
export type KeyringTx = Pick<Tx, 'keyring' | 'manifests'>;

/**
 * The keys of an open house: master key generations, vault keys, the log's key; see docs/format-keys.md.
 * After `close()` every method throws VaultError InstanceSealed. A key of the house that is missing or does not unwrap
 * is an IntegrityViolation wherever it is needed.
 */
export interface Keyring {
  /** UUID of the instance. */
  readonly instanceId: string;
  /** Draws the first key of a new vault and starts the manifests of its secrets, its keys and their versions. @throws VaultError Conflict when it has one */
  createVaultKey(tx: KeyringTx, vaultId: string, time: number): Promise<void>;
  /** Draws the next master key: vault keys drawn from now on are wrapped by it, older ones stay as they are and readable. */
  rotateMaster(tx: KeyringTx, time: number): Promise<void>;
  /** Draws the vault's next key: values sealed from now on use it, older ones stay as they are and readable. */
  rotateVault(tx: KeyringTx, vaultId: string, time: number): Promise<void>;
  /** Destroys every key of the vault but its newest: what was wrapped by them opens no more, wherever a copy of it lies. */
  retireVaultKeys(tx: KeyringTx, vaultId: string): Promise<void>;
  /** Destroys every key of the vault, and gives up its manifests. */
  destroyVault(tx: KeyringTx, vaultId: string): Promise<void>;
  /** Seals a value under a fresh data key, wrapped by the vault's newest key and bound to `binding`. */
  sealValue(tx: KeyringTx, binding: Binding, value: Uint8Array): Promise<SealedValue>;
  /**
   * @returns the value in an array of its own that the caller zeroes
   * @throws VaultError IntegrityViolation when value, key or any bound attribute is not as it was sealed
   */
  openValue(tx: KeyringTx, binding: Binding, sealed: SealedValue): Promise<Uint8Array>;
  /**
   * Wraps a value's data key again by the vault's newest key, bound to `after`; the value stays sealed as it is.
   * @param before what the data key is bound to now; the same place (vault, object, version) as `after`
   * @throws VaultError IntegrityViolation when key or any bound attribute is not as it was sealed
   */
  rewrapValue(
    tx: KeyringTx,
    before: Binding,
    after: Binding,
    sealed: Omit<SealedValue, 'sealedValue'>,
  ): Promise<Omit<SealedValue, 'sealedValue'>>;
  /** Seals for a file that only this house can open. @param place what the bytes are, so that one part never stands for another */
  sealBackup(place: readonly BoundField[], bytes: Uint8Array): Uint8Array;
  /** @returns the bytes, which the caller zeroes; undefined when they are not as they were sealed for this place */
  openBackup(place: readonly BoundField[], envelope: Uint8Array): Uint8Array | undefined;
  /** Seals what a second factor's codes are computed from. */
  sealFactor(place: FactorPlace, secret: Uint8Array): Uint8Array;
  /**
   * @returns the secret, which the caller zeroes
   * @throws VaultError IntegrityViolation when it is not as it was sealed for this person and factor
   */
  openFactor(place: FactorPlace, envelope: Uint8Array): Uint8Array;
  /** Keyed hash of a recovery code of this person and factor, 32 bytes. */
  hashRecoveryCode(place: FactorPlace, code: Uint8Array): Uint8Array;
  /** Seals the private part of a key pair of the house's own under the newest master key. */
  sealHouseKey(tx: KeyringTx, place: HouseKeyPlace, secret: Uint8Array): Promise<Uint8Array>;
  /**
   * @returns the private part, which the caller zeroes
   * @throws VaultError IntegrityViolation when it is not as it was sealed for this place
   */
  openHouseKey(tx: KeyringTx, place: HouseKeyPlace, wrapped: Uint8Array): Promise<Uint8Array>;
  /**
   * SHA-256 of everything that a value's data key is bound to, for the manifest of its vault.
   * @throws VaultError IntegrityViolation when an attribute cannot be bound at all, so that nothing was ever sealed with it
   */
  hashBinding(keyGeneration: number, binding: ValueBinding): Uint8Array;
  /** MAC of a row without a data key that decides something. `table` is the noun, such as `grant`. */
  rowMac(table: string, fields: RowFields): Uint8Array;
  /**
   * Checks a row as it was read; the same object is computed once.
   * @param fieldsOf the fields that its MAC covers
   * @throws VaultError IntegrityViolation
   */
  checkRow<R extends MarkedRow>(table: string, row: R, fieldsOf: (row: R) => RowFields): void;
  /**
   * Writes the manifest of a new, empty set. The house's sets (`person`, `grant`, `vault`) are started with the keyring,
   * a vault's (`secret:{vaultId}`, `secret-head:{vaultId}`) with its key. @throws VaultError IntegrityViolation when the set has one already
   */
  startManifest(tx: KeyringTx, set: string): Promise<void>;
  /**
   * Moves a set's manifest by one row: `before` undefined for a new row, `after` undefined for a removed one.
   * @param set such as `grant`, `person`, `vault`, `secret:{vaultId}`, `secret-head:{vaultId}`
   * @throws VaultError IntegrityViolation when the set was never started, or its manifest was altered or removed
   */
  updateManifest(tx: KeyringTx, set: string, before: RowFields | undefined, after: RowFields | undefined): Promise<void>;
  /** @throws VaultError IntegrityViolation when the rows do not add up to the set's manifest (missing, duplicated, older) */
  checkManifest(tx: KeyringTx, set: string, rows: AsyncIterable<RowFields>): Promise<void>;
  /** Adds up rows that come page by page, each page perhaps from a snapshot of its own, for `checkTally`. */
  tallyRows(set: string, rows: AsyncIterable<RowFields>): Promise<Tally>;
  /** As `checkManifest`, for what was added up while the manifest's sequence did not change. @throws VaultError IntegrityViolation */
  checkTally(tx: KeyringTx, set: string, tally: Tally): Promise<void>;
  /** A number that every change of the set changes. @throws VaultError IntegrityViolation when the manifest was altered or removed */
  manifestSequence(tx: KeyringTx, set: string): Promise<number>;
  /** Says that what was added up is what shall hold: for a restore that was decided. */
  replaceManifest(tx: KeyringTx, set: string, tally: Tally): Promise<void>;
  /** Keyed hash of a text for the log, `h:{generation}:{base64url}`; equal texts give equal hashes. */
  logHash(text: string): string;
  /** Signs a checkpoint's bytes with the log's key. */
  signCheckpoint(message: Uint8Array): Uint8Array;
  /** The log's 32-byte Ed25519 public key. */
  readonly logPublicKey: Uint8Array;
  /** MAC of the anchor. */
  anchorMac(content: Uint8Array): Uint8Array;
  /** Key of the database's pages, 32 bytes. */
  readonly pageKey: Uint8Array;
  /** Zeroes every key. */
  close(): void;
}
