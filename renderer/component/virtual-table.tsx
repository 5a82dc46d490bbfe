import { useCallback, useEffect, useId, useImperativeHandle, useMemo, useRef, type MouseEvent, type Ref } from 'react';
import { measure } from '../theme/token.ts';
import { columnsFor, type Column } from './column.ts';
import { ListClock } from './list-clock.ts';
import { MomentTip } from './moment-tip.tsx';
import { useNow } from './now.ts';
import { Head, type SelectAll, type TableSort } from './table-head.tsx';
import { Body, Scroller, Window } from './table-part.tsx';
import { isOfBox, rowOf, TableRow } from './table-row.tsx';
import { useListKeys, type ListRows, type OpenBy, type RowSelection } from './use-list-keys.ts';
import { useRowOrder } from './use-row-order.ts';
import { useRowSight } from './use-row-sight.ts';
import { useRowWindow, type Sight } from './use-row-window.ts';
import { useWidth } from './width.ts';

export interface TableHandle {
  focus(): void;
  scrollToTop(): void;
  /** Goes so many rows on, as the arrow keys do. */
  step(by: number): void;
}

interface TableProps<Item> {
  /** What the list holds, for who listens. */
  label: string;
  columns: readonly Column<Item>[];
  /** Key of the item whose detail is open. */
  openKey?: string | undefined;
  onOpen: (item: Item, by: OpenBy) => void;
  onClose?: (() => void) | undefined;
  /** Tells whether the first row is in sight. */
  onTop?: ((atTop: boolean) => void) | undefined;
  /** Tells of the active row, the one that keys act on. */
  onActive?: ((item: Item | undefined) => void) | undefined;
  rowHeight?: number;
  sort?: TableSort | undefined;
  onSort?: ((by: string) => void) | undefined;
  selection?: RowSelection<Item> | undefined;
  selectAll?: SelectAll | undefined;
  ref?: Ref<TableHandle>;
}

interface IndexedTableProps<Item> extends TableProps<Item> {
  rows: ListRows<Item>;
  /** How many there are in all, where that isn't how many rows there are. */
  total?: number | undefined;
  /** Tells which rows are drawn, the end one past the last. */
  onSight?: ((first: number, end: number) => void) | undefined;
}

const boxTrack = '26px ';

/**
 * A list of any length: only the rows in sight exist, those not loaded yet as their shape. One stop of the Tab key; J, K, arrows, Home
 * and End move, Enter opens, Space selects, Shift extends, Esc closes.
 */
export function IndexedTable<Item>(props: IndexedTableProps<Item>) {
  const { ref, label, rows, columns, openKey, onTop, total = rows.count, rowHeight = measure.row, selection } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const shown = useMemo(() => columnsFor(columns, width), [columns, width]);
  const tracks = (selection ? boxTrack : '') + shown.map((column) => column.track).join(' ');
  const sight = useRowWindow({ scroller, layer }, { count: rows.count, rowHeight, headHeight: measure.denseRow });
  const page = () => Math.floor(sight.view / rowHeight);
  const { onOpen, onClose } = props;
  const { at, press, point, step } = useListKeys({ rows, openKey, onOpen, onClose, selection, page, reveal: sight.reveal });
  useRowSight({ first: sight.first, end: sight.end, active: rows.itemAt(at), onSight: props.onSight, onActive: props.onActive });
  const hand = useHand({ toggle: (index) => selection?.toggle(index), step });
  useImperativeHandle(ref, () => ({ ...handleOf(scroller), step: hand.step }), [hand]);
  const pointRow = (event: MouseEvent) => {
    const index = rowOf(event);
    if (index !== undefined) point(index, event);
  };
  return (
    <Scroller
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={total + 1}
      aria-colcount={shown.length}
      aria-multiselectable={selection ? true : undefined}
      aria-activedescendant={at >= sight.first && at < sight.end ? `${id}-${at}` : undefined}
      tabIndex={0}
      onKeyDown={press}
      onScroll={(event) => onTop?.(event.currentTarget.scrollTop < rowHeight)}
    >
      <Head columns={shown} tracks={tracks} sort={props.sort} onSort={props.onSort} selectAll={selection && props.selectAll} />
      <Body role="rowgroup" style={{ height: sight.height }} onClick={pointRow} onMouseDown={keepFocus}>
        <Window role="presentation" style={{ top: measure.denseRow, height: Math.min(sight.view, sight.height) }}>
          <div role="presentation" ref={layer}>
            <Rows
              id={id}
              rows={rows}
              sight={sight}
              columns={shown}
              tracks={tracks}
              rowHeight={rowHeight}
              openKey={openKey}
              at={at}
              selection={selection}
              onToggle={hand.toggle}
            />
          </div>
        </Window>
      </Body>
      <MomentTip within={scroller} />
    </Scroller>
  );
}

