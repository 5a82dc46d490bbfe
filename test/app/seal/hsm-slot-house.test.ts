import { describe, expect, it } from 'vitest';
import { createMemoryMachine } from '../../../app/memory/machine.ts';
import { type MemoryToken, newMemoryToken } from '../../../app/memory/hsm-hosts.ts';
import { aHouse, type Ground, logOf, password, signIn, startEngine, text, unlock, utf8, type Window } from '../../support/a-house.ts';

const refusal = (code: string, data: object = {}) => expect.objectContaining({ code, data: expect.objectContaining(data) });
const systemPath = '/usr/lib/memory.so';
const ownPath = '/home/ada/lib/memory.so';

type Engine = Awaited<ReturnType<typeof startEngine>>;

/** A house with one open token, reached by a library at this path. */
async function aTokenHouse(path = systemPath, parameters = '') {
  const house = await aHouse();
  const token = newMemoryToken('0001', 'Office HSM');
  house.ground.hsm.tokens.push(token);
  house.ground.hsm.libraries.push(path);
  await house.window.call('HsmModuleAdd', { name: 'Memory', path, parameters });
  const tokenId = await openTokens(house.window);
  return { ...house, token, tokenId };
}

async function openTokens(window: Window): Promise<string> {
  const { items } = await window.call('HsmModuleList', {});
  const ids = items.flatMap(({ tokens }) => tokens.map(({ id }) => id));
  for (const token of ids) await window.call('HsmTokenOpen', { token, pin: utf8('123456'), keep: false });
  return ids[0] ?? '';
}

const add = (window: Window, token: string, given: { pin?: string; label?: string } = {}) =>
  window.call('SlotAdd', { kind: 'hsm', label: given.label ?? 'HSM', token, pin: utf8(given.pin ?? '123456'), password: utf8(password) });

const remove = (window: Window, slot: string) => window.call('SlotRemove', { slot, reason: 'the token is worn', password: utf8(password) });

async function reopen(ground: Ground, engine: Engine): Promise<{ engine: Engine; window: Window }> {
  await engine.house.close();
  const next = await startEngine(ground);
  return { engine: next, window: next.window() };
}

async function hsmSlot(window: Window) {
  const slot = (await window.call('InstanceGet', {})).slots.find(({ kind }) => kind === 'hsm');
  if (!slot) throw new Error('no slot');
  return slot.id;
}

const byHsm = async (window: Window, pin = '123456', confirmed?: string) =>
  window.call('InstanceUnlock', { kind: 'hsm', slot: await hsmSlot(window), pin: utf8(pin), ...(confirmed && { confirmed }) });

const look = async (window: Window) => window.call('SlotLook', { slot: await hsmSlot(window) });

/** Edits the slot file as somebody could who can write to the data folder. */
async function edit(ground: Ground, from: string, to: string): Promise<void> {
  const file = text((await ground.folder.slotFile?.read()) ?? new Uint8Array());
  expect(file).toContain(from);
  await ground.folder.slotFile?.replace(utf8(file.replace(from, to)));
}

const keysIn = (token: MemoryToken): number => token.keys.size;

