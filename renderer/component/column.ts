import type { ReactNode } from 'react';

/** One column of a list. */
export interface Column<Item> {
  readonly key: string;
  readonly title: string;
  /** A CSS grid track: `minmax(160px, 2fr)`, `120px`. */
  readonly track: string;
  /** Least width of the list, in pixels, at which the column is shown; narrower lists shed it. */
  readonly from?: number;
  readonly align?: 'end';
  /** Whether its head sorts the list. */
  readonly sorts?: boolean;
  render(item: Item): ReactNode;
}

/** @param width of the list in pixels; 0 while it isn't known, when every column is shown */
export const columnsFor = <Item>(columns: readonly Column<Item>[], width: number): readonly Column<Item>[] =>
  columns.filter((column) => column.from === undefined || width === 0 || width >= column.from);
