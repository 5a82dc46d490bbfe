/** A role assignment: never changed and never removed; ending it fills `until` and `endedBy`. */
export interface GrantRow {
  readonly id: string;
  readonly principalId: string;
  readonly roleId: string;
  /** `/`, `/subscriptions/…`, a resource group, a vault or an object in it. */
  readonly scope: string;
  readonly from: number;
  readonly until: number | undefined;
  readonly grantedBy: string;
  readonly endedBy: string | undefined;
  readonly reason: string;
  /** Counts changes of this row, from 1. */
  readonly rowVersion: number;
  /** Over every other field. */
  readonly mac: Uint8Array;
}

/** Which grants a list is about; all conditions hold together. */
export interface GrantFilter {
  /** At exactly these scopes, or at one and below it; in lower case. */
  readonly scope: { readonly at: readonly string[] } | { readonly within: string };
  readonly principalIds?: readonly string[] | undefined;
  readonly roleId?: string | undefined;
  /** In any of these states, as of `time`; and in force at another instant. */
  readonly states?: readonly GrantState[] | undefined;
  readonly time: number;
  readonly inForceAt?: number | undefined;
}

export type GrantState = 'in force' | 'to come' | 'ended';

/** Where a page of a list ended. */
export type GrantPlace = Pick<GrantRow, 'from' | 'id'>;

export interface GrantStore {
  insert(row: GrantRow): Promise<void>;
  /** Replaces the row of this id. */
  update(row: GrantRow): Promise<void>;
  /** Grants whose scope is `scope` or lies below it, without case, by id; ended ones included. */
  listWithin(scope: string): Promise<GrantRow[]>;
  find(id: string): Promise<GrantRow | undefined>;
  /** Grants of any of the roles at exactly these scopes, by id; ended ones included. @param scopeKeys in lower case */
  listAt(scopeKeys: readonly string[], roleIds: readonly string[]): Promise<GrantRow[]>;
  /** What fits, newest first, then by id. */
  list(filter: GrantFilter, page: { readonly after: GrantPlace | undefined; readonly limit: number }): Promise<GrantRow[]>;
  count(filter: GrantFilter): Promise<number>;
  /** Grants of any of the principals, ended ones included. */
  listOf(principalIds: readonly string[]): Promise<GrantRow[]>;
  /** Of these principals those that hold a grant that is in force at `time`, in no order. */
  listHolders(principalIds: readonly string[], time: number): Promise<string[]>;
  /** Every grant by id, after `after`: what the manifest is checked against. */
  scan(after: string | undefined, limit: number): Promise<GrantRow[]>;
}
