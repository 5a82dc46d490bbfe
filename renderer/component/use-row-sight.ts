import { useEffect, useRef } from 'react';

interface RowSight<Item> {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
  readonly active: Item | undefined;
  readonly onSight: ((first: number, end: number) => void) | undefined;
  readonly onActive: ((item: Item | undefined) => void) | undefined;
}

/** Tells who owns a list which of its rows are drawn, and which one is active. */
export function useRowSight<Item>({ first, end, active, onSight, onActive }: RowSight<Item>): void {
  const activeTold = useRef<Item>(undefined);
  useEffect(() => {
    if (end > 0) onSight?.(first, end);
  }, [first, end, onSight]);
  useEffect(() => {
    if (activeTold.current === active) return;
    activeTold.current = active;
    onActive?.(active);
  }, [active, onActive]);
}
