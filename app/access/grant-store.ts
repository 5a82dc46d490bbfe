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

export interface GrantStore {
  insert(row: GrantRow): Promise<void>;
  /** Replaces the row of this id. */
  update(row: GrantRow): Promise<void>;
  /** Grants whose scope is `scope` or lies below it, without case, by id; ended ones included. */
  listWithin(scope: string): Promise<GrantRow[]>;
  /** Grants of any of the principals, ended ones included. */
  listOf(principalIds: readonly string[]): Promise<GrantRow[]>;
  /** Every grant by id, after `after`: what the manifest is checked against. */
  scan(after: string | undefined, limit: number): Promise<GrantRow[]>;
}
