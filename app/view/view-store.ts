/** What a view is a list of. */
export type ViewKind = 'secret' | 'log';

/** A list that a person gave a name to. It decides nothing, so that it carries no MAC. */
export interface ViewRow {
  readonly id: string;
  readonly personId: string;
  readonly kind: ViewKind;
  /** Unique among the person's of this kind. */
  readonly name: string;
  /** What it shows and how, as the window sent it. */
  readonly json: string;
}

export interface ViewStore {
  /** The person's of a kind, by name. */
  list(personId: string, kind: ViewKind): Promise<ViewRow[]>;
  /** Adds the row, or replaces the one of this id. @throws VaultError Conflict when the person has another of this name */
  put(row: ViewRow): Promise<void>;
  /** @returns false when the person has none of this kind and id */
  remove(personId: string, kind: ViewKind, id: string): Promise<boolean>;
}
