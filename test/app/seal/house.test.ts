import { describe, expect, it } from 'vitest';
import { forkTables } from '../../../app/memory/tables.ts';
import {
  aHouse,
  aSecret,
  type Ground,
  logOf,
  makeInstance,
  newGround,
  passphrase,
  password,
  signIn,
  startEngine,
  text,
  unlock,
  utf8,
  type Window,
} from '../../support/a-house.ts';

const refusal = (code: string, data: object = {}) => expect.objectContaining({ code, data: expect.objectContaining(data) });

/** Ends the engine as a lock does, and starts the next one. */
async function reopen(ground: Ground, engine: Awaited<ReturnType<typeof startEngine>>) {
  await engine.house.close();
  return startEngine(ground);
}

const slotId = async (window: Window, kind: string) => (await window.call('InstanceGet', {})).slots.find((it) => it.kind === kind)?.id;

describe('making an instance', () => {
  it('starts empty, and is open when it is made', async () => {
    const engine = await startEngine(newGround());
    const window = engine.window();
    expect((await window.call('InstanceGet', {})).state).toBe('empty');
    await makeInstance(window);
    expect(await window.call('InstanceGet', {})).toMatchObject({ state: 'open', organisation: 'Northwind', people: [{ name: 'ada' }] });
  });

  it('wants two ways to open it', async () => {
    const window = (await startEngine(newGround())).window();
    const alone = {
      organisation: 'Northwind', subscription: 'Main', resourceGroup: 'main',
      person: { name: 'ada', displayName: 'Ada', password: utf8(password) }, passphrase: utf8(passphrase), keychain: false,
    }; // prettier-ignore
    await expect(window.call('InstanceCreate', alone)).rejects.toEqual(refusal('SlotsTooFew', { least: 2 }));
    expect((await window.call('InstanceGet', {})).state).toBe('empty');
    await window.call('InstanceCreate', { ...alone, keychain: true });
    expect((await window.call('InstanceGet', {})).slots.map((it) => it.kind)).toEqual(['passphrase', 'keychain']);
  });

  it('wants one of the shares back, and not another one', async () => {
    const window = (await startEngine(newGround())).window();
    const { shares } = await window.call('InstancePrepare', { split: { count: 3, threshold: 2 } });
    const [lost] = shares;
    await window.call('InstancePrepare', { split: { count: 3, threshold: 2 } });
    const plan = {
      organisation: 'Northwind', subscription: 'Main', resourceGroup: 'main',
      person: { name: 'ada', displayName: 'Ada', password: utf8(password) }, passphrase: utf8(passphrase), keychain: false,
    }; // prettier-ignore
    await expect(window.call('InstanceCreate', { ...plan, shareCheck: lost })).rejects.toEqual(refusal('ShareForeign'));
    await expect(window.call('InstanceCreate', plan)).rejects.toEqual(expect.objectContaining({ code: 'ShareInvalid' }));
  });

  it('is done once', async () => {
    const { window } = await aHouse();
    await expect(window.call('InstancePrepare', {})).rejects.toEqual(refusal('InstanceOpen'));
  });
});

