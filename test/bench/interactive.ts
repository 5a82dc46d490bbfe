/**
 * Runs in the page before its own scripts: marks the moment after the first frame in which a control can be used. It stands alone, because
 * its text is what goes there.
 */
export function watchForControl(): void {
  if (location.protocol !== 'https:') return;
  const control = 'button:enabled, input:enabled, textarea:enabled, select:enabled, a[href]';
  const isSeen = (element: Element): boolean => element.getClientRects().length > 0;
  const nameOf = (element: Element): string | null =>
    ('labels' in element && element.labels instanceof NodeList ? element.labels[0]?.textContent : undefined) ?? element.textContent;
  const look = (): void => {
    const found = [...document.querySelectorAll(control)].find(isSeen);
    if (!found) return void requestAnimationFrame(look);
    const painted = new MessageChannel();
    painted.port1.onmessage = () => {
      performance.mark('control', { detail: nameOf(found) });
      painted.port1.close();
    };
    // Comes after the frame that is being made.
    painted.port2.postMessage(undefined);
  };
  requestAnimationFrame(look);
}

/** Milliseconds since 1970 of what a page's start is made of. */
export interface PageStart {
  /** The document was asked for. */
  readonly asked: number;
  /** Something was painted. */
  readonly painted: number;
  /** The first control that can be used was painted. */
  readonly usable: number;
  /** Which one. */
  readonly control: string;
}

/** Runs in the page: waits for the mark, and reads when it came. */
export async function readPageStart(): Promise<PageStart> {
  const entry = await new Promise<PerformanceEntry>((resolve) => {
    new PerformanceObserver((list) => list.getEntriesByName('control').forEach(resolve)).observe({ type: 'mark', buffered: true });
  });
  const at = (time: number): number => performance.timeOrigin + time;
  const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? entry.startTime;
  const control = 'detail' in entry ? String(entry.detail) : '';
  return { asked: at(0), painted: at(paint), usable: at(entry.startTime), control };
}
