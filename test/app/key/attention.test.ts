import { describe, expect, test, vi } from 'vitest';
import { aHouse, logOf, makeVault, utf8 } from '../../support/a-house.ts';
import { aKey } from './a-key.ts';
import { aMachine } from './a-machine.ts';

const day = 86_400_000;
const refusal = (code: string) => expect.objectContaining({ code }) as unknown;
const yearly = { rotate: { from: 'creation', days: 365 } } as const;
const weekly = { rotate: { from: 'creation', days: 7 } } as const;

describe('what needs attention among keys', () => {
  test('is nothing in a new house', async () => {
    const { window } = await aHouse();
    expect(await window.call('KeyAttention', {})).toEqual({
      total: 0,
      expired: 0,
      expiring: 0,
      unrotated: 0,
      overdue: 0,
      overdueKeys: [],
      purgedSoon: 0,
      tokens: [],
      byWeek: Array.from({ length: 13 }, () => 0),
      vaults: [],
    });
  });

  test('is counted as the lists behind the numbers are long', async () => {
    const { ground, window } = await aHouse();
    await makeVault(window, 'billing');
    const soon = (days: number) => ground.clock.now() + days * day;
    await window.call('KeyCreate', aKey({ name: 'old' }));
    await window.call('KeyCreate', aKey({ name: 'old-turning' }));
    await window.call('KeyRotationPolicySet', {
      vault: 'payroll',
      name: 'old-turning',
      policy: { rotate: { from: 'creation', days: 3_650 } },
    });
    ground.clock.pass(400 * day);
    await window.call('KeyCreate', aKey({ name: 'past', expires: soon(-1) }));
    await window.call('KeyCreate', aKey({ name: 'near', expires: soon(3) }));
    await window.call('KeyCreate', aKey({ vault: 'billing', name: 'month', expires: soon(29) }));
    await window.call('KeyCreate', aKey({ name: 'far', expires: soon(80) }));
    await window.call('KeyCreate', aKey({ name: 'off', enabled: false, expires: soon(-9) }));
    const attention = await window.call('KeyAttention', {});
    expect(attention).toMatchObject({ total: 7, expired: 1, expiring: 2, unrotated: 1, overdue: 0, purgedSoon: 0 });
    expect(attention.byWeek).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0]);
    expect(attention.vaults).toEqual(
      expect.arrayContaining([
        { vault: 'payroll', expired: 1, expiring: 1 },
        { vault: 'billing', expired: 0, expiring: 1 },
      ]),
    );
    const found = async (asked: object) => (await window.call('KeySearch', asked)).items.map(({ name }) => name);
    expect(await found({ state: 'expired' })).toEqual(['past']);
    expect(await found({ state: 'expiring', sort: 'expires' })).toEqual(['near', 'month']);
    expect(await found({ state: 'enabled', rotates: false, created: { until: soon(-365) } })).toEqual(['old']);
    expect(await window.call('KeyAttention', { vault: 'Billing' })).toMatchObject({ total: 1, expired: 0, expiring: 1, unrotated: 0 });
    await expect(window.call('KeyAttention', { vault: 'nothing' })).rejects.toEqual(refusal('VaultNotFound'));
  });

  test('names what is purged within a week', async () => {
    const { ground, window } = await aHouse();
    await window.call('KeyCreate', aKey());
    await window.call('KeyDelete', { vault: 'payroll', name: 'signing' });
    expect(await window.call('KeyAttention', {})).toMatchObject({ total: 0, purgedSoon: 0 });
    ground.clock.pass(84 * day);
    expect((await window.call('KeyAttention', {})).purgedSoon).toBe(1);
  });

  test('says which keys were not rotated on their day, and why, until their token is open again', async () => {
    const { window, ground, id } = await aMachine();
    await window.call('KeyCreate', aKey({ type: 'EC-HSM' }));
    await window.call('KeyRotationPolicySet', { vault: 'payroll', name: 'signing', policy: weekly });
    await window.call('HsmTokenClose', { token: id });
    expect((await window.call('KeyAttention', {})).tokens).toEqual([{ token: id, label: 'Office HSM', state: 'locked', keys: 1 }]);
    const { rotatesOn } = await window.call('KeyGet', { vault: 'payroll', name: 'signing' });
    ground.clock.pass(7 * day);
    await vi.waitFor(async () => {
      ground.clock.pass(60_000);
      const { overdue, overdueKeys } = await window.call('KeyAttention', {});
      expect(overdue).toBe(1);
      expect(overdueKeys).toEqual([
        { vault: 'payroll', name: 'signing', rotatesOn, trouble: 'token-locked', triedOn: expect.any(Number) as unknown },
      ]);
    });
    const failures = async () => (await logOf(window)).filter(({ code }) => code === 'HsmTokenLocked').map(({ operation }) => operation);
    expect(await failures()).toEqual(['KeyRotate']);
    await window.call('HsmTokenOpen', { token: id, pin: utf8('123456'), keep: false });
    await vi.waitFor(async () => {
      ground.clock.pass(60_000);
      expect(await window.call('KeyAttention', {})).toMatchObject({ overdue: 0, overdueKeys: [], tokens: [] });
    });
    expect(await failures()).toEqual(['KeyRotate']);
  });

  test('tells a token that was pulled out from one that is locked', async () => {
    const { window, token, id } = await aMachine();
    await window.call('KeyCreate', aKey({ type: 'EC-HSM' }));
    token.isPlugged = false;
    expect((await window.call('KeyAttention', {})).tokens).toEqual([{ token: id, label: 'Office HSM', state: 'absent', keys: 1 }]);
    expect((await window.call('KeySearch', { token: id })).items.map(({ name }) => name)).toEqual(['signing']);
    expect((await window.call('KeySearch', { token: crypto.randomUUID() })).items).toEqual([]);
  });
});

