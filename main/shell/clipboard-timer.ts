/** Empties the clipboard after a value was put on it, whatever becomes of the page that did. */
export interface ClipboardTimer {
  /** Empties it after `ms`; a later call replaces an earlier one. */
  clearAfter(ms: number): void;
  /** Empties it now if a value may still be on it. */
  clearNow(): void;
  /** The same, for who waits. */
  close(): Promise<void>;
}

/** @param clear empties the clipboard */
export function createClipboardTimer(clear: () => Promise<void>, failed: (error: unknown) => void): ClipboardTimer {
  let timer: NodeJS.Timeout | undefined;
  const run = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    await clear().catch(failed);
  };
  const close = async (): Promise<void> => {
    if (timer) await run();
  };
  return {
    clearAfter: (ms) => {
      clearTimeout(timer);
      timer = setTimeout(() => void run(), ms);
    },
    clearNow: () => void close(),
    close,
  };
}
