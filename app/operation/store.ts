import type { GrantStore } from '../access/grant-store.ts';
import type { AccessRequestStore } from '../access/access-request-store.ts';
import type { AccessRevisionStore } from '../access/access-revision.ts';
import type { RoleDefinitionStore } from '../access/role-definition-store.ts';
import type { RecordStore } from '../audit/record-store.ts';
import type { DirectoryStore } from '../identity/directory-store.ts';
import type { UsageStore } from '../endpoint/usage-store.ts';
import type { ApplicationStore } from '../identity/application-store.ts';
import type { CredentialStore } from '../identity/credential-store.ts';
import type { GroupStore } from '../identity/group-store.ts';
import type { MembershipStore } from '../identity/membership-store.ts';
import type { FactorStore } from '../identity/factor-store.ts';
import type { HouseKeyStore } from '../seal/house-key-store.ts';
import type { KeyRemainStore } from '../key/key-remain.ts';
import type { KeyStore } from '../key/key-store.ts';
import type { KeyringStore } from '../seal/keyring-store.ts';
import type { ManifestStore } from '../seal/manifest-store.ts';
import type { SecretIndex } from '../secret/secret-index.ts';
import type { SecretStore } from '../secret/secret-store.ts';
import type { ViewStore } from '../view/view-store.ts';
import type { RotationStore } from '../vault/rotation-store.ts';
import type { VaultStore } from '../vault/vault-store.ts';
import type { RequestStore } from './request-store.ts';
import type { SettingStore } from './setting-store.ts';

/** Every noun's rows, seen in one transaction. */
export interface Tx {
  readonly vaults: VaultStore;
  readonly secrets: SecretStore;
  readonly keys: KeyStore;
  readonly keyRemains: KeyRemainStore;
  readonly index: SecretIndex;
  readonly views: ViewStore;
  readonly directory: DirectoryStore;
  readonly groups: GroupStore;
  readonly memberships: MembershipStore;
  readonly factors: FactorStore;
  readonly applications: ApplicationStore;
  readonly credentials: CredentialStore;
  readonly grants: GrantStore;
  readonly roleDefinitions: RoleDefinitionStore;
  readonly accessRequests: AccessRequestStore;
  readonly accessRevision: AccessRevisionStore;
  readonly keyring: KeyringStore;
  readonly houseKeys: HouseKeyStore;
  readonly manifests: ManifestStore;
  readonly records: RecordStore;
  readonly rotations: RotationStore;
  readonly requests: RequestStore;
  readonly usage: UsageStore;
  readonly settings: SettingStore;
}

/** The one transactional database behind all ports. */
export interface Store {
  /**
   * Runs `work` in a transaction that is durable when the promise resolves. One at a time: a second one waits.
   * Whatever `work` throws rolls everything back and is thrown on. `work` may not call `transaction` or `read` and wait for it: that
   * would wait for itself.
   * @throws VaultError StoreUnavailable (nothing was written), StoreDamaged
   */
  transaction<T>(work: (tx: Tx, savepoint: Savepoint) => Promise<T>): Promise<T>;
  /** Runs `work` on a snapshot of what is committed; writes through this `Tx` are refused. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Writes what is committed to a new store elsewhere, under the same page key, while this one goes on.
   * @param path absolute; nothing may be there yet
   * @throws VaultError Conflict, StoreUnavailable
   */
  copyTo(path: string): Promise<void>;
  /** Closes every connection. Pending work is refused with StoreUnavailable. */
  close(): Promise<void>;
}

/** Runs a part of a transaction that can fail alone: what it throws undoes only its own writes, and is thrown on. */
export type Savepoint = <T>(work: () => Promise<T>) => Promise<T>;

/** Where stores come from. */
export interface StoreOpener {
  exists(): Promise<boolean>;
  /**
   * @param pageKey 32 bytes
   * @throws VaultError StoreInUse, StoreNewer, StoreDamaged, StoreUnavailable
   */
  open(pageKey: Uint8Array): Promise<Store>;
  /** Makes an empty store; refuses when one exists. @throws VaultError InstanceExists, StoreUnavailable */
  create(pageKey: Uint8Array): Promise<Store>;
  /** Removes a store that was created but never finished (the slot file is the commit point of making an instance). */
  discard(): Promise<void>;
}
