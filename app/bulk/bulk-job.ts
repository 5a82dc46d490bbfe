import type { BulkChange } from '../contract/bulk.ts';
import type { ErrorCode } from '../contract/vault-error.ts';
import type { Staged } from '../job/staging.ts';

/** A secret as a preview or a run left it: what is changed only while it is still so. */
export interface Sight {
  readonly version: string;
  /** Of that version. */
  readonly revision: number;
  /** When it was moved to the recycle bin. */
  readonly deletedOn: number | undefined;
}

/** What a change found where it wrote: what taking it back puts there again. */
export type Former =
  | {
      readonly kind: 'tag';
      /** Of the tags that were touched alone; undefined where there was none. */ readonly tags: readonly (string | undefined)[];
    }
  | { readonly kind: 'enabled'; readonly enabled: boolean }
  | { readonly kind: 'expires'; readonly expires: number | undefined }
  | { readonly kind: 'place' };

/**
 * One secret of a job. `found`: not judged yet; `planned`: would be changed; `unchanged` and `refused` are final; `changed`: by the run,
 * with what was there before; `undone`: put back.
 */
export type BulkState =
  | { readonly at: 'found' }
  | { readonly at: 'planned'; readonly sight: Sight }
  | { readonly at: 'unchanged' | 'undone' }
  | { readonly at: 'refused'; readonly code: ErrorCode }
  | { readonly at: 'changed'; readonly sight: Sight; readonly former: Former };

export interface BulkItem {
  readonly vault: string;
  readonly name: string;
  state: BulkState;
}

/** A bulk change from its preview on: exactly these secrets, and what became of each. */
export interface BulkJob extends Staged {
  readonly change: BulkChange;
  readonly items: readonly BulkItem[];
  /** Whether a preview, a run or an undoing is on its way: only one at a time. */
  busy: boolean;
}

/** What an item takes up, tags left aside. */
const itemBytes = 512;

export const createBulkJob = (change: BulkChange, items: readonly BulkItem[]): BulkJob => ({
  change,
  items,
  busy: false,
  sizeBytes: items.length * itemBytes,
  close: () => undefined,
});
