/** A place in a group: never changed and never removed; ending it fills `until` and `endedBy`. */
export interface MembershipRow {
  readonly id: string;
  readonly groupId: string;
  readonly memberId: string;
  readonly memberKind: 'person' | 'group' | 'application';
  readonly from: number;
  readonly until: number | undefined;
  /** Id of who put the member there. */
  readonly addedBy: string;
  readonly endedBy: string | undefined;
  /** Counts changes of this row, from 1. */
  readonly rowVersion: number;
  /** Over every other field. */
  readonly mac: Uint8Array;
}

/** Memberships that held at an instant: those in any of the groups, or those of any of the members. */
export interface MembershipFilter {
  readonly of: 'group' | 'member';
  readonly ids: readonly string[];
  /** Only members of this kind; all where it is not there. */
  readonly kind?: MembershipRow['memberKind'];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Where a page of memberships ended: the name in lower case of the member (`of: 'group'`) or the group (`of: 'member'`), and the id. */
export interface MembershipPlace {
  readonly nameKey: string;
  readonly id: string;
}

export interface MembershipStore {
  insert(row: MembershipRow): Promise<void>;
  /** Replaces the row of this id. */
  update(row: MembershipRow): Promise<void>;
  find(id: string): Promise<MembershipRow | undefined>;
  /** Every membership of any of the members, by id; ended ones included. */
  listOf(memberIds: readonly string[]): Promise<MembershipRow[]>;
  /** Every membership in any of the groups, by id; ended ones included. */
  listIn(groupIds: readonly string[]): Promise<MembershipRow[]>;
  /** Memberships that held then, by the name of the other side, and by id. */
  list(
    filter: MembershipFilter,
    page: { readonly after: MembershipPlace | undefined; readonly limit: number },
  ): Promise<(MembershipRow & MembershipPlace)[]>;
  /** How many held then, for each of the ids that the filter names. */
  count(filter: MembershipFilter): Promise<Map<string, number>>;
  /** Every membership by id, after `after`: what the manifest is checked against. */
  scan(after: string | undefined, limit: number): Promise<MembershipRow[]>;
}
