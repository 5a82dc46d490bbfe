import { describe, expect, it } from 'vitest';
import { endGrant } from '../../../app/access/end-grant.ts';
import { createTrustedClock } from '../../../app/operation/trusted-clock.ts';
import { type Engine, logOf, makeInstance, makeVault, newGround, signIn, startEngine, unlock } from '../../support/a-house.ts';
import { change, roomsOf } from '../../support/a-person.ts';
import { createSettableClock } from '../../support/settable-clock.ts';

const hour = 3_600_000;
const forbidden: unknown = expect.objectContaining({ code: 'Forbidden' });

/** A computer's clock that people set: wall time moves by `set`, both clocks by `pass`. */
function aComputerClock() {
  const clock = createSettableClock();
  let offset = 0;
  return { ...clock, now: () => clock.now() + offset, set: (byMs: number) => void (offset += byMs) };
}

async function aHouseWithClock() {
  const clock = aComputerClock();
  const ground = { ...newGround(), clock };
  const engine = await startEngine(ground);
  const window = engine.window();
  await makeInstance(window);
  await signIn(window);
  await makeVault(window);
  return { clock, ground, engine, window };
}

/** Ends every grant there is at this time. */
async function endGrants(engine: Engine, until: number): Promise<void> {
  const { keyring } = roomsOf(engine);
  await change(engine, async (tx) => {
    for (const grant of await tx.grants.scan(undefined, 10)) await endGrant(tx, keyring, grant, { time: until, by: grant.grantedBy });
  });
}

const list = { vault: 'payroll' };

describe('a grant that has ended', () => {
  it('is not revived by setting the clock back', async () => {
    const { clock, engine, window } = await aHouseWithClock();
    await endGrants(engine, clock.now() + hour);
    await window.call('SecretList', list);
    clock.pass(2 * hour);
    await expect(window.call('SecretList', list)).rejects.toEqual(forbidden);
    clock.set(-1.5 * hour);
    await expect(window.call('SecretList', list)).rejects.toEqual(forbidden);
  });

  it('is not revived by setting the clock back while the engine is away', async () => {
    const { clock, ground, engine, window } = await aHouseWithClock();
    await endGrants(engine, clock.now() + hour);
    clock.pass(2 * hour);
    await expect(window.call('SecretList', list)).rejects.toEqual(forbidden);
    await engine.house.close();
    clock.set(-1.5 * hour);
    const page = (await startEngine(ground)).window();
    await unlock(page);
    await signIn(page);
    await expect(page.call('SecretList', list)).rejects.toEqual(forbidden);
  });
});

describe('a grant that will end', () => {
  it('ends in its time though the clock was set back before', async () => {
    const { clock, engine, window } = await aHouseWithClock();
    clock.pass(hour);
    await endGrants(engine, clock.now() + hour);
    await window.call('SecretList', list);
    clock.set(-hour / 2);
    await window.call('SecretList', list);
    clock.pass(hour / 2);
    await window.call('SecretList', list);
    clock.pass(hour / 2);
    await expect(window.call('SecretList', list)).rejects.toEqual(forbidden);
  });
});

describe('a clock that was set back', () => {
  const backwardRows = async (engine: Engine) => {
    const rows = await roomsOf(engine).store.read((tx) => tx.records.scan(0, 100));
    return rows.filter((row) => row.operation === 'ClockBackward');
  };

  it('is recorded once, until it is right again', async () => {
    const { clock, engine, window } = await aHouseWithClock();
    clock.set(-hour);
    await window.call('VaultList', {});
    await window.call('VaultList', {});
    expect((await logOf(window)).filter((row) => row.operation === 'ClockBackward')).toMatchObject([{ result: 'failed', object: 'clock' }]);
    const [row] = await backwardRows(engine);
    expect(row?.canonical).toContain(`"behindMs":"${hour}"`);
    clock.set(hour);
    await window.call('VaultList', {});
    clock.set(-hour);
    await window.call('VaultList', {});
    await window.call('VaultList', {});
    expect(await backwardRows(engine)).toHaveLength(2);
  });

  it('by two seconds is not, for clocks are corrected', async () => {
    const { clock, engine, window } = await aHouseWithClock();
    clock.set(-2_000);
    await window.call('VaultList', {});
    await window.call('VaultList', {});
    expect(await backwardRows(engine)).toEqual([]);
  });

  it('leaves the log with times that do not fall', async () => {
    const { clock, window } = await aHouseWithClock();
    clock.set(-hour);
    await window.call('VaultList', {});
    clock.pass(10);
    await window.call('VaultList', {});
    const times = (await logOf(window)).map((row) => row.time);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});

describe('the trusted clock', () => {
  it('is the clock itself where nothing is committed', () => {
    const clock = aComputerClock();
    const trusted = createTrustedClock(clock, () => undefined);
    clock.set(-hour);
    expect(trusted.now()).toBe(clock.now());
  });

  it('takes two clocks that drift apart while nothing is committed for no clock that was set', () => {
    const clock = aComputerClock();
    const told: number[] = [];
    const trusted = createTrustedClock(clock, (behindMs) => void told.push(behindMs));
    trusted.hold(trusted.now());
    clock.pass(24 * hour);
    clock.set(-60_000);
    expect(trusted.now()).toBe(clock.now());
    clock.set(-60_000);
    expect(trusted.now()).toBe(clock.now() + 120_000);
    expect(told).toEqual([120_000]);
  });

  it('follows a clock that is set forward', () => {
    const clock = aComputerClock();
    const trusted = createTrustedClock(clock, () => undefined);
    trusted.hold(trusted.now());
    clock.set(hour);
    expect(trusted.now()).toBe(clock.now());
  });

  it('stands where it is ahead by no more than a correction', () => {
    const clock = aComputerClock();
    const trusted = createTrustedClock(clock, () => undefined);
    const before = trusted.now();
    trusted.hold(before);
    clock.set(-1_500);
    clock.pass(500);
    expect(trusted.now()).toBe(before);
    clock.pass(2_000);
    expect(trusted.now()).toBe(clock.now());
  });
});