describe('an HSM slot', () => {
  it('opens the house with the token and its PIN, which are in no record', async () => {
    const { ground, engine, window, tokenId } = await aTokenHouse();
    const { slot } = await add(window, tokenId);
    expect(slot).toMatchObject({ kind: 'hsm', place: { token: tokenId, label: 'Office HSM', path: systemPath, algorithm: 'A256GCM' } });
    const next = await reopen(ground, engine);
    expect(await look(next.window)).toMatchObject({ state: 'there', userPin: 'fine' });
    expect(await byHsm(next.window)).toEqual({ state: 'open' });
    expect(next.engine.bugs).toEqual([]);
    await signIn(next.window);
    const rows = await logOf(next.window);
    expect(rows.filter(({ operation }) => operation === 'SlotAdd').map(({ result }) => result)).toEqual(['attempted', 'succeeded']);
    expect(JSON.stringify(rows)).not.toContain('123456');
  });

  it('is made with the right PIN and password only, in an open token', async () => {
    const { window, tokenId, token } = await aTokenHouse();
    await expect(add(window, tokenId, { pin: '654321' })).rejects.toEqual(refusal('PinRefused', { reason: 'wrong' }));
    await window.call('HsmTokenClose', { token: tokenId });
    await expect(add(window, tokenId)).rejects.toEqual(refusal('HsmTokenLocked'));
    token.isPlugged = false;
    await expect(add(window, tokenId)).rejects.toEqual(refusal('HsmTokenNotFound'));
    expect(keysIn(token)).toBe(0);
    expect((await window.call('SlotList', {})).slots).toHaveLength(2);
  });

  it('leaves the other slots usable while its token is away', async () => {
    const { ground, engine, window, tokenId, token } = await aTokenHouse();
    await add(window, tokenId);
    token.isPlugged = false;
    const next = await reopen(ground, engine);
    expect(await look(next.window)).toMatchObject({ state: 'absent' });
    await expect(byHsm(next.window)).rejects.toEqual(refusal('HsmUnavailable', { token: 'Office HSM', reason: 'absent' }));
    await unlock(next.window);
    expect((await next.window.call('InstanceGet', {})).state).toBe('open');
  });

  it('slows wrong PINs as it does wrong passphrases, over a restart, and records them', async () => {
    const { ground, engine, window, tokenId } = await aTokenHouse();
    await add(window, tokenId);
    let next = await reopen(ground, engine);
    for (let slip = 0; slip < 3; slip += 1) await expect(byHsm(next.window, '000000')).rejects.toEqual(refusal('PinRefused'));
    await expect(byHsm(next.window)).rejects.toEqual(refusal('Throttled'));
    next = await reopen(ground, next.engine);
    await expect(byHsm(next.window)).rejects.toEqual(refusal('Throttled'));
    ground.clock.pass(1_000);
    await byHsm(next.window);
    await signIn(next.window);
    const codes = (await logOf(next.window)).filter(({ operation }) => operation === 'InstanceUnlock').map(({ code }) => code);
    expect(codes).toEqual(['PinRefused', 'PinRefused', 'PinRefused', 'Throttled', 'Throttled', 'OK']);
  });

  it('is looked for while the house is sealed, and then no more', async () => {
    const { ground, engine, window, tokenId } = await aTokenHouse();
    const { slot } = await add(window, tokenId);
    await expect(window.call('SlotLook', { slot: slot.id })).rejects.toEqual(refusal('InstanceOpen'));
    const next = await reopen(ground, engine);
    const passphrase = (await next.window.call('InstanceGet', {})).slots.find(({ kind }) => kind === 'passphrase');
    await expect(next.window.call('SlotLook', { slot: passphrase?.id })).rejects.toEqual(refusal('SlotNotFound'));
  });
});

