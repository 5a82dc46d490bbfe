import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useImperativeHandle, useMemo, useRef, type Ref } from 'react';
import { measure } from '../theme/token.ts';
import { columnsFor, type Column } from './column.ts';
import { Body, Cell, HeadCell, HeadRow, Row, Scroller } from './table-part.tsx';
import { useListKeys, type OpenBy } from './use-list-keys.ts';
import { useWidth } from './width.ts';

export interface TableHandle {
  focus(): void;
  scrollToTop(): void;
}

interface VirtualTableProps<Item> {
  /** What the list holds, for who listens. */
  label: string;
  items: readonly Item[];
  columns: readonly Column<Item>[];
  keyOf: (item: Item) => string;
  /** Key of the item whose detail is open. */
  openKey?: string | undefined;
  onOpen: (item: Item, by: OpenBy) => void;
  onClose?: (() => void) | undefined;
  /** Asks for more when the end comes near. */
  onEnd?: (() => void) | undefined;
  /** Tells whether the first row is in sight. */
  onTop?: ((atTop: boolean) => void) | undefined;
  /** How many there are in all, when more than were loaded. */
  total?: number | undefined;
  rowHeight?: number;
  ref?: Ref<TableHandle>;
}

/** More is asked for when so few rows are left below. */
const nearEnd = 20;

/** A list of any length: only the rows in sight exist. One stop of the Tab key; J, K, arrows, Home and End move, Enter opens, Esc closes. */
export function VirtualTable<Item>(props: VirtualTableProps<Item>) {
  const { label, items, columns, keyOf, openKey, onTop, total, rowHeight = measure.row } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const shown = useMemo(() => columnsFor(columns, width), [columns, width]);
  const tracks = shown.map((column) => column.track).join(' ');
  const { virtual, rows } = useRows(props, scroller, rowHeight);
  const { at, press, point } = useListKeys({
    items,
    keyOf,
    openKey,
    onOpen: props.onOpen,
    onClose: props.onClose,
    page: () => Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1,
    reveal: (index) => virtual.scrollToIndex(index),
  });
  return (
    <Scroller
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={(total ?? items.length) + 1}
      aria-colcount={shown.length}
      aria-activedescendant={rows.some((row) => row.index === at) ? `${id}-${at}` : undefined}
      tabIndex={0}
      onKeyDown={press}
      onScroll={(event) => onTop?.(event.currentTarget.scrollTop < rowHeight)}
    >
      <Head columns={shown} tracks={tracks} />
      <Body role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {rows.map(({ index, key, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          return (
            <Row
              key={String(key)}
              id={`${id}-${index}`}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={keyOf(item) === openKey}
              data-active={index === at || undefined}
              data-body
              style={{ gridTemplateColumns: tracks, height: rowHeight, transform: `translateY(${start}px)` }}
              onClick={() => point(item)}
            >
              <Cells item={item} columns={shown} />
            </Row>
          );
        })}
      </Body>
    </Scroller>
  );
}

function useRows<Item>(props: VirtualTableProps<Item>, scroller: { readonly current: HTMLDivElement | null }, rowHeight: number) {
  const { items, keyOf, onEnd, ref } = props;
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => (items[index] === undefined ? index : keyOf(items[index])),
    overscan: 8,
    scrollPaddingStart: measure.denseRow,
  });
  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (onEnd && items.length > 0 && last >= items.length - nearEnd) onEnd();
  }, [last, items.length, onEnd]);
  useImperativeHandle(ref, () => ({ focus: () => scroller.current?.focus(), scrollToTop: () => virtual.scrollToOffset(0) }), [
    virtual,
    scroller,
  ]);
  return { virtual, rows };
}

function Head<Item>({ columns, tracks }: { columns: readonly Column<Item>[]; tracks: string }) {
  return (
    <HeadRow role="rowgroup">
      <Row role="row" aria-rowindex={1} style={{ gridTemplateColumns: tracks, height: measure.denseRow }}>
        {columns.map((column) => (
          <HeadCell role="columnheader" key={column.key} style={{ textAlign: column.align ?? 'start' }}>
            {column.title}
          </HeadCell>
        ))}
      </Row>
    </HeadRow>
  );
}

function Cells<Item>({ item, columns }: { item: Item; columns: readonly Column<Item>[] }) {
  return columns.map((column) => (
    <Cell
      role="gridcell"
      key={column.key}
      data-figures={column.align === 'end' || undefined}
      style={{ textAlign: column.align ?? 'start' }}
    >
      {column.render(item)}
    </Cell>
  ));
}