interface RowsProps<Item> {
  id: string;
  rows: ListRows<Item>;
  sight: Sight;
  columns: readonly Column<Item>[];
  tracks: string;
  rowHeight: number;
  openKey: string | undefined;
  /** The active row. */
  at: number;
  selection: RowSelection<Item> | undefined;
  onToggle: (index: number) => void;
}

/** The rows in sight, each in one of a fixed number of elements. */
function Rows<Item>({ id, rows, sight, rowHeight, openKey, at, selection, ...common }: RowsProps<Item>) {
  const now = useNow();
  const stateOf = (item: Item | undefined) =>
    item === undefined ? { open: false, chosen: selection && false } : { open: rows.keyOf(item) === openKey, chosen: selection?.has(item) };
  const rowAt = (index: number) => {
    const item = rows.itemAt(index);
    return (
      <TableRow
        key={index % sight.slots}
        id={`${id}-${index}`}
        index={index}
        item={item}
        {...stateOf(item)}
        {...common}
        active={index === at}
        top={(index - sight.base) * rowHeight}
        height={rowHeight}
      />
    );
  };
  return <ListClock value={now}>{useRowOrder(sight).map(rowAt)}</ListClock>;
}

/** A box that is pressed leaves the keys with the list. */
const keepFocus = (event: MouseEvent) => {
  if (isOfBox(event)) event.preventDefault();
};

interface Hand {
  toggle(index: number): void;
  step(by: number): void;
}

/** The same functions for good, which do what the latest ones do. */
function useHand(latest: Hand): Readonly<Hand> {
  const kept = useRef(latest);
  useEffect(() => {
    kept.current = latest;
  });
  return useMemo(() => ({ toggle: (index) => kept.current.toggle(index), step: (by) => kept.current.step(by) }), []);
}

const handleOf = (scroller: { readonly current: HTMLElement | null }): Pick<TableHandle, 'focus' | 'scrollToTop'> => ({
  focus: () => scroller.current?.focus(),
  scrollToTop: () => {
    if (scroller.current) scroller.current.scrollTop = 0;
  },
});

interface VirtualTableProps<Item> extends TableProps<Item> {
  items: readonly Item[];
  keyOf: (item: Item) => string;
  /** Asks for more when the end comes near. */
  onEnd?: (() => void) | undefined;
  /** How many there are in all, when more than were loaded. */
  total?: number | undefined;
}

/** More is asked for when so few rows are left below. */
const nearEnd = 28;

/** A list whose rows are loaded from the first on. @see IndexedTable */
export function VirtualTable<Item>({ items, keyOf, onEnd, ...rest }: VirtualTableProps<Item>) {
  const rows = useMemo(
    (): ListRows<Item> => ({
      count: items.length,
      itemAt: (index) => items[index],
      keyOf,
      indexOf: (key) => {
        const index = items.findIndex((item) => keyOf(item) === key);
        return index < 0 ? undefined : index;
      },
    }),
    [items, keyOf],
  );
  const { length } = items;
  const onSight = useCallback(
    (_first: number, end: number) => {
      if (length > 0 && end >= length - nearEnd) onEnd?.();
    },
    [length, onEnd],
  );
  return <IndexedTable {...rest} rows={rows} onSight={onSight} />;
}
