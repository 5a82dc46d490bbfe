import { describe, expect, it } from 'vitest';
import { usualEndpointLimit } from '../../../app/contract/endpoint.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { createThrottle, type Quota, type Throttle } from '../../../app/operation/throttle.ts';
import { createSettableClock } from '../../support/settable-clock.ts';

function setUp(limit: Partial<typeof usualEndpointLimit> = {}) {
  const clock = createSettableClock();
  const throttle = createThrottle(clock);
  throttle.adjust({ ...usualEndpointLimit, ...limit });
  return { clock, throttle };
}

/** How many of `most` are admitted, and what is told of the first that is not. */
function ask(throttle: Throttle, source: string, kind: Quota, most: number) {
  for (let admitted = 0; admitted < most; admitted += 1) {
    try {
      throttle.admit(source, kind);
    } catch (error) {
      if (isVaultError(error, 'Throttled')) return { admitted, told: error.data };
      throw error;
    }
  }
  return { admitted: most };
}

describe('at the endpoint', () => {
  it('a vault takes what Key Vault takes: 4,000 in ten seconds, and as many in the next ten', () => {
    const { clock, throttle } = setUp();
    const start = clock.now();
    expect(ask(throttle, 'payroll', 'vault', 5_000)).toEqual({ admitted: 4_000, told: { retryOn: start + 10_000, limit: 'vault' } });
    clock.pass(9_999);
    expect(ask(throttle, 'payroll', 'vault', 1)).toEqual({ admitted: 0, told: { retryOn: start + 10_000, limit: 'vault' } });
    clock.pass(1);
    expect(ask(throttle, 'payroll', 'vault', 5_000).admitted).toBe(4_000);
  });

  it('vaults and identities are counted each by itself', () => {
    const { throttle } = setUp({ vaultPer10s: 10, identityPer10s: 20 });
    expect(ask(throttle, 'payroll', 'vault', 50).admitted).toBe(10);
    expect(ask(throttle, 'billing', 'vault', 50).admitted).toBe(10);
    expect(ask(throttle, 'payroll', 'identity', 50)).toMatchObject({ admitted: 20, told: { limit: 'identity' } });
  });

  it('a window begins with the first that is asked for, not by the clock on the wall', () => {
    const { clock, throttle } = setUp({ vaultPer10s: 10 });
    clock.pass(7_000);
    const start = clock.now();
    expect(ask(throttle, 'payroll', 'vault', 50).told).toEqual({ retryOn: start + 10_000, limit: 'vault' });
  });

  it('another limit counts at once, for what was taken already too', () => {
    const { throttle } = setUp({ vaultPer10s: 10 });
    expect(ask(throttle, 'payroll', 'vault', 8).admitted).toBe(8);
    throttle.adjust({ ...usualEndpointLimit, vaultPer10s: 5 });
    expect(ask(throttle, 'payroll', 'vault', 8).admitted).toBe(0);
    throttle.adjust({ ...usualEndpointLimit, vaultPer10s: 12 });
    expect(ask(throttle, 'payroll', 'vault', 8).admitted).toBe(4);
  });

  it('one address has room for several applications, and not for a flood', () => {
    const { throttle } = setUp({ vaultPer10s: 100, identityPer10s: 50 });
    expect(ask(throttle, 'rest 127.0.0.1', 'source', 1_000)).toMatchObject({ admitted: 400, told: { limit: 'source' } });
    expect(ask(throttle, 'rest ::1', 'source', 1_000).admitted).toBe(400);
  });
});

describe('in the window', () => {
  it('passwords are tried slowly', () => {
    const { clock, throttle } = setUp();
    const start = clock.now();
    expect(ask(throttle, 'window window', 'guess', 50)).toEqual({ admitted: 10, told: { retryOn: start + 1_000 } });
    clock.pass(2_000);
    expect(ask(throttle, 'window window', 'guess', 50).admitted).toBe(2);
  });

  it('what nobody asked for any more is forgotten, and what is exhausted is not', () => {
    const { clock, throttle } = setUp({ vaultPer10s: 10 });
    ask(throttle, 'payroll', 'vault', 10);
    clock.pass(5_000);
    for (let at = 0; at < 12_000; at += 1) throttle.admit(`vault ${at}`, 'vault');
    expect(ask(throttle, 'payroll', 'vault', 1).admitted).toBe(0);
  });
});
