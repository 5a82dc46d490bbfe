import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useImperativeHandle, useMemo, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { measure } from '../theme/token.ts';
import { nameKey } from './shortcut.ts';
import { moveRow } from './row-move.ts';
import { Body, Cell, HeadCell, HeadRow, Row, Scroller } from './table-part.tsx';
import { useWidth } from './width.ts';

export interface Column<Item> {
  readonly key: string;
  readonly title: string;
  /** A CSS grid track: `minmax(160px, 2fr)`, `120px`. */
  readonly track: string;
  /** Least width of the list, in pixels, at which the column is shown; narrower lists shed it. */
  readonly from?: number;
  readonly align?: 'end';
  render(item: Item): ReactNode;
}

/** How a row was chosen: `enter` goes to its detail, `follow` keeps moving through the list. */
export type OpenBy = 'enter' | 'follow';

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

/** A list of any length: only the rows in sight exist. One stop of the Tab key; J, K, arrows, Home and End move, Enter opens, Esc closes. */
export function VirtualTable<Item>(props: VirtualTableProps<Item>) {
  const { label, items, columns, keyOf, openKey, onOpen, onClose, onEnd, onTop, total, rowHeight = measure.row, ref } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const shown = useMemo(() => columns.filter((column) => column.from === undefined || width === 0 || width >= column.from), [columns, width]);
  const tracks = shown.map((column) => column.track).join(' ');
  const [activeKey, setActiveKey] = useState<string>();
  const at = Math.max(0, items.findIndex((item) => keyOf(item) === (activeKey ?? openKey)));
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
    if (onEnd && items.length > 0 && last >= items.length - 20) onEnd();
  }, [last, items.length, onEnd]);
  useImperativeHandle(ref, () => ({ focus: () => scroller.current?.focus(), scrollToTop: () => virtual.scrollToOffset(0) }), [virtual]);

  const move = (to: number) => {
    const item = items[to];
    if (item === undefined) return;
    setActiveKey(keyOf(item));
    virtual.scrollToIndex(to);
    if (openKey !== undefined) onOpen(item, 'follow');
  };
  const press = (event: KeyboardEvent) => {
    const name = nameKey(event);
    const to = moveRow(name, at, items.length, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const item = items[at];
    if (to !== undefined) move(to);
    else if (name === 'enter' && item !== undefined) onOpen(item, 'enter');
    else if (name === 'escape' && onClose && openKey !== undefined) onClose();
    else return;
    event.preventDefault();
  };
  const point = (item: Item) => {
    setActiveKey(keyOf(item));
    onOpen(item, 'follow');
  };

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
      <HeadRow role="rowgroup">
        <Row role="row" aria-rowindex={1} style={{ gridTemplateColumns: tracks, height: measure.denseRow }}>
          {shown.map((column) => (
            <HeadCell role="columnheader" key={column.key} style={{ textAlign: column.align ?? 'start' }}>
              {column.title}
            </HeadCell>
          ))}
        </Row>
      </HeadRow>
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
              {shown.map((column) => (
                <Cell role="gridcell" key={column.key} style={{ textAlign: column.align ?? 'start' }}>
                  {column.render(item)}
                </Cell>
              ))}
            </Row>
          );
        })}
      </Body>
    </Scroller>
  );
}
