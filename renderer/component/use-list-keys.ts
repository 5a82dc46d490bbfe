import { useState, type KeyboardEvent, type MouseEvent } from 'react';
import { moveRow } from './row-move.ts';
import { nameKey } from './shortcut.ts';

/** How a row was chosen: `enter` goes to its detail, `follow` keeps moving through the list. */
export type OpenBy = 'enter' | 'follow';

/** Which rows are selected, and what changes it. */
export interface RowSelection<Item> {
  has(item: Item): boolean;
  toggle(index: number): void;
  /** Everything from the row where the selection began. */
  extend(from: number, to: number): void;
  /** Gives the selection up. @returns whether there was one */
  clear(): boolean;
}

/** A list of which only some rows may be known. */
export interface ListRows<Item> {
  readonly count: number;
  /** Undefined while the row isn't loaded. */
  readonly itemAt: (index: number) => Item | undefined;
  readonly keyOf: (item: Item) => string;
  /** Where a key stands among the known rows. */
  readonly indexOf: (key: string) => number | undefined;
}

interface ListKeys<Item> {
  readonly rows: ListRows<Item>;
  readonly openKey: string | undefined;
  readonly onOpen: (item: Item, by: OpenBy) => void;
  readonly onClose: (() => void) | undefined;
  readonly selection: RowSelection<Item> | undefined;
  /** Rows in sight. */
  readonly page: () => number;
  readonly reveal: (index: number) => void;
}

interface Active {
  /** Undefined while the row isn't loaded. */
  readonly key: string | undefined;
  readonly index: number;
  /** Where a selection by Shift began. */
  readonly anchor: number;
}

/** The active row of a list, and what keys and pointer do to it. While a detail is open it is of the active row. */
export function useListKeys<Item>({ rows, openKey, onOpen, onClose, selection, page, reveal }: ListKeys<Item>) {
  const { count, itemAt, keyOf, indexOf } = rows;
  const [active, setActive] = useState<Active>({ key: openKey, index: 0, anchor: 0 });
  // What was opened from elsewhere becomes the active row too.
  if (openKey !== undefined && openKey !== active.key) {
    const index = indexOf(openKey) ?? active.index;
    setActive({ key: openKey, index, anchor: index });
  }
  const found = active.key === undefined ? undefined : indexOf(active.key);
  const at = Math.min(Math.max(0, found ?? active.index), Math.max(0, count - 1));

  const activate = (index: number, anchor = index) => {
    const item = itemAt(index);
    setActive({ key: item === undefined ? undefined : keyOf(item), index, anchor });
    return item;
  };
  const choose = (index: number, by: OpenBy) => {
    const item = activate(index);
    if (item !== undefined) onOpen(item, by);
  };
  const move = (to: number, extending: boolean) => {
    if (count === 0) return;
    reveal(to);
    if (extending) {
      activate(to, active.anchor);
      selection?.extend(active.anchor, to);
    } else if (openKey === undefined) activate(to);
    else choose(to, 'follow');
  };
  const act = (name: string | undefined, extending: boolean): boolean => {
    const to = moveRow(name, at, count, page());
    if (to !== undefined) move(to, extending && selection !== undefined);
    else if (name === 'enter' && itemAt(at) !== undefined) choose(at, 'enter');
    else if (name === 'space' && selection) selection.toggle(at);
    else if (name === 'escape') return openKey !== undefined && onClose ? (onClose(), true) : (selection?.clear() ?? false);
    else return false;
    return true;
  };
  const press = (event: KeyboardEvent) => {
    if (event.target === event.currentTarget && act(nameKey(event), event.shiftKey)) event.preventDefault();
  };
  const point = (index: number, event: MouseEvent) => {
    if (selection && event.shiftKey) {
      selection.extend(active.anchor, index);
      activate(index, active.anchor);
    } else if (selection && (event.ctrlKey || event.metaKey)) {
      selection.toggle(index);
      activate(index);
    } else choose(index, 'follow');
  };
  const step = (by: number) => move(Math.min(count - 1, Math.max(0, at + by)), false);
  return { at, press, point, activate, step };
}
