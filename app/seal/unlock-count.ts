import type { Journal } from '../audit/journal.ts';
import { slowMs } from '../identity/guess-delay.ts';
import type { Clock } from '../operation/clock.ts';

/** Wrong attempts to unlock since the last right one. They are counted in the journal, so that ending the engine does not forget them. */
export interface UnlockCount {
  /** When the next attempt is allowed, or undefined when now. */
  retryOn(): number | undefined;
  fail(): void;
  clear(): void;
}

/** Whether a refusal to unlock is counted: not every token counts wrong PINs by itself. */
export const isWrong = (code: string): boolean => code === 'UnlockFailed' || code === 'PinRefused';

/**
 * Waits are measured on the monotonic clock: neither a clock that is set nor a time that somebody wrote into the journal makes them
 * shorter than they are, or longer than five minutes from the start of the engine.
 * @param journal what happened while sealed
 */
export function createUnlockCount(
  clock: Pick<Clock, 'now' | 'ticks'>,
  journal: Pick<Journal, 'entries' | 'counted'> | undefined,
): UnlockCount {
  const failed = journal?.entries.filter(({ operation, code }) => operation === 'InstanceUnlock' && isWrong(code)) ?? [];
  const lastOn = Math.min(clock.now(), Math.max(failed.at(-1)?.time ?? 0, journal?.counted?.until ?? 0));
  let failures = failed.length + (journal?.counted?.count ?? 0);
  let freeOn = clock.ticks() + lastOn + slowMs(failures) - clock.now();
  return {
    retryOn() {
      const waitMs = freeOn - clock.ticks();
      return waitMs > 0 ? Math.ceil(clock.now() + waitMs) : undefined;
    },
    fail() {
      failures += 1;
      freeOn = clock.ticks() + slowMs(failures);
    },
    clear() {
      failures = 0;
      freeOn = clock.ticks();
    },
  };
}