describe('the library of an HSM slot', () => {
  it('is loaded without a question where the slot was made, wherever it lies', async () => {
    const { ground, engine, window, tokenId } = await aTokenHouse(ownPath, 'some=thing');
    await add(window, tokenId);
    const next = await reopen(ground, engine);
    expect(await look(next.window)).toMatchObject({ state: 'there' });
    await byHsm(next.window);
  });

  it('is loaded on another machine only after it was confirmed, and from then on without', async () => {
    const { ground, engine, window, tokenId } = await aTokenHouse(ownPath);
    await add(window, tokenId);
    const other = { ...ground, machine: createMemoryMachine() };
    let next = await reopen(other, engine);
    const { state, reason, print } = await look(next.window);
    expect([state, reason]).toEqual(['unconfirmed', 'new']);
    await expect(byHsm(next.window)).rejects.toEqual(refusal('SlotUnconfirmed', { path: ownPath, reason: 'new' }));
    await expect(byHsm(next.window, '123456', 'A'.repeat(43))).rejects.toEqual(refusal('SlotUnconfirmed'));
    await byHsm(next.window, '123456', print);
    next = await reopen(other, next.engine);
    expect(await look(next.window)).toMatchObject({ state: 'there' });
  });

  it('is loaded on another machine at once where only an administrator could have put it there, and it is given nothing', async () => {
    for (const [parameters, state] of [
      ['', 'there'],
      ['some=thing', 'unconfirmed'],
    ] as const) {
      const { ground, engine, window, tokenId } = await aTokenHouse(systemPath, parameters);
      await add(window, tokenId);
      const next = await reopen({ ...ground, machine: createMemoryMachine() }, engine);
      expect(await look(next.window)).toMatchObject({ state });
    }
  });

  it('is not loaded where somebody wrote another into the slot file, and the slot stays closed if it is', async () => {
    const { ground, engine, window, tokenId } = await aTokenHouse();
    await add(window, tokenId);
    await engine.house.close();
    await edit(ground, systemPath, '/usr/lib/evil.so');
    const next = (await startEngine(ground)).window();
    const { state, reason, print } = await look(next);
    expect([state, reason]).toEqual(['unconfirmed', 'changed']);
    await expect(byHsm(next)).rejects.toEqual(refusal('SlotUnconfirmed', { path: '/usr/lib/evil.so', reason: 'changed' }));
    await expect(byHsm(next, '123456', print)).rejects.toEqual(refusal('UnlockFailed'));
  });

  it('is not remembered for a slot that opened nothing', async () => {
    const { ground, engine, window, tokenId } = await aTokenHouse(ownPath);
    await add(window, tokenId);
    const next = await reopen({ ...ground, machine: createMemoryMachine() }, engine);
    const { print } = await look(next.window);
    await expect(byHsm(next.window, '000000', print)).rejects.toEqual(refusal('PinRefused'));
    expect(await look(next.window)).toMatchObject({ state: 'unconfirmed' });
  });
});

describe('of two ways that must stay', () => {
  it('two slots in one token are one', async () => {
    const { window, tokenId } = await aTokenHouse();
    await add(window, tokenId);
    await add(window, tokenId, { label: 'Again' });
    const { slots } = await window.call('SlotList', {});
    const idOf = (kind: string) => slots.find((slot) => slot.kind === kind)?.id ?? '';
    await remove(window, idOf('shares'));
    await expect(remove(window, idOf('passphrase'))).rejects.toEqual(refusal('SlotsTooFew', { least: 2 }));
  });

  it('a token with a slot is not erased', async () => {
    const { window, tokenId, token } = await aTokenHouse();
    await add(window, tokenId);
    const [module] = (await window.call('HsmModuleList', {})).items;
    const init = { module: module?.id, slot: 0, label: 'New', officerPin: utf8('123456'), userPin: utf8('123456') };
    await expect(window.call('HsmTokenInit', init)).rejects.toEqual(refusal('HsmTokenInUse', { keys: 1 }));
    expect(keysIn(token)).toBe(1);
  });
});

describe('the key of a slot that is removed', () => {
  /** The house does what is due within half a minute. */
  const upkeep = (ground: Ground): void => ground.clock.pass(30_000);

  it('is destroyed in the token', async () => {
    const { ground, window, tokenId, token } = await aTokenHouse();
    const { slot } = await add(window, tokenId);
    await remove(window, slot.id);
    upkeep(ground);
    await expect.poll(() => keysIn(token)).toBe(0);
    expect((await window.call('SlotList', {})).slots.map(({ kind }) => kind)).toEqual(['passphrase', 'shares']);
  });

  it('is destroyed when the token is there again', async () => {
    const { ground, engine, window, tokenId, token } = await aTokenHouse();
    const { slot } = await add(window, tokenId);
    token.isPlugged = false;
    await remove(window, slot.id);
    const next = await reopen(ground, engine);
    await unlock(next.window);
    await signIn(next.window);
    token.isPlugged = true;
    expect(keysIn(token)).toBe(1);
    await openTokens(next.window);
    upkeep(ground);
    await expect.poll(() => keysIn(token)).toBe(0);
  });

  it('stays where the slot does', async () => {
    const { ground, engine, window, tokenId, token } = await aTokenHouse();
    await add(window, tokenId);
    ground.clock.pass(700_000);
    upkeep(ground);
    const next = await reopen(ground, engine);
    await byHsm(next.window);
    await signIn(next.window);
    await openTokens(next.window);
    upkeep(ground);
    expect(keysIn(token)).toBe(1);
  });
});

