import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../app/contract/vault-error.ts';
import { aHouse, logOf, makeInstance, newGround, passphrase, password, signIn, startEngine, unlock, utf8 } from '../../support/a-house.ts';

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : error);
const outcome = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'OK',
    (error: unknown) => codeOf(error),
  );

async function aSealedHouse() {
  const ground = newGround();
  const first = await startEngine(ground);
  await makeInstance(first.window());
  await first.house.close();
  return { ground, engine: await startEngine(ground) };
}

describe('guesses made side by side', () => {
  it('of the passphrase are slowed as if they came one after the other', async () => {
    const { engine } = await aSealedHouse();
    const page = engine.window();
    const codes = await Promise.all(
      Array.from({ length: 8 }, (_, index) => outcome(unlock(page, index === 7 ? passphrase : 'not this one'))),
    );
    expect(codes).toEqual(['UnlockFailed', 'UnlockFailed', 'UnlockFailed', ...Array.from({ length: 5 }, () => 'Throttled')]);
    expect((await page.call('InstanceGet', {})).state).toBe('sealed');
  });

  it('of a password are slowed as if they came one after the other', async () => {
    const { engine } = await aHouse();
    const page = engine.window();
    const codes = await Promise.all(
      Array.from({ length: 6 }, (_, index) => outcome(signIn(page, index === 5 ? password : 'not this one'))),
    );
    expect(codes).toEqual(Array.from({ length: 6 }, () => 'SignInFailed'));
    expect(page.caller.session.current).toBeUndefined();
  });

  it('by a page that loads itself again draw on the same allowance', async () => {
    const { engine } = await aHouse();
    const codes: unknown[] = [];
    for (let load = 0; load < 12; load += 1)
      codes.push(await outcome(engine.window().call('SessionCreate', { person: `p${load}`, password: utf8('x') })));
    expect(codes.at(-1)).toBe('Throttled');
  });
});

describe('the wait after wrong passwords', () => {
  it('outlives the engine, which anyone may lock', async () => {
    const { ground, engine } = await aHouse();
    const page = engine.window();
    for (let slip = 0; slip < 3; slip += 1) expect(await outcome(signIn(page, 'not this one'))).toBe('SignInFailed');
    await engine.house.close();
    const next = (await startEngine(ground)).window();
    await unlock(next);
    await expect(signIn(next)).rejects.toMatchObject({ code: 'SignInFailed', data: { retryOn: ground.clock.now() + 1_000 } });
    ground.clock.pass(1_000);
    await signIn(next);
  });

  it('is over after a right one, in the next engine too', async () => {
    const { ground, engine } = await aHouse();
    const page = engine.window();
    for (let slip = 0; slip < 2; slip += 1) expect(await outcome(signIn(page, 'not this one'))).toBe('SignInFailed');
    await signIn(page);
    expect(await outcome(signIn(engine.window(), 'not this one'))).toBe('SignInFailed');
    await engine.house.close();
    const next = (await startEngine(ground)).window();
    await unlock(next);
    await signIn(next);
  });
});

describe('a guess that is given up', () => {
  it('before it is over is recorded all the same, and slows the next engine too', async () => {
    const { ground, engine } = await aSealedHouse();
    const page = engine.window();
    const slot = (await page.call('InstanceGet', {})).slots.find((it) => it.kind === 'passphrase')?.id;
    const input = { kind: 'passphrase', slot, passphrase: utf8('not this one') };
    for (let guess = 0; guess < 3; guess += 1) {
      const giveUp = new AbortController();
      const asked = engine.corridor.call({ caller: page.caller, name: 'InstanceUnlock', requestId: '', input, signal: giveUp.signal });
      giveUp.abort();
      expect(await outcome(asked)).toBe('UnlockFailed');
    }
    await engine.house.close();
    const next = (await startEngine(ground)).window();
    expect((await next.call('InstanceGet', {})).retryOn).toBe(ground.clock.now() + 1_000);
  });

  it('leaves the record of a wrong password', async () => {
    const { engine, window } = await aHouse();
    const page = engine.window();
    const giveUp = new AbortController();
    const input = { person: 'ada', password: utf8('not this one') };
    const asked = engine.corridor.call({ caller: page.caller, name: 'SessionCreate', requestId: '', input, signal: giveUp.signal });
    giveUp.abort();
    await expect(asked).rejects.not.toBeInstanceOf(CancelledError);
    expect((await logOf(window)).at(-1)).toMatchObject({ operation: 'SessionCreate', code: 'SignInFailed', object: 'ada' });
  });
});

describe('a name that nobody has', () => {
  it('stands in the log only as a hash: it may be a password in the wrong field', async () => {
    const { engine, window } = await aHouse();
    expect(await outcome(engine.window().call('SessionCreate', { person: 'Hunter2-Hunter2', password: utf8('x') }))).toBe('SignInFailed');
    const row = (await logOf(window)).at(-1);
    const record = await window.call('LogGet', { sequence: row?.sequence });
    expect(record.object).toBe('unknown person');
    expect(record.canonical.toLowerCase()).not.toContain('hunter2');
    expect(record.properties['name']).toMatch(/^h:1:/);
  });
});

describe('making an instance side by side', () => {
  const plan = {
    organisation: 'Northwind', subscription: 'Main', resourceGroup: 'main',
    person: { name: 'ada', displayName: 'Ada', password: utf8(password) }, passphrase: utf8(passphrase), keychain: true,
  }; // prettier-ignore

  it('makes one', async () => {
    const ground = newGround();
    const engine = await startEngine(ground);
    const [first, second] = [engine.window(), engine.window()];
    const ends = await Promise.all([outcome(first.call('InstanceCreate', plan)), outcome(second.call('InstanceCreate', plan))]);
    expect(new Set(ends)).toEqual(new Set(['InstanceExists', 'OK']));
    await engine.house.close();
    await unlock((await startEngine(ground)).window());
  });

  it('is not undone by drawing other shares meanwhile', async () => {
    const ground = newGround();
    const engine = await startEngine(ground);
    const page = engine.window();
    const [made] = await Promise.all([outcome(page.call('InstanceCreate', plan)), outcome(page.call('InstancePrepare', {}))]);
    expect(made).toBe('OK');
    await engine.house.close();
    await unlock((await startEngine(ground)).window());
  });
});
