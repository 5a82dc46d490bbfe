import { VaultError } from '../contract/vault-error.ts';
import type { Clock } from '../operation/clock.ts';
import { createTurn } from '../operation/turn.ts';

const freeFailures = 2;
const firstDelayMs = 1_000;
const mostDelayMs = 5 * 60_000;
/** So many failures in a row lock, for so long; each one after that again. */
const lockingFailures = 10;
const lockMs = 15 * 60_000;

/** How long to wait after so many failures in a row: nothing at first, then doubling from one second to five minutes. */
export function slowMs(failures: number): number {
  if (failures <= freeFailures) return 0;
  return Math.min(mostDelayMs, firstDelayMs * 2 ** (failures - freeFailures - 1));
}

/** The same for passwords and the like, which lock at the tenth failure. */
export const guessDelayMs = (failures: number): number => (failures >= lockingFailures ? lockMs : slowMs(failures));

/** Failures in a row by subject. A stranger's names are not kept for ever: the oldest go first. */
export interface GuessCount {
  /**
   * Makes one guess. All guesses take turns: made side by side, they would be over before the first of them has slowed the next.
   * Waits are measured on the monotonic clock, which nobody sets.
   * @param guess whether it was right; `half`: as far as it goes, and more is asked for. That neither counts nor clears the count: who
   * knows one half may not guess the other without end
   * @throws VaultError SignInFailed, with when the next guess at `subject` is allowed where that is not now; and what `guess` throws
   */
  attempt(subject: string, guess: () => Promise<boolean | 'half'>): Promise<void>;
  /** Takes over what an engine before this one counted. @param lastOn milliseconds since 1970 */
  resume(subject: string, failures: number, lastOn: number): void;
  /** When guessing at a subject is allowed again after too many failures, in milliseconds since 1970; undefined where it is not locked. */
  lockedUntil(subject: string): number | undefined;
  /** Forgets the failures of a subject. */
  free(subject: string): void;
}

const mostSubjects = 10_000;

export function createGuessCount(clock: Pick<Clock, 'now' | 'ticks'>): GuessCount {
  const counts = new Map<string, { failures: number; freeOn: number }>();
  const inTurn = createTurn();

  const refusal = (subject: string): VaultError => {
    const waitMs = (counts.get(subject)?.freeOn ?? 0) - clock.ticks();
    return new VaultError('SignInFailed', waitMs > 0 ? { retryOn: Math.ceil(clock.now() + waitMs) } : {});
  };

  const fail = (subject: string): void => {
    const failures = (counts.get(subject)?.failures ?? 0) + 1;
    counts.delete(subject);
    counts.set(subject, { failures, freeOn: clock.ticks() + guessDelayMs(failures) });
    const oldest = counts.keys().next();
    if (counts.size > mostSubjects && !oldest.done) counts.delete(oldest.value);
  };

  return {
    attempt: (subject, guess) =>
      inTurn(async () => {
        if ((counts.get(subject)?.freeOn ?? 0) > clock.ticks()) throw refusal(subject);
        const right = await guess();
        if (right === 'half') return;
        if (right) return void counts.delete(subject);
        fail(subject);
        throw refusal(subject);
      }),
    lockedUntil(subject) {
      const { failures = 0, freeOn = 0 } = counts.get(subject) ?? {};
      const waitMs = freeOn - clock.ticks();
      return failures >= lockingFailures && waitMs > 0 ? Math.ceil(clock.now() + waitMs) : undefined;
    },
    free: (subject) => void counts.delete(subject),
    resume(subject, failures, lastOn) {
      const sinceMs = Math.max(0, clock.now() - lastOn);
      counts.set(subject, { failures, freeOn: clock.ticks() + guessDelayMs(failures) - sinceMs });
    },
  };
}
