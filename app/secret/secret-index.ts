import type { SecretQuery, SecretSort, SecretState } from '../contract/search.ts';
import type { AttentionCount, AttentionTime } from '../vault/attention.ts';
import type { SecretListing } from './secret-store.ts';

/** From the first instant, until before the second. Milliseconds since 1970. */
interface Span {
  readonly from?: number | undefined;
  readonly until?: number | undefined;
}

/** Which secrets are asked for, by their current versions. All conditions hold together; several values of one are alternatives. */
export interface IndexFilter {
  /** Folded, without white space; each occurs in a field of the secret. @see fieldsOf */
  readonly words: readonly string[];
  /** Only secrets of these vaults; their order is that of the sort by vault. */
  readonly vaultIds: readonly string[];
  readonly tags?: SecretQuery['tag'];
  readonly contentTypes?: readonly string[] | undefined;
  readonly states?: readonly SecretState[] | undefined;
  readonly expires?: Span | 'never' | undefined;
  readonly created?: Span | undefined;
  readonly changed?: Span | undefined;
  /** Only what is in the recycle bin, or only what is not. */
  readonly deleted: boolean;
  /** The instant that states are judged at. */
  readonly time: number;
}

/** Where a secret stands in an order: what a page starts after. */
export interface IndexPlace {
  /** 0 unless sorted by match. @see rankOf */
  readonly rank: number;
  /** The instant that is sorted by, `never` for none; 0 where the sort is by another thing. */
  readonly value: number;
  readonly nameKey: string;
  readonly vaultId: string;
}

/** Stands for an instant that does not come: later than every other. */
export const never = Number.MAX_SAFE_INTEGER;

export interface IndexPage {
  readonly sort: SecretSort;
  readonly after: IndexPlace | undefined;
  /** Rows to pass over, after `after`. */
  readonly offset: number;
  readonly limit: number;
}

export interface IndexAnswer {
  readonly listings: readonly SecretListing[];
  /** How many there are; where `atLeast`, counting was given up there. */
  readonly total: { readonly count: number; readonly atLeast: boolean };
}

export interface SecretAttentionCount extends AttentionCount {
  readonly unchanged: number;
  readonly disabled: number;
}

/**
 * Finds secrets by what their current versions say. It decides nothing: its listings are rows of secrets and versions, for their own MACs
 * to prove, and who asks says which vaults may be looked into.
 *
 * Orders end in the name and then in the age of the vault, the older first; `down` turns the whole order around.
 */
export interface SecretIndex {
  /** A page of what fits. */
  find(filter: IndexFilter, page: IndexPage): Promise<IndexAnswer>;
  attention(vaultIds: readonly string[], at: AttentionTime): Promise<SecretAttentionCount>;
}
