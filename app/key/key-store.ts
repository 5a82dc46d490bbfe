import type { Span } from '../contract/common.ts';
import type { DeletedKey, KeyOperation, KeyProperties, KeySpec, KeyType, PublicKey, RotationPolicy } from '../contract/key.ts';
import type { ReleasePolicy } from '../contract/release-policy.ts';
import type { SealedValue } from '../seal/keyring.ts';
import type { AttentionCount, AttentionTime } from '../vault/attention.ts';
import type { Listing, ObjectRow, ObjectStore, VersionHead } from '../vault/object-store.ts';

/** When new versions are made by themselves. Instants in milliseconds since 1970. */
export interface KeyPolicy extends RotationPolicy {
  readonly createdOn: number;
  readonly updatedOn: number;
}

export interface KeyRow extends ObjectRow {
  readonly policy: KeyPolicy | undefined;
  /** When the policy acts on the current version: what the house looks for. */
  readonly rotatesOn: number | undefined;
  readonly notifiesOn: number | undefined;
}

/** Where a key of an HSM is: its object there has the version's 16 bytes as CKA_ID. */
export interface TokenPlace {
  /** UUID of the token in this house. */
  readonly token: string;
  /** Whether it said that the key was made in it and never could leave. */
  readonly neverExtractable: boolean;
}

/** Everything about a version but what is private. */
export interface KeyVersionHead extends VersionHead {
  readonly keyId: string;
  readonly type: KeyType;
  readonly spec: KeySpec;
  readonly operations: readonly KeyOperation[];
  readonly origin: KeyProperties['origin'];
  readonly publicKey: PublicKey | undefined;
  readonly exportable: boolean;
  /** To whom it may be released; there where it is exportable, and only there. */
  readonly releasePolicy?: ReleasePolicy | undefined;
  /** Absent of software keys. */
  readonly place: TokenPlace | undefined;
  /** Over every other field. */
  readonly mac: Uint8Array;
}

export type KeyVersionRow = KeyVersionHead & {
  /** What is private of a software key; absent of keys in a token. */
  readonly material: SealedValue | undefined;
};

export interface KeyTypes {
  readonly row: KeyRow;
  readonly head: KeyVersionHead;
  readonly version: KeyVersionRow;
  readonly properties: KeyProperties;
  readonly deleted: DeletedKey;
}

export type KeyListing = Listing<KeyTypes>;

/** Which keys are asked for, by their current versions; all conditions hold together. */
export interface KeyFilter {
  readonly vaultIds: readonly string[];
  /** In lower case; each occurs in the name. */
  readonly words: readonly string[];
  readonly type: KeyType | undefined;
  readonly state: 'enabled' | 'disabled' | 'expired' | 'expiring' | 'not-active' | undefined;
  /** Whether the policy makes new versions. */
  readonly rotates: boolean | undefined;
  readonly expires: Span | undefined;
  readonly rotatesOn: Span | undefined;
  /** Of the current version. */
  readonly created: Span | undefined;
  /** UUID of the token that the current version is in. */
  readonly token: string | undefined;
  readonly deleted: boolean;
  /** The instant that states are judged at, and until when what expires is expiring. */
  readonly time: number;
  readonly expiringUntil: number;
}

/** By name, or first by a date: then only what has it. The recycle bin is listed by `purgeOn`. */
export type KeySort = 'name' | 'expires' | 'rotatesOn' | 'purgeOn';

/** What a listing is sorted by before its name; undefined where it has no such date. */
export function dateOf(sort: KeySort, { row, head }: KeyListing): number | undefined {
  switch (sort) {
    case 'name':
      return 0;
    case 'expires':
      return head.expires;
    case 'rotatesOn':
      return row.rotatesOn;
    case 'purgeOn':
      return row.deletion?.purgeOn;
  }
}

/** Where a page of a search starts after. */
export interface KeyMark {
  /** The date that is sorted by; 0 where it is the name alone. */
  readonly on: number;
  readonly nameKey: string;
  readonly id: string;
}

/** Counts of keys, each as long as the search for the same. */
export interface KeyAttentionCount extends AttentionCount {
  /** Enabled, the current version unchanged, without a policy that makes new ones. */
  readonly unrotated: number;
  /** The day to be rotated has come. */
  readonly overdue: number;
  /** By UUID of a token, the keys whose current version is in it. */
  readonly tokens: ReadonlyMap<string, number>;
}

export interface KeyStore extends ObjectStore<KeyTypes> {
  findById(id: string): Promise<KeyRow | undefined>;
  /** Keys outside the recycle bin whose day to be rotated (`rotatesOn`) or told of (`notifiesOn`) has come, the longest due first. */
  listActing(
    by: 'rotatesOn' | 'notifiesOn',
    time: number,
    page: { readonly after: ActingPlace | undefined; readonly limit: number },
  ): Promise<KeyRow[]>;
  search(
    filter: KeyFilter,
    page: { readonly sort: KeySort; readonly after: KeyMark | undefined; readonly limit: number },
  ): Promise<KeyListing[]>;
  attention(vaultIds: readonly string[], at: AttentionTime): Promise<KeyAttentionCount>;
  /** How many versions lie in each token, those of the recycle bin too. */
  countInTokens(): Promise<ReadonlyMap<string, number>>;
}

/** Where a page of what is due starts after. */
export interface ActingPlace {
  readonly on: number;
  readonly id: string;
}
