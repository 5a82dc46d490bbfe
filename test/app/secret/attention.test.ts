import { describe, expect, it } from 'vitest';
import { aHouse, aSecret, makeVault } from '../../support/a-house.ts';

const day = 86_400_000;
const refusal = (code: string) => expect.objectContaining({ code });

describe('what needs attention', () => {
  it('is nothing in a new house', async () => {
    const { window } = await aHouse();
    expect(await window.call('SecretAttention', {})).toEqual({
      total: 0,
      expired: 0,
      expiring: 0,
      unchanged: 0,
      disabled: 0,
      purgedSoon: 0,
      disabledButRead: [],
      byWeek: Array.from({ length: 13 }, () => 0),
      vaults: [],
    });
  });

  it('is counted as the lists behind the numbers count it', async () => {
    const { ground, window } = await aHouse();
    await makeVault(window, 'billing');
    const soon = (days: number) => ground.clock.now() + days * day;
    await window.call('SecretSet', aSecret({ name: 'old' }));
    ground.clock.pass(400 * day);
    await window.call('SecretSet', aSecret({ name: 'past', expires: soon(-1) }));
    await window.call('SecretSet', aSecret({ name: 'near', expires: soon(3) }));
    await window.call('SecretSet', aSecret({ name: 'month', expires: soon(29) }));
    await window.call('SecretSet', aSecret({ name: 'far', expires: soon(80) }));
    await window.call('SecretSet', aSecret({ vault: 'billing', name: 'off', enabled: false }));
    const attention = await window.call('SecretAttention', {});
    expect(attention).toMatchObject({ total: 6, expired: 1, expiring: 2, unchanged: 1, disabled: 1, purgedSoon: 0 });
    expect(attention.vaults).toEqual([{ vault: 'payroll', expired: 1, expiring: 2 }]);
    expect(attention.byWeek).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0]);
    const count = async (query: object) =>
      (await window.call('SecretSearch', { query, sort: { by: 'name', direction: 'up' }, limit: 1 })).total.count;
    expect(await count({ state: ['expired'] })).toBe(attention.expired);
    expect(await count({ state: ['expiring'] })).toBe(attention.expiring);
    expect(await count({ state: ['disabled'] })).toBe(attention.disabled);
    expect(await count({ changed: { until: soon(-365) } })).toBe(attention.unchanged);
    expect(await window.call('SecretAttention', { vault: 'Billing' })).toMatchObject({ total: 1, expired: 0, disabled: 1, vaults: [] });
  });

  it('names disabled secrets that were asked for, until they are enabled or nobody asks any more', async () => {
    const { ground, window } = await aHouse();
    const off = await window.call('SecretSet', aSecret({ name: 'off', enabled: false }));
    await window.call('SecretSet', aSecret({ name: 'on' }));
    const ask = (name: string) => expect(window.call('SecretGet', { vault: 'Payroll', name })).rejects.toEqual(refusal('SecretDisabled'));
    await ask('off');
    await ask('OFF');
    const found = async () => (await window.call('SecretAttention', {})).disabledButRead;
    expect(await found()).toEqual([{ vault: 'payroll', name: 'off', count: 2, lastOn: ground.clock.now() }]);
    const change = (enabled: boolean) => window.call('SecretUpdate', { vault: 'payroll', name: 'off', version: off.version, enabled });
    await change(true);
    expect(await found()).toEqual([]);
    await change(false);
    expect(await found()).toHaveLength(1);
    ground.clock.pass(31 * day);
    expect(await found()).toEqual([]);
  });

  it('names what is purged within a week', async () => {
    const { ground, window } = await aHouse();
    await window.call('SecretSet', aSecret());
    await window.call('SecretDelete', { vault: 'payroll', name: 'db-password' });
    expect((await window.call('SecretAttention', {})).purgedSoon).toBe(0);
    ground.clock.pass(84 * day);
    expect(await window.call('SecretAttention', {})).toMatchObject({ purgedSoon: 1, total: 0, unchanged: 0 });
  });
});