describe('what a crash leaves', () => {
  /** A folder whose slot file can't be written any more, before or after it took what it was given: the engine is gone by then. */
  function crashing(ground: Ground, when: 'before' | 'after'): Ground {
    const { slotFile } = ground.folder;
    if (!slotFile) throw new Error('no slot file');
    const folder = {
      ...ground.folder,
      slotFile: {
        ...slotFile,
        async replace(content: Uint8Array) {
          if (when === 'after') await slotFile.replace(content);
          await new Promise<never>(() => undefined);
        },
      },
    };
    return { ...ground, folder };
  }

  async function aCrash(when: 'before' | 'after', work: (window: Window, token: string) => Promise<unknown>, has = false) {
    const { ground, engine, window, tokenId, token } = await aTokenHouse();
    if (has) await add(window, tokenId);
    const first = await reopen(ground, engine);
    await first.engine.house.close();
    const dying = await startEngine(crashing(ground, when));
    const page = dying.window();
    await unlock(page);
    await signIn(page);
    await openTokens(page);
    const file = await ground.folder.slotFile?.read();
    const keys = keysIn(token);
    void work(page, tokenId);
    await expect
      .poll(async () => (when === 'after' ? !same(file, await ground.folder.slotFile?.read()) : has || keysIn(token) > keys))
      .toBe(true);
    // The next engine finds what was committed; the one before is never heard of again.
    token.isOpen = false;
    ground.clock.pass(1_000);
    const next = await startEngine(ground);
    const survivor = next.window();
    await unlock(survivor);
    await signIn(survivor);
    await openTokens(survivor);
    ground.clock.pass(30_000);
    return { window: survivor, token };
  }

  const same = (a?: Uint8Array, b?: Uint8Array): boolean => text(a ?? new Uint8Array()) === text(b ?? new Uint8Array());
  const kinds = async (window: Window) => (await window.call('SlotList', {})).slots.map(({ kind }) => kind);

  it('of a slot that was not written yet is no slot, and its key goes', async () => {
    const { window, token } = await aCrash('before', add);
    await expect.poll(() => keysIn(token)).toBe(0);
    expect(await kinds(window)).not.toContain('hsm');
    expect((await logOf(window)).findLast(({ operation }) => operation === 'SlotAdd')).toMatchObject({ code: 'Interrupted' });
  });

  it('of a slot that was written is a slot, and its key stays', async () => {
    const { window, token } = await aCrash('after', add);
    expect(await kinds(window)).toContain('hsm');
    await expect.poll(async () => (await logOf(window)).findLast(({ operation }) => operation === 'SlotAdd')?.code).toBe('OK');
    expect(keysIn(token)).toBe(1);
  });

  const removeIt = async (window: Window) => remove(window, await hsmSlot(window));

  it('of a removal that was not written yet is the slot with its key', async () => {
    const { window, token } = await aCrash('before', removeIt, true);
    expect(await kinds(window)).toContain('hsm');
    expect(keysIn(token)).toBe(1);
  });

  it('of a removal that was written is no slot, and its key goes', async () => {
    const { window, token } = await aCrash('after', removeIt, true);
    expect(await kinds(window)).not.toContain('hsm');
    await expect.poll(() => keysIn(token)).toBe(0);
  });
});
