import { useQueryClient } from '@tanstack/react-query';
import Box from '@mui/material/Box';
import { useCallback, useEffect, useMemo, useState, type RefObject } from 'react';
import type { LogRow } from '../../../app/contract/log.ts';
import type { LogAsked } from '../../api/log-query.ts';
import { queryKey } from '../../api/query.ts';
import { useShellState } from '../../api/shell-context.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { useNow } from '../../component/now.ts';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import type { OpenBy } from '../../component/use-list-keys.ts';
import { VirtualTable, type TableHandle } from '../../component/virtual-table.tsx';
import { isColumnShown, logColumns } from './log-column.tsx';
import { LogEmpty } from './log-empty.tsx';
import { prepend } from './log-feed.ts';
import { Interrupted, PausedPill } from './log-interruption.tsx';
import { lineKey, withRemoved, type LogLine } from './log-line.ts';
import type { Total } from './log-total.ts';
import { useFollow } from './use-follow.ts';
import type { LogRows } from './use-log-rows.ts';
import { useLogSelection, type LogSelection } from './use-log-selection.ts';

const rowHeight = 28;

interface LogListProps {
  table: RefObject<TableHandle | null>;
  read: LogRows;
  live: boolean;
  openSequence: number | undefined;
  onOpen: (sequence: number, by: OpenBy) => void;
  onClose: () => void;
  onClearFilter: () => void;
  /** Tells how many records fit, live ones included, and what they fit. */
  onTotal: (asked: LogAsked, total: Total) => void;
  /** Told of every record that came since the list was read, and of the question that it answers. Stable. */
  onArrive: (asked: LogAsked, rows: readonly LogRow[]) => void;
  /** Tells whether one looks at older records, so that new ones wait. */
  onPaused: (paused: boolean) => void;
  /** Where records may be selected. */
  selecting: LogSelection | undefined;
}

/** The records that fit, newest first. The live feed belongs to one question alone, so each question has a list of its own. */
export function LogList(props: LogListProps) {
  const { rows, error, retry, shown, moreError, moreAgain } = props.read;
  if (error && !rows) return <FailureState error={error} onRetry={retry} />;
  if (!rows) return <RowSkeleton rows={16} rowHeight={rowHeight} />;
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      {moreError && <Interrupted error={moreError} what="Older records couldn’t be read." onAgain={moreAgain} />}
      <LiveList key={JSON.stringify(shown)} {...props} rows={rows} asked={shown} />
    </Box>
  );
}

interface LiveListProps extends LogListProps {
  /** What was read by pages, newest first. */
  rows: readonly LogRow[];
  asked: LogAsked;
}

function useColumns() {
  const now = useNow(60_000);
  const { logColumns: chosen } = useShellState().preference;
  return useMemo(() => logColumns(now).filter(({ key }) => isColumnShown(chosen, key)), [now, chosen]);
}

/** Pages and live rows as one: those that are shown, how many are known of, and what lets in those that wait. */
function useLiveRows({ asked, live, rows: read, read: { removed, total = noTotal }, onArrive, onTotal, onPaused }: LiveListProps) {
  const queries = useQueryClient();
  const [atTop, setAtTop] = useState(true);
  // What waits may have been read again since.
  const newest = read[0]?.sequence ?? -1;
  const arrive = useCallback((rows: readonly LogRow[]) => onArrive(asked, rows), [onArrive, asked]);
  const { feed, stopped, show, again } = useFollow({ asked, newest, live, paused: !atTop, onArrive: arrive });
  const rows = useMemo(() => prepend(feed.shown, read), [feed.shown, read]);
  const waiting = feed.held.filter((row) => row.sequence > newest).length;
  const known = total.count + rows.length - read.length + waiting;
  useEffect(() => onTotal(asked, { count: known, atLeast: total.atLeast }), [asked, known, total.atLeast, onTotal]);
  useEffect(() => onPaused(!atTop), [atTop, onPaused]);
  const onTop = (top: boolean) => {
    setAtTop(top);
    if (!top) return;
    if (feed.overflowed) void queries.resetQueries({ queryKey: queryKey.logList(asked.filter, asked.scope) });
    else show();
  };
  const lines = useMemo(() => withRemoved(rows, removed), [rows, removed]);
  return { lines, known, waiting, overflowed: feed.overflowed, atTop, onTop, stopped, again };
}

const noTotal: Total = { count: 0, atLeast: false };

function LiveList(props: LiveListProps) {
  const { table, asked, live, openSequence } = props;
  const { lines, known, waiting, overflowed, atTop, onTop, stopped, again } = useLiveRows(props);
  const columns = useColumns();
  const { selection, selectAll } = useLogSelection(lines, props.selecting);
  const toTop = () => {
    onTop(true);
    table.current?.scrollToTop();
    table.current?.focus();
  };
  // What was deleted is told by the record that says so.
  const open = (line: LogLine, by: OpenBy) => props.onOpen(line.removed?.deletion ?? line.sequence, by);
  const list = (
    <VirtualTable
      ref={table}
      label="Records of the log, newest first"
      items={lines}
      columns={columns}
      keyOf={lineKey}
      rowHeight={rowHeight}
      openKey={openSequence === undefined ? undefined : String(openSequence)}
      onOpen={open}
      onClose={props.onClose}
      onEnd={props.read.more}
      onTop={onTop}
      total={Math.max(known, lines.length)}
      selection={selection}
      selectAll={selectAll}
    />
  );
  return (
    <>
      {stopped && <Interrupted error={stopped.error} what="New records no longer arrive by themselves." onAgain={again} />}
      <Box sx={{ flex: 1, minHeight: 0, position: 'relative' }}>
        {lines.length > 0 ? list : <LogEmpty filtered={Object.keys(asked.filter).length > 0} onClearFilter={props.onClearFilter} />}
        <PausedPill paused={live && !atTop} count={waiting} overflowed={overflowed} onResume={toTop} />
      </Box>
    </>
  );
}
