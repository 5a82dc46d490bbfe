import Box from '@mui/material/Box';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useCallback, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { LogFilter } from '../../../app/contract/log.ts';
import { useMay } from '../../api/access-context.ts';
import type { LogAsked } from '../../api/log-query.ts';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import { ActionButton } from '../../component/action-button.tsx';
import { ColumnMenu } from '../../component/column-menu.tsx';
import { IconAction } from '../../component/icon-action.tsx';
import { useNarrow } from '../../component/narrow.ts';
import { Page } from '../../component/page.tsx';
import type { OpenBy } from '../../component/use-list-keys.ts';
import type { TableHandle } from '../../component/virtual-table.tsx';
import { useWidth } from '../../component/width.ts';
import { ExportMenu } from './export-menu.tsx';
import { FacetButton } from './facet-button.tsx';
import { FacetPanel } from './facet-panel.tsx';
import { HistogramView } from './histogram-view.tsx';
import { IntegrityBadge } from './integrity-badge.tsx';
import { labelsFrom } from './label.ts';
import { choosableColumns, isColumnShown, toggleColumn } from './log-column.tsx';
import { LogFilterBar } from './log-filter-bar.tsx';
import { LogList } from './log-list.tsx';
import { isNarrowed } from './log-place.ts';
import { LogSelectionBar } from './log-selection-bar.tsx';
import { totalText, type Total } from './log-total.ts';
import { LogViewMenu } from './log-view-menu.tsx';
import { MoreMenu } from './more-menu.tsx';
import { ScopeSwitch } from './scope-switch.tsx';
import { useLiveCounts } from './use-live-counts.ts';
import type { useLogPlace } from './use-log-place.ts';
import { useLogRows } from './use-log-rows.ts';

/** Narrower lists have their facets behind a button. */
const leastForFacets = 860;
const facetWidth = 240;

interface LogPageProps {
  place: ReturnType<typeof useLogPlace>;
  asked: LogAsked;
  scopes: readonly string[];
  table: RefObject<TableHandle | null>;
  /** The record whose detail is open. */
  record: number | undefined;
  live: Live;
  onOpen: (sequence: number, by: OpenBy) => void;
  onClose: () => void;
  onPaused: (paused: boolean) => void;
}

interface Live {
  readonly on: boolean;
  readonly set: (on: boolean) => void;
  /** Why nothing new can come. */
  readonly unavailable: string | undefined;
}

/** The log with its head: how much, when, what it is narrowed to. */
export function LogPage({ place, asked, scopes, table, record, live, onOpen, onClose, onPaused }: LogPageProps) {
  const { filter, show, clear } = place;
  const room = useRef<HTMLDivElement>(null);
  const facetRoom = useFacetRoom(room);
  const { total, setTotal } = useTotal(asked);
  const read = useLogRows(asked);
  const counts = useLiveCounts(asked, read.settled ? read.rows : undefined);
  const labelOf = labelsFrom(counts.facets, read.rows);
  const selecting = useSelecting();
  const narrowed = isNarrowed(place.place);
  const facetPanel = (
    <FacetPanel asked={asked} filter={filter} counts={counts.facets} error={counts.facetError} labelOf={labelOf} onFilter={show} />
  );
  return (
    <Page
      title="Log"
      body="fill"
      count={total && totalText(total, narrowed)}
      actions={<HeadActions asked={asked} scopes={scopes} live={live} short={!facetRoom.fits} onScope={place.setScope} />}
      tools={
        <LogFilterBar
          before={facetRoom.fits ? facetRoom.toggle : <FacetButton>{facetPanel}</FacetButton>}
          after={<ListTools filter={filter} onApply={show} />}
          asked={asked}
          filter={filter}
          time={place.place}
          narrowed={narrowed}
          labelOf={labelOf}
          onFilter={show}
          onTime={place.setTime}
          onClear={clear}
          onRows={() => table.current?.focus()}
        />
      }
    >
      <Box ref={room} sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
        {counts.histogram && <HistogramView histogram={counts.histogram} onSpan={place.setTime} />}
        {selecting && <LogSelectionBar {...selecting} />}
        <Box sx={{ flex: 1, minHeight: 0, display: 'flex' }}>
          {facetRoom.shown && <FacetSide>{facetPanel}</FacetSide>}
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <LogList
              table={table}
              read={read}
              live={live.on && live.unavailable === undefined}
              openSequence={record}
              onOpen={onOpen}
              onClose={onClose}
              onClearFilter={clear}
              onTotal={setTotal}
              onArrive={counts.onArrive}
              onPaused={onPaused}
              selecting={selecting}
            />
          </Box>
        </Box>
      </Box>
    </Page>
  );
}

