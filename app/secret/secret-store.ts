import type { DeletedSecret, SecretProperties } from '../contract/secret.ts';
import type { SealedValue } from '../seal/keyring.ts';
import type { Listing, ObjectRow, ObjectStore, VersionHead } from '../vault/object-store.ts';
import type { Deletion } from '../vault/vault-store.ts';

export type SecretRow = ObjectRow;

/** A secret in the recycle bin. */
export type DeletedSecretRow = SecretRow & { readonly deletion: Deletion };

/** A version without what only opening needs. */
export interface SecretVersionHead extends VersionHead {
  readonly secretId: string;
  readonly contentType: string | undefined;
  readonly valueBytes: number;
  /** Generation of the vault key that wraps the data key. */
  readonly keyGeneration: number;
}

/** The attributes are bound into `wrappedKey`. */
export type SecretVersionRow = SecretVersionHead & SealedValue;

export interface SecretTypes {
  readonly row: SecretRow;
  readonly head: SecretVersionHead;
  readonly version: SecretVersionRow;
  readonly properties: SecretProperties;
  readonly deleted: DeletedSecret;
}

export type SecretListing = Listing<SecretTypes>;

export type SecretStore = ObjectStore<SecretTypes>;
