import type { HouseEvent } from '../audit/event.ts';
import type { Clock } from './clock.ts';

/** A clock is corrected by so much without anyone having set it back, and the two clocks may drift apart by a thousandth. */
const toleranceMs = (elapsedMs: number): number => 2_000 + elapsedMs / 1_000;

/** A clock that is never behind the newest record, so that setting the computer's clock back revives nothing that has ended. */
export interface TrustedClock extends Clock {
  /** A record of this time is committed: nothing is earlier from now on. */
  hold(time: number): void;
}

/**
 * While the computer's clock is set back, time goes on from the newest record as the monotonic clock does, so that what ends still ends.
 * @param setBack told once of each time that the clock is found more than two seconds behind, with by how many milliseconds
 */
export function createTrustedClock(clock: Clock, setBack: (behindMs: number) => void): TrustedClock {
  let newest = { time: -Infinity, ticks: 0 };
  let told = false;
  return {
    ...clock,
    now() {
      const wall = clock.now();
      const elapsedMs = clock.ticks() - newest.ticks;
      const expected = newest.time + elapsedMs;
      const behindMs = expected - wall;
      if (behindMs <= toleranceMs(elapsedMs)) {
        told = false;
        return Math.max(wall, newest.time);
      }
      if (!told) {
        told = true;
        setBack(Math.round(behindMs));
      }
      return Math.floor(expected);
    },
    hold(time) {
      if (time >= newest.time) newest = { time, ticks: clock.ticks() };
    },
  };
}

/** The computer's clock is behind the newest record. */
export const clockBackward = (behindMs: number): HouseEvent => ({
  operation: 'ClockBackward',
  result: 'failed',
  status: 500,
  code: 'ClockBackward',
  object: 'clock',
  properties: { behindMs: String(behindMs) },
});
