import { VaultError } from '../contract/vault-error.ts';
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

export interface Throttle {
  /** Takes one token of `source`. @throws VaultError Throttled, with when the next one is there */
  admit(source: string, kind: ThrottleClass): void;
  /** Forgets a source that is gone. */
  forget(source: string): void;
}

export function createThrottle(clock: Clock): Throttle {
  const buckets = new Map<string, Map<ThrottleClass, { tokens: number; at: number }>>();
  return {
    admit(source, kind) {
      const { perSecond, burst } = allowances[kind];
      const kinds = buckets.get(source) ?? new Map<ThrottleClass, { tokens: number; at: number }>();
      buckets.set(source, kinds);
      const at = clock.ticks();
      const old = kinds.get(kind) ?? { tokens: burst, at };
      const tokens = Math.min(burst, old.tokens + ((at - old.at) / 1000) * perSecond);
      if (tokens < 1) throw new VaultError('Throttled', { retryOn: Math.ceil(clock.now() + ((1 - tokens) / perSecond) * 1000) });
      kinds.set(kind, { tokens: tokens - 1, at });
    },
    forget: (source) => void buckets.delete(source),
  };
}