const FacetSide = ({ children }: { children: ReactNode }) => (
  <Box sx={{ width: facetWidth, flexShrink: 0, borderRight: 1, borderColor: 'line.main' }}>{children}</Box>
);

function ListTools({ filter, onApply }: { filter: LogFilter; onApply: (filter: LogFilter) => void }) {
  return (
    <>
      <LogViewMenu filter={filter} onApply={onApply} />
      <LogColumnMenu />
    </>
  );
}

interface HeadActionsProps {
  asked: LogAsked;
  scopes: readonly string[];
  live: Live;
  /** Where there is little room. */
  short: boolean;
  onScope: (scope: string) => void;
}

function HeadActions({ asked, scopes, live, short, onScope }: HeadActionsProps) {
  return (
    <>
      <ScopeSwitch scopes={scopes} scope={asked.scope} onScope={onScope} />
      <IntegrityBadge short={short} />
      <LiveToggle live={live} />
      <ExportMenu asked={asked} />
      <MoreMenu />
    </>
  );
}

/** How many records fit what is asked now: while another question is under way, the number of the one before is nobody's answer. */
function useTotal(asked: LogAsked) {
  const [known, setKnown] = useState<{ readonly asked: LogAsked; readonly total: Total }>();
  const setTotal = useCallback((of: LogAsked, total: Total) => setKnown({ asked: of, total }), []);
  return { total: known?.asked === asked ? known.total : undefined, setTotal };
}

/** Records can be selected by who may delete them: there is nothing else to do with a selection. */
function useSelecting() {
  const may = useMay({ operation: 'LogDelete' });
  const [chosen, choose] = useState<ReadonlySet<number>>(() => new Set());
  return useMemo(() => (may.state === 'yes' ? { chosen, choose } : undefined), [may.state, chosen]);
}

/** Whether the facets stand beside the list; one may put them away, and where there is no room for them they do so themselves. */
function useFacetRoom(room: RefObject<HTMLDivElement | null>): { fits: boolean; shown: boolean; toggle: ReactNode } {
  const shell = useShell();
  const { logFacets = true } = useShellState().preference;
  const width = useWidth(room);
  const narrow = useNarrow();
  const fits = !narrow && (width === 0 || width >= leastForFacets);
  const Sign = logFacets ? IconLayoutSidebarLeftCollapse : IconLayoutSidebarLeftExpand;
  const toggle = fits && (
    <IconAction
      label={logFacets ? 'Hide the facets' : 'Show the facets'}
      aria-pressed={logFacets}
      onClick={() => shell.setPreference({ logFacets: !logFacets })}
    >
      <Sign />
    </IconAction>
  );
  return { fits, shown: fits && logFacets, toggle };
}

function LogColumnMenu() {
  const shell = useShell();
  const { logColumns: chosen } = useShellState().preference;
  return (
    <ColumnMenu
      columns={choosableColumns}
      shown={(key) => isColumnShown(chosen, key)}
      onToggle={(key) => shell.setPreference({ logColumns: toggleColumn(chosen, key) })}
    />
  );
}

function LiveToggle({ live: { on, set, unavailable } }: { live: Live }) {
  const running = on && unavailable === undefined;
  return (
    <ActionButton
      aria-pressed={running}
      color={running ? 'primary' : 'inherit'}
      startIcon={running ? <IconPlayerPause aria-hidden="true" /> : <IconPlayerPlay aria-hidden="true" />}
      unavailable={unavailable}
      onClick={() => set(!on)}
    >
      Live
    </ActionButton>
  );
}
