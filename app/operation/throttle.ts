import { type EndpointLimit, usualEndpointLimit } from '../contract/endpoint.ts';
import { type ErrorData, VaultError } from '../contract/vault-error.ts';
import type { Caller } from '../identity/caller.ts';
import { type Allowance, evenAllowance, windowAllowance } from './allowance.ts';
import type { Clock } from './clock.ts';
import type { ThrottleClass } from './operation.ts';

/**
 * Which allowance is drawn on. At the endpoint: `source` by everything that comes from one address, `identity` and `vault` by what was let
 * in.
 */
export type Quota = ThrottleClass | 'source' | 'identity' | 'vault';

export type QuotaLimit = Pick<EndpointLimit, 'vaultPer10s' | 'identityPer10s'>;

export interface Throttle {
  /** Takes one token of `source`. @throws VaultError Throttled, with when the next one is there */
  admit(source: string, kind: Quota): void;
}

/** A throttle of which what holds at the endpoint can be changed, which counts at once. */
export interface AdjustableThrottle extends Throttle {
  adjust(limit: QuotaLimit): void;
}

/** For what draws on no allowance of its own: the steps of a stream that was admitted. */
export const unthrottled: Throttle = { admit: () => undefined };

/** Whose allowance a caller without a session draws on: a page that loads itself again, or a connection made anew, gets no other. */
export const sourceOf = ({ door, address }: Caller): string => `${door} ${address}`;

/** Which allowance a caller draws on before it is known. */
export const firstQuotaOf = ({ door }: Caller): Quota => (door === 'rest' ? 'source' : 'window');

const windowMs = 10_000;

/** Several applications run at one address: together they may ask as often as so many alone, and are told so by name beyond it. */
const sourceShare = 4;

/** What is told of a limit that was reached. */
const told: Readonly<Partial<Record<Quota, ErrorData<'Throttled'>['limit']>>> = { source: 'source', identity: 'identity', vault: 'vault' };

export function createThrottle(clock: Clock): AdjustableThrottle {
  let limit: QuotaLimit = usualEndpointLimit;
  const perSource = () => {
    const burst = sourceShare * Math.max(limit.vaultPer10s, limit.identityPer10s);
    return { perSecond: burst / (windowMs / 1000), burst };
  };
  const allowances: Readonly<Record<Quota, Allowance>> = {
    guess: evenAllowance(() => ({ perSecond: 1, burst: 10 })),
    // A person's hands and a screen that refreshes stay far below this; a page that floods does not.
    window: evenAllowance(() => ({ perSecond: 400, burst: 2_000 })),
    source: evenAllowance(perSource),
    identity: windowAllowance(windowMs, () => limit.identityPer10s),
    vault: windowAllowance(windowMs, () => limit.vaultPer10s),
  };

  return {
    admit(source, kind) {
      const waitMs = allowances[kind].take(source, clock.ticks());
      if (waitMs === undefined) return;
      const by = told[kind];
      throw new VaultError('Throttled', { retryOn: Math.ceil(clock.now() + waitMs), ...(by && { limit: by }) });
    },
    adjust(next) {
      limit = next;
    },
  };
}
