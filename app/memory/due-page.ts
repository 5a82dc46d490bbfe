import type { Deletion, DuePage } from '../vault/vault-store.ts';
import { compareText } from './order.ts';

interface Row {
  readonly id: string;
  readonly deletion: Deletion | undefined;
}

const purgeOn = ({ deletion }: Row): number => deletion?.purgeOn ?? Infinity;

/** @param rows of the recycle bin */
export const pageOfDue = <R extends Row>(rows: readonly R[], time: number, { after, limit }: DuePage): R[] =>
  rows
    .filter((row) => purgeOn(row) <= time)
    .filter((row) => !after || purgeOn(row) > after.purgeOn || (purgeOn(row) === after.purgeOn && compareText(row.id, after.id) > 0))
    .sort((a, b) => purgeOn(a) - purgeOn(b) || compareText(a.id, b.id))
    .slice(0, limit);
