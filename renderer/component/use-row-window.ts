import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

/** Chromium draws no element higher than about 33.5 million px (a LayoutUnit's 2^31 / 64): above this the scroll is scaled. */
const mostHeight = 33_000_000;

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
  /** Height of what is in sight below the head. */
  readonly view: number;
}

/** Rows that come and go together, so that scrolling by a row draws nothing anew. */
const group = 8;

/** How far the rows were scrolled, in pixels of rows. */
export const offsetOf = (room: Room, scrollTop: number, viewHeight: number): number => scrollTop * scaleOf(room, viewHeight);

/**
 * The rows that a scroller has in sight.
 * @param scrollTop as the element has it
 * @param viewHeight of the element
 */
export function sightOf(room: Room, scrollTop: number, viewHeight: number): Sight {
  const { count, rowHeight } = room;
  const view = viewHeight - room.headHeight;
  const offset = offsetOf(room, scrollTop, viewHeight);
  const first = Math.max(0, Math.floor(offset / rowHeight / group - 1) * group);
  const end = Math.min(count, Math.ceil((offset + view) / rowHeight / group + 1) * group);
  return { first: Math.min(first, end), end, view: Math.max(0, view) };
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

const same = (a: Sight, b: Sight) => a.first === b.first && a.end === b.end && a.view === b.view;

interface RowFrame {
  readonly scroller: RefObject<HTMLElement | null>;
  /** What holds the rows, and moves under the scroller. */
  readonly layer: RefObject<HTMLElement | null>;
}

/**
 * Draws a window of a list of any length: every row has one height, so nothing is measured and memory stays flat.
 * The rows lie in a layer that stays where one looks: far down, where single-precision coordinates end, they would blur and jump.
 */
export function useRowWindow({ scroller, layer }: RowFrame, { count, rowHeight, headHeight }: Room) {
  const room = useMemo(() => ({ count, rowHeight, headHeight }), [count, rowHeight, headHeight]);
  const [sight, setSight] = useState<Sight>({ first: 0, end: 0, view: 0 });
  const latest = useRef(sight);
  const place = useCallback(() => {
    const [node, rows] = [scroller.current, layer.current];
    if (!node || !rows) return;
    const offset = offsetOf(room, node.scrollTop, node.clientHeight);
    rows.style.setProperty('transform', `translateY(${latest.current.first * rowHeight - offset}px)`);
  }, [scroller, layer, room, rowHeight]);
  const look = useCallback(
    (atOnce: boolean) => {
      const node = scroller.current;
      if (!node) return;
      const next = sightOf(room, node.scrollTop, node.clientHeight);
      const stays = same(next, latest.current);
      latest.current = next;
      if (stays) place();
      // In the same frame as the scroll, or it would show a gap.
      else if (atOnce) flushSync(() => setSight(next));
      else setSight(next);
    },
    [scroller, room, place],
  );
  // After the effect, but before the frame is drawn.
  useLayoutEffect(() => queueMicrotask(() => look(false)), [look]);
  useLayoutEffect(place, [place, sight]);
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
      node?.scrollTo({ top: scrollTopFor(room, index, node.scrollTop, node.clientHeight) });
      look(false);
    },
    [scroller, room, look],
  );
  return { ...sight, end: Math.min(sight.end, count), height: Math.min(count * rowHeight, mostHeight), reveal };
}