describe('unlocking', () => {
  it('by passphrase opens what was kept', async () => {
    const { ground, engine, window } = await aHouse();
    await window.call('SecretSet', aSecret());
    const page = (await reopen(ground, engine)).window();
    await unlock(page);
    await signIn(page);
    expect(text((await page.call('SecretGet', { vault: 'payroll', name: 'db-password' })).value)).toBe('s3cret');
  });

  it('does not sign anyone in', async () => {
    const { ground, engine } = await aHouse();
    const page = (await reopen(ground, engine)).window();
    await unlock(page);
    await expect(page.call('VaultList', {})).rejects.toEqual(refusal('Unauthorized'));
  });

  it('by a wrong passphrase is refused, slowed over a restart, and recorded', async () => {
    const { ground, engine } = await aHouse();
    const second = await reopen(ground, engine);
    const page = second.window();
    for (let slip = 0; slip < 3; slip += 1) await expect(unlock(page, 'not the passphrase')).rejects.toEqual(refusal('UnlockFailed'));
    await expect(unlock(page)).rejects.toEqual(refusal('Throttled', { retryOn: ground.clock.now() + 1_000 }));
    const third = (await reopen(ground, second)).window();
    expect((await third.call('InstanceGet', {})).retryOn).toBe(ground.clock.now() + 1_000);
    await expect(unlock(third)).rejects.toEqual(refusal('Throttled'));
    ground.clock.pass(1_000);
    await unlock(third);
    await signIn(third);
    const attempts = (await logOf(third)).filter((row) => row.operation === 'InstanceUnlock');
    expect(attempts.map((row) => row.code)).toEqual(['UnlockFailed', 'UnlockFailed', 'UnlockFailed', 'Throttled', 'Throttled', 'OK']);
  });

  it('takes any two of three shares, and no share alone', async () => {
    const { ground, engine, shares } = await aHouse();
    const page = (await reopen(ground, engine)).window();
    const slot = await slotId(page, 'shares');
    const [first, second, third] = shares;
    await expect(page.call('InstanceUnlock', { kind: 'shares', slot, shares: [first] })).rejects.toEqual(
      refusal('SharesTooFew', { needed: 2, given: 1 }),
    );
    await expect(page.call('InstanceUnlock', { kind: 'shares', slot, shares: [utf8('nonsense'), second] })).rejects.toEqual(
      refusal('ShareInvalid', { position: 0 }),
    );
    await page.call('InstanceUnlock', { kind: 'shares', slot, shares: [third, first] });
    expect(await page.call('InstanceGet', {})).toMatchObject({ state: 'open', recovering: true });
  });

  it('wants the slot that it names', async () => {
    const { ground, engine } = await aHouse();
    const page = (await reopen(ground, engine)).window();
    const slot = await slotId(page, 'shares');
    await expect(page.call('InstanceUnlock', { kind: 'passphrase', slot, passphrase: utf8(passphrase) })).rejects.toEqual(
      refusal('SlotNotFound'),
    );
  });
});

describe('a forgotten passphrase', () => {
  it('is answered by the shares: a new passphrase, a new password', async () => {
    const { ground, engine, shares } = await aHouse();
    const second = await reopen(ground, engine);
    const page = second.window();
    await page.call('InstanceUnlock', { kind: 'shares', slot: await slotId(page, 'shares'), shares: shares.slice(0, 2) });
    await page.call('InstanceRecover', { passphrase: utf8('an altogether new one'), person: 'ada', password: utf8('and another new one') });
    await expect(signIn(page)).rejects.toEqual(refusal('SignInFailed'));
    await signIn(page, 'and another new one');
    const third = (await reopen(ground, second)).window();
    await expect(unlock(third)).rejects.toEqual(refusal('UnlockFailed'));
    await unlock(third, 'an altogether new one');
  });

  it('is not answered without the shares', async () => {
    const { engine } = await aHouse();
    const stranger = engine.window();
    const recover = { passphrase: utf8('an altogether new one'), person: 'ada', password: utf8('and another new one') };
    await expect(stranger.call('InstanceRecover', recover)).rejects.toEqual(refusal('Unauthorized'));
  });
});

