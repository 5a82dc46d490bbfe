import { createContext, useContext, useEffect } from 'react';

/** Screens that are out of sight for a while, and come back as they were. What they hold waits with them, and ends with their session. */
export interface Waiting {
  /** Says before they leave that they come back. */
  begin(): void;
  /** Says before they come back that they do. */
  end(): void;
  /** Whether they are out of sight, or about to be. */
  now(): boolean;
  /** Tells whenever that changes. @returns a function that stops it */
  subscribe(changed: () => void): () => void;
  /** Keeps an act for the end of the session. */
  keep(act: () => void): void;
  /** Takes it back: who wanted it is in sight again. */
  release(act: () => void): void;
  /** They don't come back: does all that was kept. */
  close(): void;
}

/** @param waits whether nothing is to be in sight yet */
export function createWaiting(waits: boolean): Waiting {
  const kept = new Set<() => void>();
  const told = new Set<() => void>();
  let now = waits;
  const become = (next: boolean): void => {
    now = next;
    for (const changed of told) changed();
  };
  return {
    begin: () => become(true),
    end: () => become(false),
    now: () => now,
    subscribe(changed) {
      told.add(changed);
      return () => void told.delete(changed);
    },
    keep: (act) => void kept.add(act),
    release: (act) => void kept.delete(act),
    close() {
      now = false;
      for (const act of kept) act();
      kept.clear();
    },
  };
}

export const WaitingContext = createContext<Waiting | undefined>(undefined);

/** Whether what leaves the page now comes back as it was. */
export function useWaits(): () => boolean {
  const waiting = useContext(WaitingContext);
  return waiting?.now ?? never;
}

const never = () => false;

/**
 * Does something when the screen goes for good: zeroes what it holds, gives up what it asked for. A screen that only waits out of sight
 * keeps it.
 * @param act must stay the same function
 */
export function useEnd(act: () => void): void {
  const waiting = useContext(WaitingContext);
  useEffect(() => {
    waiting?.release(act);
    return () => (waiting?.now() ? waiting.keep(act) : act());
  }, [waiting, act]);
}
