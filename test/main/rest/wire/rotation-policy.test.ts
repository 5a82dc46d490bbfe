import { describe, expect, it } from 'vitest';
import { Refused } from '../../../../main/rest/refused.ts';
import { readDuration, writeDuration } from '../../../../main/rest/wire/duration.ts';
import { readPolicy, toPolicy } from '../../../../main/rest/wire/rotation-policy.ts';

describe('durations', () => {
  it.each([
    ['P90D', 90],
    ['P1Y', 365],
    ['P18M', 540],
    ['P2W', 14],
    ['P1Y1M1D', 396],
  ])('%s are %i days', (text, days) => {
    expect(readDuration(text, 'expiryTime')).toBe(days);
  });

  it.each(['', 'P', 'P0D', '90D', 'PT1H', 'P1DT1H', 'P-1D', 'P1.5D'])('refuses %j', (text) => {
    expect(() => readDuration(text, 'expiryTime')).toThrow(Refused);
  });

  it.each([
    [365, 'P1Y'],
    [730, 'P2Y'],
    [90, 'P90D'],
  ])('%i days are written as %s', (days, text) => {
    expect(writeDuration(days)).toBe(text);
  });
});

describe('rotation policies', () => {
  const wire = {
    lifetimeActions: [
      { trigger: { timeBeforeExpiry: 'P30D' }, action: { type: 'Rotate' } },
      { trigger: { timeBeforeExpiry: 'P60D' }, action: { type: 'notify' } },
    ],
    attributes: { expiryTime: 'P2Y' },
  };
  const policy = { rotate: { from: 'expiry', days: 30 }, notifyDays: 60, expiryDays: 730 } as const;

  it('are read as the house has them, whatever the case of their actions', () => {
    expect(readPolicy(wire)).toEqual(policy);
    expect(readPolicy({})).toEqual({});
  });

  it('are written as Key Vault has them', () => {
    expect(toPolicy('https://payroll.vault.localhost:8443/keys/signing', { ...policy, createdOn: 5_000, updatedOn: 6_999 })).toEqual({
      id: 'https://payroll.vault.localhost:8443/keys/signing/rotationpolicy',
      lifetimeActions: [
        { trigger: { timeBeforeExpiry: 'P30D' }, action: { type: 'Rotate' } },
        { trigger: { timeBeforeExpiry: 'P60D' }, action: { type: 'Notify' } },
      ],
      attributes: { expiryTime: 'P2Y', created: 5, updated: 6 },
    });
  });

  it.each([
    { lifetimeActions: [{ trigger: {}, action: { type: 'Rotate' } }] },
    { lifetimeActions: [{ trigger: { timeAfterCreate: 'P90D', timeBeforeExpiry: 'P30D' }, action: { type: 'Rotate' } }] },
    { lifetimeActions: [{ trigger: { timeAfterCreate: 'P90D' }, action: { type: 'Notify' } }] },
    { lifetimeActions: [{ trigger: { timeAfterCreate: 'P90D' }, action: { type: 'Burn' } }] },
    { lifetimeActions: [wire.lifetimeActions[0], wire.lifetimeActions[0]] },
    { attributes: { expiryTime: 'soon' } },
  ])('refuses %j', (sent) => {
    expect(() => readPolicy(sent)).toThrow(Refused);
  });
});