describe('unlock slots', () => {
  it('are added with the own password, without touching data', async () => {
    const { ground, engine, window } = await aHouse();
    const another = { kind: 'passphrase', label: 'Deputy', passphrase: utf8('a second way to open'), password: utf8(password) };
    await expect(window.call('SlotAdd', { ...another, password: utf8('wrong wrong wrong') })).rejects.toEqual(refusal('SignInFailed'));
    const { slot } = await window.call('SlotAdd', another);
    const page = (await reopen(ground, engine)).window();
    await page.call('InstanceUnlock', { kind: 'passphrase', slot: slot.id, passphrase: utf8('a second way to open') });
    await signIn(page);
    const tries = (await logOf(page)).filter((row) => row.operation === 'SlotAdd');
    expect(tries.map((row) => [row.result, row.code])).toEqual([
      ['refused', 'SignInFailed'],
      ['attempted', 'OK'],
      ['succeeded', 'OK'],
    ]);
  });

  it('are removed down to two', async () => {
    const { window } = await aHouse();
    const gone = { slot: await slotId(window, 'shares'), reason: 'the paper was seen', password: utf8(password) };
    await expect(window.call('SlotRemove', gone)).rejects.toEqual(refusal('SlotsTooFew', { least: 2 }));
    await window.call('SlotAdd', { kind: 'keychain', label: 'This computer', password: utf8(password) });
    await window.call('SlotRemove', gone);
    expect((await window.call('SlotList', {})).slots.map((it) => it.kind)).toEqual(['passphrase', 'keychain']);
  });

  it('of an older slot file are noticed: a removed way does not come back quietly', async () => {
    const { ground, engine, window } = await aHouse();
    const before = await ground.folder.slotFile?.read();
    await window.call('SlotAdd', { kind: 'keychain', label: 'This computer', password: utf8(password) });
    await engine.house.close();
    await ground.folder.slotFile?.replace(before ?? new Uint8Array());
    const page = (await startEngine(ground)).window();
    await unlock(page);
    expect((await page.call('InstanceGet', {})).state).toBe('quarantined');
  });

  it('that someone edited do not open', async () => {
    const { ground, engine } = await aHouse();
    await engine.house.close();
    const file = text((await ground.folder.slotFile?.read()) ?? new Uint8Array());
    await ground.folder.slotFile?.replace(utf8(file.replace('"label":"Passphrase"', '"label":"passphrase"')));
    const page = (await startEngine(ground)).window();
    await expect(unlock(page)).rejects.toEqual(refusal('UnlockFailed'));
  });
});

describe('an older store', () => {
  /** Goes back to the store as it was after the first secret, with the anchor of the second. */
  async function rolledBack() {
    const { ground, engine, window } = await aHouse();
    await window.call('SecretSet', aSecret({ value: utf8('first') }));
    const second = await reopen(ground, engine);
    const older = [...ground.folder.disk].map(([path, file]) => [path, { ...file, tables: forkTables(file.tables) }] as const);
    const page = second.window();
    await unlock(page);
    await signIn(page);
    await page.call('SecretSet', aSecret({ value: utf8('second') }));
    await second.house.close();
    for (const [path, file] of older) ground.folder.disk.set(path, file);
    const third = await startEngine(ground);
    return { ground, engine: third, window: third.window() };
  }

  it('is found, and nothing of it is given out', async () => {
    const { window } = await rolledBack();
    await unlock(window);
    const { state, rollback } = await window.call('InstanceGet', {});
    expect(state).toBe('quarantined');
    expect(rollback?.found).toBeLessThan(rollback?.expected ?? 0);
    await signIn(window);
    await expect(window.call('SecretGet', { vault: 'payroll', name: 'db-password' })).rejects.toEqual(refusal('RolledBack'));
  });

  it('is used after a recorded decision with a reason, and from then on', async () => {
    const { ground, engine, window } = await rolledBack();
    await unlock(window);
    await signIn(window);
    await window.call('InstanceRestoreAccept', { reason: 'The disk failed; this is the backup of Friday.' });
    expect(text((await window.call('SecretGet', { vault: 'payroll', name: 'db-password' })).value)).toBe('first');
    const page = (await reopen(ground, engine)).window();
    await unlock(page);
    expect((await page.call('InstanceGet', {})).state).toBe('open');
  });

  it('is not accepted by who is not signed in', async () => {
    const { window } = await rolledBack();
    await unlock(window);
    await expect(window.call('InstanceRestoreAccept', { reason: 'let me in, let me in' })).rejects.toEqual(refusal('Unauthorized'));
  });
});

describe('closing', () => {
  it.each(['locked', 'sealed'] as const)('says that it is %s, after the record', async (departure) => {
    const { ground, engine, window } = await aHouse();
    if (departure === 'locked') await window.call('InstanceLock', { reason: 'person' });
    else await window.call('InstanceSeal', {});
    expect(engine.departures).toEqual([departure]);
    const page = (await reopen(ground, engine)).window();
    await unlock(page);
    await signIn(page);
    const operation = departure === 'locked' ? 'InstanceLock' : 'InstanceSeal';
    expect((await logOf(page)).find((row) => row.operation === operation)).toMatchObject({ result: 'succeeded' });
  });

  it('leaves no key behind that still works', async () => {
    const { engine } = await aHouse();
    const keyring = engine.house.open()?.keyring;
    await engine.house.close();
    expect(() => keyring?.rowMac('grant', {})).toThrow();
  });
});
