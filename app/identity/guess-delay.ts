const freeFailures = 2;
const firstDelayMs = 1_000;
const mostDelayMs = 5 * 60_000;

/** How long to wait after so many failures in a row: nothing at first, then doubling from one second to five minutes. */
export function guessDelayMs(failures: number): number {
  if (failures <= freeFailures) return 0;
  return Math.min(mostDelayMs, firstDelayMs * 2 ** (failures - freeFailures - 1));
}

/** Failures in a row by subject, kept while the engine lives. A stranger's names are not kept for ever: the oldest go first. */
export interface GuessCount {
  /** When the next guess at `subject` is allowed, or undefined when now. */
  retryOn(subject: string, time: number): number | undefined;
  fail(subject: string, time: number): void;
  succeed(subject: string): void;
}

const mostSubjects = 10_000;

export function createGuessCount(): GuessCount {
  const counts = new Map<string, { failures: number; lastOn: number }>();
  return {
    retryOn(subject, time) {
      const count = counts.get(subject);
      if (!count) return undefined;
      const retryOn = count.lastOn + guessDelayMs(count.failures);
      return retryOn > time ? retryOn : undefined;
    },
    fail(subject, time) {
      const failures = (counts.get(subject)?.failures ?? 0) + 1;
      counts.delete(subject);
      counts.set(subject, { failures, lastOn: time });
      const oldest = counts.keys().next();
      if (counts.size > mostSubjects && !oldest.done) counts.delete(oldest.value);
    },
    succeed: (subject) => void counts.delete(subject),
  };
}
