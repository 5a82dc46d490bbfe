import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import Box from '@mui/material/Box';
import { useCallback, useEffect, useMemo, useState, type RefObject } from 'react';
import type { LogFilter, LogRow } from '../../../app/contract/log.ts';
import { useClient } from '../../api/client-context.tsx';
import { logListQuery, queryKey } from '../../api/query.ts';
import { FailureState } from '../../component/failure-state.tsx';
import { useNow } from '../../component/now.ts';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import type { OpenBy } from '../../component/use-list-keys.ts';
import { VirtualTable, type TableHandle } from '../../component/virtual-table.tsx';
import { logColumns } from './log-column.tsx';
import { LogEmpty } from './log-empty.tsx';
import { prepend } from './log-feed.ts';
import { Interrupted, NewPill } from './log-interruption.tsx';
import { useFollow } from './use-follow.ts';

const rowHeight = 28;

interface LogListProps {
  table: RefObject<TableHandle | null>;
  /** Stable while it means the same. */
  filter: LogFilter;
  live: boolean;
  openSequence: number | undefined;
  onOpen: (sequence: number, by: OpenBy) => void;
  onClose: () => void;
  onClearFilter: () => void;
  /** Tells how many records fit the filter, live ones included. */
  onTotal: (total: number) => void;
}

/** The records that fit a filter, newest first. Give it a key per filter: the live feed belongs to one filter alone. */
export function LogList(props: LogListProps) {
  const query = useInfiniteQuery(logListQuery(useClient(), props.filter));
  const pages = query.data?.pages;
  const read = useMemo(() => pages?.flatMap((page) => page.rows), [pages]);
  if (query.isError && !read) return <FailureState error={query.error} onRetry={() => void query.refetch()} />;
  if (!read) return <RowSkeleton rows={16} rowHeight={rowHeight} />;
  const fetchMore = () => void query.fetchNextPage();
  const mayFetch = query.hasNextPage && !query.isFetchingNextPage && !query.isFetchNextPageError;
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      {query.isFetchNextPageError && <Interrupted error={query.error} what="Older records couldn’t be read." onAgain={fetchMore} />}
      <LiveList {...props} read={read} total={pages?.[0]?.total.count ?? 0} onEnd={mayFetch ? fetchMore : undefined} />
    </Box>
  );
}

interface LiveListProps extends LogListProps {
  /** What was read by pages, newest first. */
  read: readonly LogRow[];
  total: number;
  onEnd: (() => void) | undefined;
}

const keyOf = (row: LogRow) => String(row.sequence);

function useColumns() {
  const now = useNow(60_000);
  return useMemo(() => logColumns(now), [now]);
}

/** Pages and live rows as one list. */
function LiveList(props: LiveListProps) {
  const { table, filter, live, openSequence, onOpen, read, total, onTotal } = props;
  const queries = useQueryClient();
  const [atTop, setAtTop] = useState(true);
  const { feed, stopped, show, again } = useFollow({ filter, newest: read[0]?.sequence ?? -1, live, paused: !atTop });
  const rows = useMemo(() => prepend(feed.shown, read), [feed.shown, read]);
  const columns = useColumns();
  const known = total + rows.length - read.length + feed.held.length;
  useEffect(() => onTotal(known), [known, onTotal]);

  const release = useCallback(() => {
    if (feed.overflowed) void queries.resetQueries({ queryKey: queryKey.logList(filter) });
    else show();
  }, [feed.overflowed, filter, queries, show]);
  const onTop = (top: boolean) => {
    setAtTop(top);
    if (top) release();
  };
  const toTop = () => {
    release();
    table.current?.scrollToTop();
    table.current?.focus();
  };
  const list = (
    <VirtualTable
      ref={table}
      label="Records of the log, newest first"
      items={rows}
      columns={columns}
      keyOf={keyOf}
      rowHeight={rowHeight}
      openKey={openSequence === undefined ? undefined : String(openSequence)}
      onOpen={(row, by) => onOpen(row.sequence, by)}
      onClose={props.onClose}
      onEnd={props.onEnd}
      onTop={onTop}
      total={known}
    />
  );
  return (
    <>
      {stopped && <Interrupted error={stopped.error} what="New records no longer arrive by themselves." onAgain={again} />}
      <Box sx={{ flex: 1, minHeight: 0, position: 'relative' }}>
        {rows.length > 0 ? list : <LogEmpty filtered={Object.keys(filter).length > 0} onClearFilter={props.onClearFilter} />}
        <NewPill count={feed.held.length} overflowed={feed.overflowed} onShow={toTop} />
      </Box>
    </>
  );
}
