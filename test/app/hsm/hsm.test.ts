import { expect, it } from 'vitest';
import type { HsmModule, HsmToken } from '../../../app/contract/hsm.ts';
import { newMemoryToken } from '../../../app/memory/hsm-hosts.ts';
import { aHouse, logOf, signIn, startEngine, unlock, utf8, type Window } from '../../support/a-house.ts';

const path = '/usr/lib/memory.so';
const refusal = (code: string, data: object = {}) => expect.objectContaining({ code, data: expect.objectContaining(data) });

/** A house on a machine with one library and one token. */
async function aMachine() {
  const house = await aHouse();
  const token = newMemoryToken('0001', 'Office HSM');
  house.ground.hsm.tokens.push(token);
  house.ground.hsm.libraries.push(path);
  const module = await house.window.call('HsmModuleAdd', { name: 'Memory', path, parameters: '' });
  return { ...house, token, module, id: (await onlyToken(house.window)).id };
}

async function onlyToken(window: Window): Promise<HsmToken> {
  const { items } = await window.call('HsmModuleList', {});
  const tokens = items.flatMap(({ tokens: all }) => all);
  expect(tokens).toHaveLength(1);
  return tokens[0] as HsmToken;
}

const open = (window: Window, token: string, { pin = '123456', keep = false } = {}) =>
  window.call('HsmTokenOpen', { token, pin: utf8(pin), keep });

it('a library that can be loaded is added once, and its tokens are seen', async () => {
  const { window, module } = await aMachine();
  expect(module).toMatchObject({ name: 'Memory', path });
  expect(await onlyToken(window)).toMatchObject({ label: 'Office HSM', state: 'locked', module: module.id, keyCount: 0, vaults: [] });
  await expect(window.call('HsmModuleAdd', { name: 'Again', path, parameters: '' })).rejects.toEqual(
    refusal('HsmModuleUnfit', { reason: 'added-before' }),
  );
  expect(await window.call('HsmModuleFind', {})).toEqual({ items: [{ path, name: path, added: true }] });
});

it('what is no module changes nothing', async () => {
  const { window } = await aHouse();
  await expect(window.call('HsmModuleAdd', { name: 'None', path: '/etc/hostname', parameters: '' })).rejects.toEqual(
    refusal('HsmModuleUnfit', { reason: 'missing' }),
  );
  expect(await window.call('HsmModuleList', {})).toEqual({ items: [] });
});

it('a token has the same id after its module was added anew', async () => {
  const { window, module, id } = await aMachine();
  await open(window, id);
  await window.call('HsmModuleRemove', { id: module.id });
  expect(await window.call('HsmModuleList', {})).toEqual({ items: [] });
  await window.call('HsmModuleAdd', { name: 'Memory', path, parameters: '' });
  expect(await onlyToken(window)).toMatchObject({ id });
});

it('the right PIN opens a token, and closing it locks it again', async () => {
  const { window, id, token } = await aMachine();
  expect(await open(window, id)).toMatchObject({ state: 'open', keepsPin: false });
  expect(await window.call('HsmTokenClose', { token: id })).toMatchObject({ state: 'locked' });
  expect(token.isOpen).toBe(false);
});

it('a wrong PIN opens nothing, and neither PIN nor its length is in the log', async () => {
  const { window, id, token } = await aMachine();
  await expect(open(window, id, { pin: 'w-r-o-n-g' })).rejects.toEqual(refusal('PinRefused', { reason: 'wrong', state: 'low' }));
  expect(token.isOpen).toBe(false);
  const rows = await logOf(window);
  expect(rows.at(-1)).toMatchObject({ operation: 'HsmTokenOpen', code: 'PinRefused' });
  expect(JSON.stringify(rows)).not.toContain('w-r-o-n-g');
});

it('a token whose PIN is kept is open again when the house is opened, one whose PIN is not is locked', async () => {
  for (const keep of [true, false]) {
    const { window, id, ground, engine } = await aMachine();
    await open(window, id, { keep });
    await engine.house.close();
    expect((ground.hsm.tokens[0] ?? { isOpen: true }).isOpen).toBe(false);
    const next = (await startEngine(ground)).window();
    await unlock(next);
    await signIn(next);
    await expect.poll(async () => (await onlyToken(next)).state).toBe(keep ? 'open' : 'locked');
    expect(await onlyToken(next)).toMatchObject({ keepsPin: keep });
  }
});

it('a kept PIN that the token refuses is forgotten, and the log says so', async () => {
  const { window, id, ground, engine, token } = await aMachine();
  await open(window, id, { keep: true });
  await engine.house.close();
  token.userPin = 'another';
  const next = (await startEngine(ground)).window();
  await unlock(next);
  await signIn(next);
  await expect.poll(async () => (await onlyToken(next)).keepsPin).toBe(false);
  expect(await logOf(next)).toContainEqual(expect.objectContaining({ operation: 'HsmTokenOpen', code: 'PinRefused', door: 'job' }));
});