test('a search says by which policy a key is rotated, in the order of the days', async () => {
  const { window } = await aHouse();
  for (const [name, policy] of [
    ['a-late', yearly],
    ['b-soon', weekly],
  ] as const) {
    await window.call('KeyCreate', aKey({ name }));
    await window.call('KeyRotationPolicySet', { vault: 'payroll', name, policy });
  }
  await window.call('KeyCreate', aKey({ name: 'never' }));
  const first = await window.call('KeySearch', { sort: 'rotatesOn', limit: 1 });
  expect(first.items).toMatchObject([{ name: 'b-soon', policy: weekly }]);
  const { items } = await window.call('KeySearch', { sort: 'rotatesOn', limit: 5, cursor: first.next });
  expect(items).toMatchObject([{ name: 'a-late', policy: yearly }]);
  await expect(window.call('KeySearch', { deleted: true, sort: 'expires' })).rejects.toEqual(refusal('BadParameter'));
});

test('a token that hangs holds up neither other rotations nor the rest of what the house does by itself', async () => {
  const { window, ground, token, engine } = await aMachine();
  await window.call('KeyCreate', aKey({ type: 'EC-HSM' }));
  await window.call('KeyCreate', aKey({ name: 'zz-soft' }));
  for (const name of ['signing', 'zz-soft']) await window.call('KeyRotationPolicySet', { vault: 'payroll', name, policy: weekly });
  await window.call('KeyCreate', aKey({ name: 'bin' }));
  await window.call('KeyDelete', { vault: 'payroll', name: 'bin' });
  const hung = Promise.withResolvers<void>();
  token.hangs = hung.promise;
  for (let at = 0; at < 91; at += 1) ground.clock.pass(day);
  const versions = async (name: string) => (await window.call('KeyListVersions', { vault: 'payroll', name })).items.length;
  await vi.waitFor(async () => {
    ground.clock.pass(60_000);
    expect(await versions('zz-soft')).toBeGreaterThan(1);
    expect((await logOf(window)).some(({ operation, door }) => operation === 'KeyPurge' && door === 'job')).toBe(true);
  });
  expect(await versions('signing')).toBe(1);
  // What a person asks of the same module waits for its turn.
  const asked = window.call('KeyRotate', { vault: 'payroll', name: 'signing' });
  hung.resolve();
  await asked;
  expect(await versions('signing')).toBe(3);
  const attempts = (await logOf(window)).filter((it) => it.operation === 'KeyRotate' && it.object === 'payroll / signing');
  // None begins before the one before it has ended.
  expect(attempts.map(({ result }) => result)).toEqual(['attempted', 'succeeded', 'attempted', 'succeeded']);
  await engine.house.close();
});
