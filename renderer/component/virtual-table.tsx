import { useCallback, useEffect, useId, useImperativeHandle, useMemo, useRef, type CSSProperties, type MouseEvent, type Ref } from 'react';
import { measure } from '../theme/token.ts';
import { columnsFor, type Column } from './column.ts';
import { Cells, Head, SkeletonCells, type SelectAll, type TableSort } from './table-cell.tsx';
import { Body, Row, Scroller, Sight } from './table-part.tsx';
import { useListKeys, type ListRows, type OpenBy, type RowSelection } from './use-list-keys.ts';
import { useRowSight } from './use-row-sight.ts';
import { useRowWindow } from './use-row-window.ts';
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
  const stepping = useRef(step);
  useEffect(() => {
    stepping.current = step;
  });
  useImperativeHandle(ref, () => ({ ...handleOf(scroller), step: (by) => stepping.current(by) }), []);
  const drawn = Array.from({ length: sight.end - sight.first }, (_, step) => sight.first + step);
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
      <Body role="rowgroup" style={{ height: sight.height }}>
        <Sight role="presentation" style={{ top: measure.denseRow, height: Math.min(sight.view, sight.height) }}>
          <div role="presentation" ref={layer}>
            {drawn.map((index) => (
              <RowView
                key={keyAt(rows, index)}
                id={`${id}-${index}`}
                rows={rows}
                index={index}
                columns={shown}
                openKey={openKey}
                active={index === at}
                selection={selection}
                onPoint={point}
                style={{ gridTemplateColumns: tracks, height: rowHeight, top: (index - sight.first) * rowHeight }}
              />
            ))}
          </div>
        </Sight>
      </Body>
    </Scroller>
  );
}

/** Rows not loaded yet have no key of their own; those that stay keep their element. */
function keyAt<Item>({ itemAt, keyOf }: ListRows<Item>, index: number): string | number {
  const item = itemAt(index);
  return item === undefined ? index : keyOf(item);
}

interface RowViewProps<Item> {
  id: string;
  rows: ListRows<Item>;
  index: number;
  columns: readonly Column<Item>[];
  openKey: string | undefined;
  active: boolean;
  selection: RowSelection<Item> | undefined;
  onPoint: (index: number, event: MouseEvent) => void;
  style: CSSProperties;
}

function RowView<Item>({ id, rows, index, columns, openKey, active, selection, onPoint, style }: RowViewProps<Item>) {
  const item = rows.itemAt(index);
  const open = item !== undefined && rows.keyOf(item) === openKey;
  const chosen = item !== undefined && (selection?.has(item) ?? false);
  return (
    <Row
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selection ? chosen : open}
      aria-busy={item === undefined || undefined}
      data-open={open || undefined}
      data-chosen={chosen || undefined}
      data-active={active || undefined}
      data-body
      style={style}
      onClick={(event) => onPoint(index, event)}
    >
      {item === undefined ? (
        <SkeletonCells columns={columns} index={index} boxed={selection !== undefined} />
      ) : (
        <Cells item={item} columns={columns} selected={selection && chosen} onSelect={() => selection?.toggle(index)} />
      )}
    </Row>
  );
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
const nearEnd = 20;

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
