import type { ComponentProps, ReactNode } from 'react';
import { FailureState } from './failure-state.tsx';
import { RowSkeleton } from './row-skeleton.tsx';
import type { PagedList } from './use-pages.ts';
import { VirtualTable } from './virtual-table.tsx';

interface PagedTableProps<Item> extends Omit<ComponentProps<typeof VirtualTable<Item>>, 'items' | 'total' | 'onEnd'> {
  list: PagedList<Item>;
  /** Stands where the table would, when nothing is in it. */
  empty: ReactNode;
}

/** The rows of a list that comes in pages; until they are there their shape, or why they are not. */
export function PagedTable<Item>({ list: { items, total, more, error, retry }, empty, ...table }: PagedTableProps<Item>) {
  if (error && !items) return <FailureState error={error} onRetry={retry} />;
  if (!items) return <RowSkeleton />;
  return items.length === 0 ? empty : <VirtualTable {...table} items={items} onEnd={more} total={total} />;
}
