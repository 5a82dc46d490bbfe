import type { Entry } from '../audit/entry.ts';
import type { Clock } from './clock.ts';

const windowMs = 60_000;

/**
 * Thins refusals that anyone can cause (no session, throttled): the first of a source, operation and code in a minute is recorded, the
 * others are counted into one record when the minute is over, so that a stranger can't fill the disk.
 */
export interface RefusalCount {
  /** The records that are due now: counts of minutes that are over, and `entry` itself when it is the first of its kind. */
  take(entry: Entry): Entry[];
  /** The counts so far, whatever their age; for when the house closes. */
  flush(): Entry[];
}

interface Window {
  readonly last: Entry;
  readonly since: number;
  readonly more: number;
}

export function createRefusalCount(clock: Clock): RefusalCount {
  const windows = new Map<string, Window>();

  function due(over: (window: Window) => boolean): Entry[] {
    const entries: Entry[] = [];
    for (const [key, window] of windows) {
      if (!over(window)) continue;
      windows.delete(key);
      if (window.more > 0) entries.push({ ...window.last, properties: { ...window.last.properties, count: String(window.more) } });
    }
    return entries;
  }

  return {
    take(entry) {
      const entries = due((window) => clock.ticks() - window.since >= windowMs);
      const key = JSON.stringify([entry.door, entry.address, entry.identity.id, entry.operation, entry.code]);
      const window = windows.get(key);
      windows.set(key, { last: entry, since: window?.since ?? clock.ticks(), more: window ? window.more + 1 : 0 });
      return window ? entries : [...entries, entry];
    },
    flush: () => due(() => true),
  };
}
