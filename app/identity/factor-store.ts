import type { FactorKind } from '../contract/person.ts';

/** A second factor that was confirmed. */
export interface FactorRow {
  readonly id: string;
  readonly personId: string;
  readonly kind: FactorKind;
  readonly label: string;
  readonly createdOn: number;
  readonly lastUsedOn: number | undefined;
  /** What a proof is checked against: the sealed secret of an app, the public key of a passkey, the hashes of the codes that are left. */
  readonly content: Uint8Array;
  /** Against using a proof twice: the last time step of an app, the signature counter of a passkey, the codes that are left. */
  readonly counter: number;
  /** Counts changes of this row, from 1. */
  readonly rowVersion: number;
  /** Over every other field. */
  readonly mac: Uint8Array;
}

export interface FactorStore {
  insert(row: FactorRow): Promise<void>;
  /** Replaces the row of this id. */
  update(row: FactorRow): Promise<void>;
  find(id: string): Promise<FactorRow | undefined>;
  /** Factors of any of the people, by the time they were set up, and by id. */
  listOf(personIds: readonly string[]): Promise<FactorRow[]>;
  remove(id: string): Promise<void>;
  /** Every factor by id, after `after`: what the manifest is checked against. */
  scan(after: string | undefined, limit: number): Promise<FactorRow[]>;
}
