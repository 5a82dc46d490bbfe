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

/** What is drawn of a list. */
export interface Sight {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
  /** Height of what is in sight below the head. */
  readonly view: number;
  /** Most rows that are drawn at a time: wherever one scrolls, the same elements show them. */
  readonly slots: number;
  /** The row from which the places of the others are measured. It rarely changes, so that rows in sight stay where they are. */
  readonly base: number;
}

/** Rows that come and go together, so that scrolling by a row draws nothing anew. */
const group = 4;

/** Rows that have their base in common: few enough for single-precision coordinates. */
const together = 1024;

/** How far the rows were scrolled, in pixels of rows. */
export const offsetOf = (room: Room, scrollTop: number, viewHeight: number): number => scrollTop * scaleOf(room, viewHeight);

/**
 * The rows that a scroller has in sight. They move with the scroll in one frame, so none is drawn beyond what is seen but to fill a group.
 * @param scrollTop as the element has it
 * @param viewHeight of the element
 */
export function sightOf(room: Room, scrollTop: number, viewHeight: number): Sight {
  const { count, rowHeight } = room;
  const view = Math.max(0, viewHeight - room.headHeight);
  const slots = (Math.ceil(view / rowHeight / group) + 1) * group;
  const top = Math.floor(offsetOf(room, scrollTop, viewHeight) / rowHeight / group) * group;
  const first = Math.max(0, Math.min(top, Math.ceil(count / group) * group - slots));
  return { first, end: Math.min(count, first + slots), view, slots, base: Math.floor(first / together) * together };
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

const same = (a: Sight, b: Sight) => a.first === b.first && a.end === b.end && a.view === b.view && a.slots === b.slots;

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
  const [sight, setSight] = useState<Sight>({ first: 0, end: 0, view: 0, slots: 1, base: 0 });
  const latest = useRef(sight);
  const offset = useRef(0);
  const place = useCallback(() => {
    layer.current?.style.setProperty('transform', `translateY(${latest.current.base * rowHeight - offset.current}px)`);
  }, [layer, rowHeight]);
  const look = useCallback(
    (atOnce: boolean) => {
      const node = scroller.current;
      if (!node) return;
      // Read before anything is drawn: afterwards it would have the page laid out twice in a frame.
      const { scrollTop, clientHeight } = node;
      const next = sightOf(room, scrollTop, clientHeight);
      const stays = same(next, latest.current);
      latest.current = next;
      offset.current = offsetOf(room, scrollTop, clientHeight);
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
