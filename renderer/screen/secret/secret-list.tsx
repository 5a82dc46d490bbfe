import Box from '@mui/material/Box';
import { useCallback, useEffect, useMemo, useRef, type ReactNode, type RefObject } from 'react';
import type { SecretHit, SecretSort } from '../../../app/contract/search.ts';
import type { SecretAsked } from '../../api/query.ts';
import { useShellState } from '../../api/shell-context.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import type { OpenBy } from '../../component/use-list-keys.ts';
import { IndexedTable, type TableHandle } from '../../component/virtual-table.tsx';
import { measure } from '../../theme/token.ts';
import { useAction } from '../action/use-action.ts';
import { BulkBar } from '../bulk/bulk-bar.tsx';
import { columnsOf } from './secret-column.tsx';
import { hitKey, useSecretPages, type Total } from './use-secret-page.ts';
import { useSelection } from './use-selection.ts';

interface SecretListProps {
  /** What the list holds, for who listens. */
  label: string;
  /** What is shown and how it is sorted; rows stay until their successors are there. */
  asked: SecretAsked;
  onSort: (sort: SecretSort) => void;
  /** The secret whose detail is open. */
  open?: { readonly vault: string; readonly name: string } | undefined;
  onOpen: (secret: SecretHit, by: OpenBy) => void;
  onClose?: (() => void) | undefined;
  onActive?: ((secret: SecretHit | undefined) => void) | undefined;
  /** Tells how many there are. */
  onTotal?: ((total: Total) => void) | undefined;
  /** Shown where the list is empty. */
  empty: ReactNode;
  table?: RefObject<TableHandle | null>;
  /** A column that would say the same in every row. */
  without?: 'vault';
}

const sorts = ['name', 'vault', 'expires', 'created', 'changed'] as const;
const isSort = (key: string): key is (typeof sorts)[number] => sorts.some((sort) => sort === key);

/** Sorting again turns the direction; a date begins with the newest, an expiry with the nearest. */
function nextSort(now: SecretSort, by: (typeof sorts)[number]): SecretSort {
  if (now.by === by) return { by, direction: now.direction === 'up' ? 'down' : 'up' };
  return { by, direction: by === 'created' || by === 'changed' ? 'down' : 'up' };
}

/** Secrets of any number, searched, sorted and selected; the pages in sight are read, no more. It fills the room it is given. */
export function SecretList(props: SecretListProps) {
  const { asked, onSort, open, onTotal, without } = props;
  const own = useRef<TableHandle>(null);
  const table = props.table ?? own;
  const { secretColumns: chosen } = useShellState().preference;
  const columns = useMemo(() => columnsOf(chosen, without), [chosen, without]);
  const pages = useSecretPages(asked);
  const selection = useSelection(pages);
  useAction('list.select-all', { run: selection.chooseAll, offered: (pages.total?.count ?? 0) > 0 });
  const { total, shown } = pages;
  useEffect(() => {
    if (total) onTotal?.(total);
  }, [total, onTotal]);
  const list = JSON.stringify(shown);
  useEffect(() => {
    table.current?.scrollToTop();
  }, [table, list]);
  const sortBy = useCallback((key: string) => isSort(key) && onSort(nextSort(asked.sort, key)), [asked.sort, onSort]);
  const body = () => {
    if (pages.error && !total) return <FailureState error={pages.error} onRetry={pages.retry} />;
    if (!total) return <RowSkeleton rows={20} rowHeight={measure.denseRow} />;
    if (total.count === 0) return props.empty;
    return (
      <IndexedTable
        ref={table}
        label={props.label}
        rows={pages.rows}
        columns={columns}
        openKey={open && hitKey(open)}
        onOpen={props.onOpen}
        onClose={props.onClose}
        onActive={props.onActive}
        onSight={pages.onSight}
        rowHeight={measure.denseRow}
        sort={asked.sort}
        onSort={sortBy}
        selection={selection.rows}
        selectAll={selection.selectAll}
      />
    );
  };
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      {selection.selection && <BulkBar chosen={selection} selection={selection.selection} onClear={selection.clear} />}
      <Box sx={{ flex: 1, minHeight: 0 }}>{body()}</Box>
    </Box>
  );
}
