import type { Input } from '../contract/operation.ts';
import type { Staged } from '../job/staging.ts';
import type { KeyRow, KeyVersionHead } from '../key/key-store.ts';

/** A key of the source as the plan saw it, or one that a run made: what is done to it is done only while it is still so. */
export interface Seen {
  readonly version: string;
  /** Of that version's attributes. */
  readonly revision: number;
  /** When its rotation policy was set last. */
  readonly policyOn: number | undefined;
}

export const seenOf = ({ policy }: KeyRow, { version, rowVersion }: KeyVersionHead): Seen => ({
  version,
  revision: rowVersion,
  policyOn: policy?.updatedOn,
});

export const isSame = (a: Seen, b: Seen): boolean => a.version === b.version && a.revision === b.revision && a.policyOn === b.policyOn;

/** `found`: not judged yet; `settled`: nothing is to be done; `made`: by a run; `undone`: deleted again. What was refused stays as it was. */
export type CopyState =
  | { readonly at: 'found' | 'settled' | 'undone' }
  | {
      readonly at: 'made';
      /** Absent where a key that was there got a version. */
      readonly seen: Seen | undefined;
    }
  | {
      readonly at: 'planned';
      readonly isTaken: boolean;
      /** Whether it is made unless the person says otherwise. */
      readonly usual: boolean;
      readonly seen: Seen;
      readonly input: Input<'KeyCreate'>;
    };

export interface CopyItem {
  /** The target's name. */
  readonly vault: string;
  readonly name: string;
  state: CopyState;
}

/** Keys of one vault that are made anew in another, from the plan on. */
export interface CopyJob extends Staged {
  readonly source: string;
  readonly target: string;
  readonly items: readonly CopyItem[];
  /** Whether a plan or a run is on its way: only one at a time. */
  busy: boolean;
}

/** What an item takes up with its tags. */
const itemBytes = 2048;

export const createCopyJob = (source: string, target: string, names: readonly string[]): CopyJob => ({
  source,
  target,
  items: names.map((name) => ({ vault: target, name, state: { at: 'found' } })),
  busy: false,
  sizeBytes: names.length * itemBytes,
  close: () => undefined,
});
