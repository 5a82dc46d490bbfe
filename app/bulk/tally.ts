import type { BulkOutcome } from '../contract/bulk.ts';
import type { ErrorCode } from '../contract/vault-error.ts';
import type { Chosen } from './select-secret.ts';

/** How far a job has come. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly rows: BulkOutcome[];
}

/** Counts outcomes. @returns adds those that came, and tells how far the job has come with them */
export function createTally(total: number): (rows: readonly BulkOutcome[]) => Progress {
  const count = { changed: 0, unchanged: 0, refused: 0 };
  return (rows) => {
    for (const { outcome } of rows) count[outcome] += 1;
    return { done: count.changed + count.unchanged + count.refused, total, ...count, rows: [...rows] };
  };
}

export const changedRow = ({ vault, name }: Chosen): BulkOutcome => ({ vault, name, outcome: 'changed' });
export const unchangedRow = ({ vault, name }: Chosen): BulkOutcome => ({ vault, name, outcome: 'unchanged' });
export const refusedRow = ({ vault, name }: Chosen, code: ErrorCode | 'unwritable'): BulkOutcome => ({
  vault,
  name,
  outcome: 'refused',
  code,
});
