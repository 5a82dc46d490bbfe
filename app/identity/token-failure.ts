import type { Clock } from '../operation/clock.ts';
import { slowMs } from './guess-delay.ts';
import type { TokenFailures } from './token-issuer.ts';

const mostSubjects = 10_000;

interface Count {
  readonly failures: number;
  /** On the monotonic clock, which nobody sets. */
  readonly freeOn: number;
}

/**
 * In memory. The oldest are forgotten first: subjects are few, for clients that there are not share the count of their source. Nobody is
 * locked out by it: a secret of 32 random bytes is not found by guessing, and who has the right one never waits for the guesses of
 * somebody else on the same machine.
 */
export function createTokenFailures(clock: Pick<Clock, 'now' | 'ticks'>): TokenFailures {
  const counts = new Map<string, Count>();
  const waitsUntil = (subject: string): number | undefined => {
    const waitMs = (counts.get(subject)?.freeOn ?? 0) - clock.ticks();
    return waitMs > 0 ? Math.ceil(clock.now() + waitMs) : undefined;
  };
  return {
    waitsUntil,
    note(subject) {
      const waiting = waitsUntil(subject);
      if (waiting !== undefined) return waiting;
      const failures = (counts.get(subject)?.failures ?? 0) + 1;
      counts.delete(subject);
      counts.set(subject, { failures, freeOn: clock.ticks() + slowMs(failures) });
      const oldest = counts.keys().next();
      if (counts.size > mostSubjects && !oldest.done) counts.delete(oldest.value);
      return undefined;
    },
    clear: (subject) => void counts.delete(subject),
  };
}
