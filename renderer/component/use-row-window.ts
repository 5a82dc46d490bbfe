import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

/** Chromium draws no element higher than about 33.5 million px (a LayoutUnit's 2^31 / 64): above this the scroll is scaled. */
const mostHeight = 33_000_000;

/** Rows drawn beyond each edge of what is in sight, so that scrolling by the compositor meets rows. */
const beyond = 10;

interface Room {
  readonly count: number;
  readonly rowHeight: number;
  /** Height of the head that stays above the rows. */
  readonly headHeight: number;
}

interface Sight {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
  /** Pixels by which rows are moved, where the scroll is scaled. */
  readonly shift: number;
}

/**
 * The rows that a scroller has in sight.
 * @param scrollTop as the element has it
 * @param viewHeight of the element
 */
export function sightOf({ count, rowHeight, headHeight }: Room, scrollTop: number, viewHeight: number): Sight {
  const offset = scrollTop * scaleOf({ count, rowHeight, headHeight }, viewHeight);
  const first = Math.max(0, Math.floor(offset / rowHeight) - beyond);
  const end = Math.min(count, Math.ceil((offset + viewHeight - headHeight) / rowHeight) + beyond);
  return { first: Math.min(first, end), end, shift: scrollTop - offset };
}

/** Pixels of rows per pixel of scroll; 1 for every list that fits. */
function scaleOf({ count, rowHeight, headHeight }: Room, viewHeight: number): number {
  const whole = count * rowHeight;
  const view = viewHeight - headHeight;
  return whole <= mostHeight ? 1 : (whole - view) / (mostHeight - view);
}

/** Where the scroller must stand to have a row in sight, moving as little as it may. */
export function scrollTopFor(room: Room, index: number, scrollTop: number, viewHeight: number): number {
  const scale = scaleOf(room, viewHeight);
  const view = viewHeight - room.headHeight;
  const top = index * room.rowHeight;
  const offset = scrollTop * scale;
  if (top < offset) return top / scale;
  return top + room.rowHeight > offset + view ? (top + room.rowHeight - view) / scale : scrollTop;
}

const same = (a: Sight, b: Sight) => a.first === b.first && a.end === b.end && a.shift === b.shift;

/** Draws a window of a list of any length: every row has one height, so nothing is measured and memory stays flat. */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, { count, rowHeight, headHeight }: Room) {
  const room = useMemo(() => ({ count, rowHeight, headHeight }), [count, rowHeight, headHeight]);
  const [sight, setSight] = useState<Sight>({ first: 0, end: 0, shift: 0 });
  const latest = useRef(sight);
  const look = useCallback(
    (atOnce: boolean) => {
      const node = scroller.current;
      if (!node) return;
      const next = sightOf(room, node.scrollTop, node.clientHeight);
      if (same(next, latest.current)) return;
      latest.current = next;
      // In the same frame as the scroll, or it would show a gap.
      if (atOnce) flushSync(() => setSight(next));
      else setSight(next);
    },
    [scroller, room],
  );
  useLayoutEffect(() => look(false), [look]);
  useEffect(() => {
    const node = scroller.current;
    if (!node) return undefined;
    const scroll = (event: Event) => look(event.isTrusted);
    const observer = new ResizeObserver(() => look(false));
    node.addEventListener('scroll', scroll, { passive: true });
    observer.observe(node);
    return () => {
      node.removeEventListener('scroll', scroll);
      observer.disconnect();
    };
  }, [scroller, look]);
  const reveal = useCallback(
    (index: number) => {
      const node = scroller.current;
      if (node) node.scrollTop = scrollTopFor(room, index, node.scrollTop, node.clientHeight);
      look(false);
    },
    [scroller, room, look],
  );
  return { ...sight, end: Math.min(sight.end, count), height: Math.min(count * rowHeight, mostHeight), reveal };
}
