/** How often something was asked of a vault on one day. */
export interface UsageRow {
  /** Midnight UTC, milliseconds since 1970. */
  readonly day: number;
  readonly vault: string;
  readonly operation: string;
  readonly answered: number;
  /** Refused for want of a right, of a token or of quota. */
  readonly refused: number;
}

export interface UsageQuery {
  /** Of one vault alone. */
  readonly vault: string | undefined;
  /** Days from `from` on, before `until`; milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
}

/** What was asked of vaults through the endpoint: one row a day, vault and operation. */
export interface UsageStore {
  /** Adds each count to what is there. */
  add(rows: readonly UsageRow[]): Promise<void>;
  /** By day, vault and operation. */
  list(query: UsageQuery): Promise<UsageRow[]>;
}
