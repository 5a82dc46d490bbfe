import { describe, expect, it, vi } from 'vitest';
import { createMeter, dayOf } from '../../../app/endpoint/meter.ts';
import { createSettableClock } from '../../support/settable-clock.ts';
import { aHouse, password, signIn, startEngine, unlock } from '../../support/a-house.ts';
import { aPerson } from '../../support/a-person.ts';

const day = 86_400_000;

/** A house of which something was asked through the endpoint. */
async function anAskedHouse() {
  const built = await aHouse();
  const { ground, engine, window } = built;
  const note = (status: number, vault = 'payroll', operation = 'SecretGet') =>
    engine.endpoint.meter.note({ vault, operation, status, time: ground.clock.now() });
  const list = (change: object = {}) =>
    window.call('UsageList', { from: ground.clock.now() - day, until: ground.clock.now() + day, ...change });
  const written = async () => engine.house.open()?.store.read((tx) => tx.usage.list({ vault: undefined, from: 0, until: Infinity }));
  return { ...built, note, list, written };
}

describe('what was asked of vaults through the endpoint', () => {
  it('is counted by day, vault and operation, and found before and after it is written', async () => {
    const { ground, note, list, written } = await anAskedHouse();
    for (const status of [200, 404, 429, 403]) note(status);
    note(200, 'PAYROLL', 'SecretSet');
    const counted = [
      { day: dayOf(ground.clock.now()), vault: 'payroll', operation: 'SecretGet', answered: 2, refused: 2 },
      { day: dayOf(ground.clock.now()), vault: 'payroll', operation: 'SecretSet', answered: 1, refused: 0 },
    ];
    expect((await list()).items).toEqual(counted);
    expect(await written()).toEqual([]);
    ground.clock.pass(5_000);
    await vi.waitFor(async () => expect(await written()).toEqual(counted));
    expect((await list()).items).toEqual(counted);
    note(200);
    expect((await list()).items[0]).toMatchObject({ answered: 3, refused: 2 });
    ground.clock.pass(5_000);
    await vi.waitFor(async () => expect((await written())?.[0]).toMatchObject({ answered: 3, refused: 2 }));
  });

  it('costs no write of its own for each request', async () => {
    const { ground, engine, note, list, written } = await anAskedHouse();
    for (let at = 0; at < 1_000; at += 1) note(200);
    expect(await written()).toEqual([]);
    ground.clock.pass(5_000);
    await vi.waitFor(() => expect(engine.endpoint.meter.pending()).toEqual([]));
    expect((await list()).items).toMatchObject([{ answered: 1_000 }]);
  });

  it('is written when the house closes', async () => {
    const { ground, engine, note } = await anAskedHouse();
    note(200);
    await engine.house.close();
    const next = await startEngine(ground);
    const page = next.window();
    await unlock(page);
    await signIn(page);
    const { items } = await page.call('UsageList', { from: 0, until: 1 });
    expect(items).toEqual([]);
    const now = ground.clock.now();
    expect((await page.call('UsageList', { from: now - day, until: now + day })).items).toHaveLength(1);
  });

  it('is not kept of names that no vault has', async () => {
    const { ground, engine, note, written } = await anAskedHouse();
    note(401, 'nobody-has-it');
    note(200);
    ground.clock.pass(5_000);
    await vi.waitFor(async () => expect(await written()).toHaveLength(1));
    expect(engine.endpoint.meter.pending()).toEqual([]);
  });

  it('is asked for by vault, for a year at the most, by who may read metrics', async () => {
    const { engine, note, list } = await anAskedHouse();
    note(200);
    note(200, 'other');
    expect((await list({ vault: 'Payroll' })).items.map(({ vault }) => vault)).toEqual(['payroll']);
    await expect(list({ from: 0 })).rejects.toMatchObject({ code: 'BadParameter' });
    const asPerson = async (name: string, role: string) => {
      await aPerson(engine, name, { role, scope: '/' });
      const own = engine.window();
      await signIn(own, password, name);
      return own;
    };
    const eve = await asPerson('eve', 'Key Vault Secrets User');
    await expect(eve.call('UsageList', { from: 0, until: 1 })).rejects.toMatchObject({ code: 'Forbidden' });
    const audit = await asPerson('audit', 'Monitoring Reader');
    expect((await audit.call('UsageList', { from: 0, until: 1 })).items).toEqual([]);
  });
});

describe('the meter', () => {
  it('tells of the last ten seconds', () => {
    const clock = createSettableClock();
    const meter = createMeter(clock);
    const note = (vault: string, status: number) => meter.note({ vault, operation: 'SecretGet', status, time: clock.now() });
    note('payroll', 200);
    clock.pass(6_000);
    note('payroll', 429);
    note('shop', 200);
    note('shop', 200);
    note('shop', 403);
    expect(meter.recent()).toEqual([
      { vault: 'shop', answered: 3, throttled: 0 },
      { vault: 'payroll', answered: 1, throttled: 1 },
    ]);
    clock.pass(5_000);
    expect(meter.recent()).toEqual([
      { vault: 'shop', answered: 3, throttled: 0 },
      { vault: 'payroll', answered: 0, throttled: 1 },
    ]);
    clock.pass(10_000);
    expect(meter.recent()).toEqual([]);
  });

  it('remembers no more names than it has room for, whoever asks for how many', () => {
    const meter = createMeter(createSettableClock());
    for (let at = 0; at < 30_000; at += 1) meter.note({ vault: `v${at}`, operation: 'SecretGet', status: 401, time: 0 });
    expect(meter.pending()).toHaveLength(20_000);
    expect(meter.recent()).toHaveLength(100);
  });
});
