import { evenAllowance } from '../../app/operation/allowance.ts';
import { Refused } from './refused.ts';

/** Requests on their way at one time on one connection. */
const mostAtOnce = 64;
/** How long an address waits that asked without a token too often. */
const waitMs = 1_000;
/** Addresses that wait are remembered up to so many. */
const mostWaiting = 10_000;

/** One connection, and what it has on its way. */
export interface Presence {
  /** UUID. */
  readonly id: string;
  readonly address: string;
  atOnce: number;
}

/** Who may take the door's time at all, before anything is read or checked. */
export interface Admission {
  /** Whether an address may make another connection: a handshake costs more than any request. */
  connects(address: string): boolean;
  /** Takes up a request; `leave` follows. @throws Refused with 429 */
  enter(presence: Presence, hasToken: boolean): void;
  leave(presence: Presence): void;
  /**
   * Takes note of a request by nobody who is known. What comes with a token that doesn't hold is never refused for what others of its
   * address did, and has to make its connection anew instead.
   * @returns whether the connection ends
   */
  refused(presence: Presence): boolean;
}

const throttled = (): Refused => {
  const inner = 'VaultRequestTypeLimitReached';
  return new Refused({
    status: 429,
    code: 'Throttled',
    inner,
    message: `Request was not processed because too many requests were received. Reason: ${inner}`,
    headers: { 'Retry-After': String(waitMs / 1000) },
  });
};

/**
 * @param connections that may be open at a time
 * @param ticks milliseconds that never go back
 */
export function createAdmission(connections: number, ticks: () => number): Admission {
  const handshakes = evenAllowance(() => ({ perSecond: 200, burst: 2 * connections }));
  // A new client asks once without a token; whoever goes on like that costs more than it gets.
  const unknowns = evenAllowance(() => ({ perSecond: 50, burst: 1_000 }));
  const waiting = new Map<string, number>();

  function waits(address: string): boolean {
    const until = waiting.get(address);
    if (until === undefined) return false;
    if (until > ticks()) return true;
    waiting.delete(address);
    return false;
  }

  return {
    connects: (address) => handshakes.take(address, ticks()) === undefined,
    enter(presence, hasToken) {
      if (presence.atOnce >= mostAtOnce || (!hasToken && waits(presence.address))) throw throttled();
      presence.atOnce += 1;
    },
    leave(presence) {
      presence.atOnce -= 1;
    },
    refused({ address }) {
      if (unknowns.take(address, ticks()) === undefined) return false;
      if (waiting.size > mostWaiting) waiting.clear();
      waiting.set(address, ticks() + waitMs);
      return true;
    },
  };
}
