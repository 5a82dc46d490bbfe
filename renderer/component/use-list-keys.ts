import { useState, type KeyboardEvent } from 'react';
import { moveRow } from './row-move.ts';
import { nameKey } from './shortcut.ts';

/** How a row was chosen: `enter` goes to its detail, `follow` keeps moving through the list. */
export type OpenBy = 'enter' | 'follow';

interface ListKeys<Item> {
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly openKey: string | undefined;
  readonly onOpen: (item: Item, by: OpenBy) => void;
  readonly onClose: (() => void) | undefined;
  /** Rows in sight. */
  readonly page: () => number;
  readonly reveal: (index: number) => void;
}

/** The active row of a list, and what keys and pointer do to it. While a detail is open it is of the active row. */
export function useListKeys<Item>({ items, keyOf, openKey, onOpen, onClose, page, reveal }: ListKeys<Item>) {
  const [activeKey, setActiveKey] = useState(openKey);
  // What was opened from elsewhere becomes the active row too.
  if (openKey !== undefined && openKey !== activeKey) setActiveKey(openKey);
  const at = Math.max(
    0,
    items.findIndex((item) => keyOf(item) === activeKey),
  );

  const choose = (item: Item, by: OpenBy) => {
    setActiveKey(keyOf(item));
    onOpen(item, by);
  };
  const move = (to: number) => {
    const item = items[to];
    if (item === undefined) return;
    reveal(to);
    if (openKey === undefined) setActiveKey(keyOf(item));
    else choose(item, 'follow');
  };
  const act = (name: string | undefined): boolean => {
    const to = moveRow(name, at, items.length, page());
    const item = items[at];
    if (to !== undefined) move(to);
    else if (name === 'enter' && item !== undefined) choose(item, 'enter');
    else if (name === 'escape' && onClose && openKey !== undefined) onClose();
    else return false;
    return true;
  };
  const press = (event: KeyboardEvent) => {
    if (act(nameKey(event))) event.preventDefault();
  };
  return { at, press, point: (item: Item) => choose(item, 'follow') };
}
