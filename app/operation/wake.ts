import type { Clock } from './clock.ts';

/** Sleeping until something happened, or a time has come; what happens while nobody sleeps is not slept through. */
export interface Wake {
  now(): void;
  /** In place of the time that was said before. @param instant milliseconds since 1970; Infinity for none */
  at(instant: number): void;
  /** Resolves at the next waking, at once where that has been. */
  next(): Promise<void>;
  /** Forgets the time that was said. */
  stop(): void;
}

/** Timers of the platform hold no longer than 2^31 milliseconds: what is further off is slept towards in steps. */
const longestMs = 24 * 3_600_000;

export function createWake(clock: Pick<Clock, 'now' | 'after'>): Wake {
  let woken = Promise.withResolvers<undefined>();
  let callOff = (): void => undefined;
  const now = (): void => woken.resolve(undefined);
  return {
    now,
    at(instant) {
      callOff();
      const waitMs = Math.max(0, instant - clock.now());
      callOff = instant === Infinity ? () => undefined : clock.after(Math.min(waitMs, longestMs), now);
    },
    async next() {
      await woken.promise;
      woken = Promise.withResolvers<undefined>();
    },
    stop: () => callOff(),
  };
}
