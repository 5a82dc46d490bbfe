import type { Entry } from '../audit/entry.ts';
import { guessDelayMs } from '../identity/guess-delay.ts';

/** Wrong attempts to unlock since the last right one. They are counted in the journal, so that ending the engine does not forget them. */
export interface UnlockCount {
  /** When the next attempt is allowed, or undefined when now. */
  retryOn(time: number): number | undefined;
  fail(time: number): void;
  clear(): void;
}

/** @param journaled what happened while sealed, oldest first @param more failures that the journal only counted */
export function createUnlockCount(journaled: readonly Entry[], more: number): UnlockCount {
  const failed = journaled.filter((entry) => entry.operation === 'InstanceUnlock' && entry.code === 'UnlockFailed');
  let failures = failed.length + more;
  let lastOn = failed.at(-1)?.time ?? 0;
  return {
    retryOn(time) {
      // A clock that was set back must not lengthen the wait without end, nor one set forward forgive it for ever.
      const retryOn = Math.min(lastOn, time) + guessDelayMs(failures);
      return retryOn > time ? retryOn : undefined;
    },
    fail(time) {
      failures += 1;
      lastOn = time;
    },
    clear() {
      failures = 0;
      lastOn = 0;
    },
  };
}
