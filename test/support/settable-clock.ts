import type { Clock } from '../../app/operation/clock.ts';

/** A clock that stands still until it is moved; timers fire when it passes them. */
export interface SettableClock extends Clock {
  /** Moves both wall and monotonic time. */
  pass(ms: number): void;
}

export function createSettableClock(start = Date.UTC(2026, 2, 3, 12)): SettableClock {
  let passed = 0;
  const timers = new Set<{ at: number; work: () => void }>();
  return {
    now: () => start + passed,
    ticks: () => passed,
    after(delayMs, work) {
      const timer = { at: passed + delayMs, work };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    pass(ms) {
      passed += ms;
      for (const timer of [...timers].sort((a, b) => a.at - b.at)) {
        if (timer.at > passed) continue;
        timers.delete(timer);
        timer.work();
      }
    },
  };
}
