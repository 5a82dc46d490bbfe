import type { Clock } from '../app/operation/clock.ts';

/** The computer's clock. */
export const createSystemClock = (): Clock => ({
  now: () => Date.now(),
  ticks: () => performance.now(),
  after(delayMs, work) {
    const timer = setTimeout(work, delayMs);
    return () => clearTimeout(timer);
  },
});
