import { VaultError } from '../contract/vault-error.ts';
import type { Caller } from '../identity/caller.ts';
import type { Clock } from './clock.ts';
import type { ThrottleClass } from './operation.ts';

/** Tokens that refill evenly, up to a burst. */
interface Allowance {
  readonly perSecond: number;
  readonly burst: number;
}

/** A person's hands and a screen that refreshes stay far below these; a page that floods does not. */
const allowances: Readonly<Record<ThrottleClass, Allowance>> = {
  guess: { perSecond: 1, burst: 10 },
  window: { perSecond: 400, burst: 2_000 },
};

/** Sources that are remembered at the most before those are forgotten that have their whole allowance again. */
const mostSources = 10_000;

export interface Throttle {
  /** Takes one token of `source`. @throws VaultError Throttled, with when the next one is there */
  admit(source: string, kind: ThrottleClass): void;
}

/** For what draws on no allowance of its own: the steps of a stream that was admitted. */
export const unthrottled: Throttle = { admit: () => undefined };

/** Whose allowance a caller without a session draws on: a page that loads itself again, or a connection made anew, gets no other. */
export const sourceOf = ({ door, address }: Caller): string => `${door} ${address}`;

interface Bucket {
  readonly kind: ThrottleClass;
  readonly tokens: number;
  readonly at: number;
}

export function createThrottle(clock: Clock): Throttle {
  const buckets = new Map<string, Bucket>();

  const tokensOf = ({ kind, tokens, at }: Bucket, now: number): number => {
    const { perSecond, burst } = allowances[kind];
    return Math.min(burst, tokens + ((now - at) / 1000) * perSecond);
  };

  const forgetFull = (now: number): void => {
    for (const [key, bucket] of buckets) if (tokensOf(bucket, now) >= allowances[bucket.kind].burst) buckets.delete(key);
  };

  return {
    admit(source, kind) {
      const { perSecond, burst } = allowances[kind];
      const key = `${kind} ${source}`;
      const at = clock.ticks();
      const tokens = tokensOf(buckets.get(key) ?? { kind, tokens: burst, at }, at);
      if (tokens < 1) throw new VaultError('Throttled', { retryOn: Math.ceil(clock.now() + ((1 - tokens) / perSecond) * 1000) });
      buckets.set(key, { kind, tokens: tokens - 1, at });
      if (buckets.size > mostSources) forgetFull(at);
    },
  };
}
