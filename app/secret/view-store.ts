/** A list that a person gave a name to. It decides nothing, so that it carries no MAC. */
export interface ViewRow {
  readonly id: string;
  readonly personId: string;
  /** Unique among the person's. */
  readonly name: string;
  /** Query and sort, as the window sent them. */
  readonly json: string;
}

export interface ViewStore {
  /** The person's, by name. */
  list(personId: string): Promise<ViewRow[]>;
  /** Adds the row, or replaces the one of this id. @throws VaultError Conflict when the person has another of this name */
  put(row: ViewRow): Promise<void>;
  /** @returns false when the person has none of this id */
  remove(personId: string, id: string): Promise<boolean>;
}
