import type { ClipboardMark, ClipboardOutcome } from '../../app/contract/clipboard.ts';

/** Takes a value off the clipboard again, whatever becomes of the page that put it there. */
export interface ClipboardTimer {
  /** Takes it off after `ms`; a later call replaces an earlier one. */
  clearAfter(ms: number, mark: ClipboardMark): void;
  /** Takes it off now if it may still be there. */
  clearNow(): void;
  /** The same, for who waits. */
  close(): Promise<void>;
}

interface TimerDeps {
  /** Empties the clipboard where it holds the value of this mark. @returns whether it did */
  readonly clear: (mark: ClipboardMark) => Promise<boolean>;
  readonly cleared: (outcome: ClipboardOutcome) => void;
  readonly note: (text: string) => void;
}

export function createClipboardTimer({ clear, cleared, note }: TimerDeps): ClipboardTimer {
  let pending: { readonly timer: NodeJS.Timeout; readonly mark: ClipboardMark } | undefined;
  // One after the other: who waits for the last waits for all.
  let running = Promise.resolve();
  const take = async (mark: ClipboardMark): Promise<void> => {
    const outcome = await clear(mark).then(
      (held): ClipboardOutcome => (held ? 'emptied' : 'other'),
      (error: unknown): ClipboardOutcome => {
        note(`the clipboard was not emptied: ${String(error)}`);
        return 'failed';
      },
    );
    note(`clipboard: ${outcome}`);
    // Another copy may have come meanwhile; what is told is of the last.
    if (!pending) cleared(outcome);
  };
  const run = (): Promise<void> => {
    if (!pending) return running;
    const { timer, mark } = pending;
    clearTimeout(timer);
    pending = undefined;
    running = running.then(() => take(mark));
    return running;
  };
  return {
    clearAfter: (ms, mark) => {
      clearTimeout(pending?.timer);
      pending = { timer: setTimeout(() => void run(), ms), mark };
    },
    clearNow: () => void run(),
    close: run,
  };
}
