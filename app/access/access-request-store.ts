import type { AccessRequest } from '../contract/access.ts';

/** What somebody asked for, and what became of it. */
export interface AccessRequestRow {
  readonly id: string;
  readonly personId: string;
  readonly operation: string;
  /** As they were asked for; there may be nothing of that name. */
  readonly vault: string | undefined;
  readonly name: string | undefined;
  readonly action: string;
  /** Where it would be granted; undefined where nothing of that name existed. */
  readonly scope: string | undefined;
  /** Id of the smallest role that would allow it. */
  readonly roleId: string | undefined;
  readonly reason: string;
  readonly createdOn: number;
  readonly state: AccessRequest['state'];
  /** Who decided, when, and what they noted; of one that was withdrawn only when. */
  readonly decidedBy: string | undefined;
  readonly decidedOn: number | undefined;
  readonly note: string | undefined;
  /** Counts changes of this row, from 1. */
  readonly rowVersion: number;
  /** Over every other field. */
  readonly mac: Uint8Array;
}

/** Which requests a list is about. */
export interface AccessRequestFilter {
  /** Of this person; undefined for everybody's. */
  readonly personId: string | undefined;
  /** Any of these; empty for all. */
  readonly states: readonly AccessRequest['state'][];
}

export interface AccessRequestStore {
  insert(row: AccessRequestRow): Promise<void>;
  /** Replaces the row of this id. */
  update(row: AccessRequestRow): Promise<void>;
  find(id: string): Promise<AccessRequestRow | undefined>;
  /** Newest first. @param page `after`: the last row of the page before */
  list(
    filter: AccessRequestFilter,
    page: { readonly after: Pick<AccessRequestRow, 'createdOn' | 'id'> | undefined; readonly limit: number },
  ): Promise<AccessRequestRow[]>;
  count(filter: AccessRequestFilter): Promise<number>;
  /** Every request by id, after `after`: what the manifest is checked against. */
  scan(after: string | undefined, limit: number): Promise<AccessRequestRow[]>;
}