it('a changed PIN is the one that is kept from then on', async () => {
  const { window, id, ground, engine } = await aMachine();
  await open(window, id, { keep: true });
  await window.call('HsmPinChange', { token: id, role: 'user', pin: utf8('123456'), newPin: utf8('654321') });
  await engine.house.close();
  const next = (await startEngine(ground)).window();
  await unlock(next);
  await signIn(next);
  await expect.poll(async () => (await onlyToken(next)).state).toBe('open');
});

it('the security officer gives a token another PIN', async () => {
  const { window, id, token } = await aMachine();
  await window.call('HsmPinReset', { token: id, officerPin: utf8('123456'), newPin: utf8('777777') });
  expect(token.userPin).toBe('777777');
  await open(window, id, { pin: '777777' });
});

it('a token is initialised with the name and PINs that it was given', async () => {
  const { window, module, token } = await aMachine();
  const made = await window.call('HsmTokenInit', {
    module: module.id,
    slot: 0,
    label: 'Fresh',
    officerPin: utf8('11111111'),
    userPin: utf8('22222222'),
  });
  expect(made).toMatchObject({ label: 'Fresh', state: 'locked' });
  expect(token).toMatchObject({ label: 'Fresh', officerPin: '11111111', userPin: '22222222' });
});

it('what a token can do is tried once, and remembered while its firmware is the same', async () => {
  const { window, id } = await aMachine();
  expect((await onlyToken(window)).ability).toBeUndefined();
  await open(window, id);
  await window.call('HsmTokenProbe', { token: id });
  expect((await onlyToken(window)).ability).toMatchObject({ native: ['RS256', 'ES256'] });
});

it('a certification is what a person wrote down, and can be taken away', async () => {
  const { window, id } = await aMachine();
  const written = 'FIPS 140-2 level 3, certificate 4321';
  expect(await window.call('HsmTokenPatch', { token: id, certification: written })).toMatchObject({ certification: written });
  expect(await window.call('HsmTokenPatch', { token: id, certification: null })).not.toHaveProperty('certification');
});

it('a premium vault is bound to one token at a time, a standard one to none', async () => {
  const { window, id, ground } = await aMachine();
  const binding = { vault: 'payroll', token: id };
  await expect(window.call('HsmBindingPut', binding)).rejects.toEqual(
    refusal('KeyUnsupported', { what: 'HSM keys', by: 'payroll', reason: 'vault' }),
  );
  const { revision } = await window.call('VaultGet', { vault: 'payroll' });
  await window.call('VaultPatch', { vault: 'payroll', revision, tier: 'premium' });
  await window.call('HsmBindingPut', binding);
  expect(await onlyToken(window)).toMatchObject({ vaults: ['payroll'] });

  ground.hsm.tokens.push(newMemoryToken('0002', 'Second'));
  const tokensOf = async (): Promise<HsmModule['tokens']> => (await window.call('HsmModuleList', {})).items.flatMap(({ tokens }) => tokens);
  const second = (await tokensOf()).find(({ label }) => label === 'Second');
  await window.call('HsmBindingPut', { vault: 'payroll', token: second?.id });
  expect((await tokensOf()).map(({ label, vaults }) => [label, vaults])).toEqual([
    ['Office HSM', []],
    ['Second', ['payroll']],
  ]);
  await window.call('HsmBindingPut', { vault: 'payroll', token: null });
  expect((await tokensOf()).flatMap(({ vaults }) => vaults)).toEqual([]);
});

it('a token that is gone is shown as absent, and forgotten only when nothing needs it', async () => {
  const { window, id, token } = await aMachine();
  await open(window, id);
  await expect(window.call('HsmTokenForget', { token: id })).rejects.toEqual(refusal('HsmTokenInUse', { keys: 0 }));
  token.isPlugged = false;
  expect(await onlyToken(window)).toMatchObject({ id, state: 'absent' });
  await window.call('HsmTokenForget', { token: id });
  expect((await window.call('HsmModuleList', {})).items.flatMap(({ tokens }) => tokens)).toEqual([]);
});

it('modules and tokens that are not there are told of by name', async () => {
  const { window } = await aMachine();
  const nowhere = '0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b11';
  await expect(window.call('HsmModuleRemove', { id: nowhere })).rejects.toEqual(refusal('HsmModuleNotFound'));
  await expect(window.call('HsmModuleRestart', { id: nowhere })).rejects.toEqual(refusal('HsmModuleNotFound'));
  await expect(open(window, nowhere)).rejects.toEqual(refusal('HsmTokenNotFound'));
});

it('who follows hears of a token that comes', async () => {
  const { window, ground } = await aMachine();
  const ending = new AbortController();
  const stream = window.listen('HsmFollow', {}, ending.signal)[Symbol.asyncIterator]();
  expect((await stream.next()).value).toMatchObject({ items: [{ tokens: [{ label: 'Office HSM' }] }] });
  ground.hsm.tokens.push(newMemoryToken('0002', 'Second'));
  const next = stream.next();
  ground.clock.pass(1_000);
  expect((await next).value).toMatchObject({ items: [{ tokens: [{ label: 'Office HSM' }, { label: 'Second' }] }] });
  ending.abort();
  await stream.return?.();
});
