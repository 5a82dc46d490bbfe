/** A group of people and of groups. */
export interface GroupRow {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  /** The name in lower case: unique in its tenant among groups that are not deleted. */
  readonly nameKey: string;
  readonly description: string;
  readonly createdOn: number;
  readonly createdBy: string;
  /** Who was in it and what it held stays readable. */
  readonly deletion: { readonly on: number; readonly by: string } | undefined;
  /** Counts changes of this row, from 1. */
  readonly rowVersion: number;
  /** Over every other field. */
  readonly mac: Uint8Array;
}

export interface GroupStore {
  /** @throws VaultError Conflict when a group that is not deleted has the name */
  insert(row: GroupRow): Promise<void>;
  /** Replaces the row of this id. @throws VaultError Conflict when a group that is not deleted has the name */
  update(row: GroupRow): Promise<void>;
  /** Deleted ones included. */
  find(id: string): Promise<GroupRow | undefined>;
  /** Of these ids those that there are, deleted ones included, by id. */
  findAll(ids: readonly string[]): Promise<GroupRow[]>;
  /** A group that is not deleted. */
  findByName(nameKey: string): Promise<GroupRow | undefined>;
  /** Groups that are not deleted, by name. @param text part of it in lower case @param page `after`: the last `nameKey` of the one before */
  list(text: string | undefined, page: { readonly after: string | undefined; readonly limit: number }): Promise<GroupRow[]>;
  count(text: string | undefined): Promise<number>;
  /** Every group by id, after `after`, deleted ones included: what the manifest is checked against. */
  scan(after: string | undefined, limit: number): Promise<GroupRow[]>;
}
