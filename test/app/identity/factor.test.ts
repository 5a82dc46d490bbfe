import { beforeEach, describe, expect, it } from 'vitest';
import { anApp, beginSignIn, setUpApp, setUpCodes, setUpKey } from '../../support/a-factor.ts';
import { aHouse, logOf, password, signIn, text, utf8, type Window } from '../../support/a-house.ts';
import { createSoftKey } from '../../support/a-passkey.ts';
import { change } from '../../support/a-person.ts';

const refusal = (code: string, data: object = {}) => expect.objectContaining({ code, data: expect.objectContaining(data) });

let house: Awaited<ReturnType<typeof aHouse>>;
let window: Window;
beforeEach(async () => {
  house = await aHouse();
  ({ window } = house);
});
const now = () => house.ground.clock.now();
const pass = (ms: number) => house.ground.clock.pass(ms);
const kindsOf = async () => (await window.call('FactorList', {})).items.map(({ kind }) => kind);

describe('setting up', () => {
  it('asks for the password again, and slows who guesses it', async () => {
    for (const kind of ['totp', 'passkey', 'recovery-code'] as const) {
      await expect(window.call('FactorBegin', { kind, password: utf8('not the password') })).rejects.toEqual(refusal('SignInFailed'));
    }
    await expect(window.call('FactorBegin', { kind: 'totp', password: utf8(password) })).rejects.toEqual(
      refusal('SignInFailed', { retryOn: expect.any(Number) }),
    );
  });

  it('asks at signing in only for what was proved to work', async () => {
    const begun = await window.call('FactorBegin', { kind: 'totp', password: utf8(password) });
    const proof = { kind: 'totp', code: utf8('000000') } as const;
    await expect(window.call('FactorConfirm', { factor: begun.factor, label: 'Phone', proof })).rejects.toEqual(refusal('FactorUnproved'));
    expect(await kindsOf()).toEqual([]);
    await signIn(house.engine.window());
  });

  it('can be tried again with the next code, and not once more when it is done', async () => {
    const begun = await window.call('FactorBegin', { kind: 'totp', password: utf8(password) });
    if (begun.kind !== 'totp') throw new Error('begun as something else');
    const confirm = (code: Uint8Array) =>
      window.call('FactorConfirm', { factor: begun.factor, label: 'Phone', proof: { kind: 'totp', code } });
    await expect(confirm(utf8('000000'))).rejects.toEqual(refusal('FactorUnproved'));
    expect(await confirm(anApp(begun.uri).codeAt(now()))).toMatchObject({
      id: begun.factor,
      kind: 'totp',
      label: 'Phone',
      createdOn: now(),
    });
    await expect(confirm(anApp(begun.uri).codeAt(now()))).rejects.toEqual(refusal('StagedNotFound', { what: 'factor' }));
  });

  it('tells an app whose code it is, and of which house', async () => {
    const { app } = await setUpApp(window, house.ground.clock);
    expect(app.totp).toMatchObject({ issuer: 'Northwind', label: 'ada', algorithm: 'SHA1', digits: 6, period: 30 });
    expect(app.totp.secret.bytes).toHaveLength(20);
  });

  it('is over after ten idle minutes, and for every other session', async () => {
    const begun = await window.call('FactorBegin', { kind: 'totp', password: utf8(password) });
    if (begun.kind !== 'totp') throw new Error('begun as something else');
    const confirm = (desk: Window) =>
      desk.call('FactorConfirm', { factor: begun.factor, label: 'x', proof: { kind: 'totp', code: anApp(begun.uri).codeAt(now()) } });
    const other = house.engine.window();
    await signIn(other);
    await expect(confirm(other)).rejects.toEqual(refusal('StagedNotFound'));
    pass(10 * 60_000);
    await expect(confirm(window)).rejects.toEqual(refusal('StagedNotFound'));
  });

  it('takes a challenge for one answer only', async () => {
    const begun = await window.call('FactorBegin', { kind: 'passkey', password: utf8(password) });
    if (begun.kind !== 'passkey') throw new Error('begun as something else');
    const confirm = (response: string) =>
      window.call('FactorConfirm', { factor: begun.factor, label: 'Key', proof: { kind: 'passkey', response } });
    const key = createSoftKey();
    await expect(confirm(key.create(begun.options, { origin: 'https://console.example' }))).rejects.toEqual(refusal('FactorUnproved'));
    await expect(confirm(key.create(begun.options))).rejects.toEqual(refusal('StagedNotFound'));
  });

  it('keeps the same passkey only once', async () => {
    const key = createSoftKey();
    await setUpKey(window, key);
    await expect(setUpKey(window, key)).rejects.toEqual(refusal('FactorUnproved'));
    expect(await kindsOf()).toEqual(['passkey']);
  });

  it('gives recovery codes only beside something that they can stand in for, and new ones in place of the old', async () => {
    await expect(window.call('FactorBegin', { kind: 'recovery-code', password: utf8(password) })).rejects.toEqual(refusal('BadParameter'));
    await setUpApp(window, house.ground.clock);
    const first = await setUpCodes(window);
    expect(first.codes).toHaveLength(10);
    expect(new Set(first.codes).size).toBe(10);
    for (const code of first.codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    const second = await setUpCodes(window);
    const { items } = await window.call('FactorList', {});
    expect(items).toHaveLength(2);
    expect(items).toContainEqual(second.factor);
    expect(second.factor.left).toBe(10);
    const other = house.engine.window();
    await beginSignIn(other);
    const prove = (code: string) => other.call('SessionProve', { proof: { kind: 'recovery-code', code: utf8(code) } });
    await expect(prove(first.codes[0] ?? '')).rejects.toEqual(refusal('SignInFailed'));
    await prove(second.codes[0] ?? '');
  });

  it('knows an end', async () => {
    const sixthOn = async (): Promise<void> => {
      for (let at = 0; at < 21; at += 1) await setUpApp(window, house.ground.clock, `Phone ${at}`);
    };
    await expect(sixthOn()).rejects.toEqual(
      refusal('BadParameter', { issues: [{ path: 'kind', problem: 'too_many_factors', limit: 20 }] }),
    );
    expect(await kindsOf()).toHaveLength(20);
  });
});

describe('taking away', () => {
  const remove = (id: string, given = password) => window.call('FactorRemove', { id, password: utf8(given) });

  it('asks for the password again', async () => {
    const { factor } = await setUpApp(window, house.ground.clock);
    await expect(remove(factor.id, 'not the password')).rejects.toEqual(refusal('SignInFailed'));
    expect(await kindsOf()).toEqual(['totp']);
    await remove(factor.id);
    expect(await kindsOf()).toEqual([]);
    await signIn(house.engine.window());
  });

  it('takes recovery codes along with the last that they could stand in for', async () => {
    const { factor } = await setUpApp(window, house.ground.clock);
    const key = await setUpKey(window, createSoftKey());
    await setUpCodes(window);
    await remove(factor.id);
    expect((await kindsOf()).toSorted()).toEqual(['passkey', 'recovery-code']);
    await remove(key.id);
    expect(await kindsOf()).toEqual([]);
  });

  it('finds nothing of somebody else', async () => {
    await expect(remove('0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b11')).rejects.toEqual(refusal('FactorNotFound'));
  });
});

describe('what is kept', () => {
  it('holds no secret and no code in clear', async () => {
    const { app } = await setUpApp(window, house.ground.clock);
    const { codes } = await setUpCodes(window);
    const digits = codes.map((code) => code.replaceAll('-', ''));
    await change(house.engine, async (tx) => {
      const rows = await tx.factors.scan(undefined, 100);
      expect(rows).toHaveLength(2);
      for (const { content } of rows) {
        expect(Buffer.from(content).includes(Buffer.from(app.totp.secret.bytes))).toBe(false);
        for (const code of digits) expect(Buffer.from(content).includes(code)).toBe(false);
      }
    });
  });

  it('is noticed where it was altered, moved to somebody else, or taken away', async () => {
    const { factor } = await setUpApp(window, house.ground.clock);
    await change(house.engine, async (tx) => {
      const row = await tx.factors.find(factor.id);
      if (row) await tx.factors.update({ ...row, counter: 0 });
    });
    await expect(window.call('FactorList', {})).rejects.toEqual(refusal('IntegrityViolation', { what: 'factor', id: factor.id }));
    await expect(beginSignIn(house.engine.window())).rejects.toEqual(refusal('IntegrityViolation'));
  });

  it('is nothing that another factor’s place would open', async () => {
    const { factor } = await setUpApp(window, house.ground.clock);
    const rooms = house.engine.house.open();
    const row = await rooms?.store.read((tx) => tx.factors.find(factor.id));
    if (!rooms || !row) throw new Error('the factor is not kept');
    expect(() => rooms.keyring.openFactor({ ...row, id: row.personId }, row.content)).toThrow(refusal('IntegrityViolation'));
    expect(() => rooms.keyring.openFactor({ ...row, personId: row.id }, row.content)).toThrow(refusal('IntegrityViolation'));
    expect(rooms.keyring.openFactor(row, row.content)).toHaveLength(20);
  });
});

it('the log says what was set up and taken away, and nothing of what it is made of', async () => {
  const { app, factor } = await setUpApp(window, house.ground.clock);
  const { codes } = await setUpCodes(window);
  const key = createSoftKey();
  await setUpKey(window, key);
  await window.call('FactorRemove', { id: factor.id, password: utf8(password) });
  const rows = await logOf(window);
  const details = await Promise.all(rows.map(({ sequence }) => window.call('LogGet', { sequence })));
  const said = JSON.stringify(details);
  expect(rows.map(({ operation }) => operation)).toEqual(expect.arrayContaining(['FactorBegin', 'FactorConfirm', 'FactorRemove']));
  expect(rows.find(({ operation }) => operation === 'FactorRemove')?.object).toBe('second factor / Phone');
  for (const secret of [app.totp.secret.base32, text(app.codeAt(now())), Buffer.from(key.id).toString('base64url'), ...codes]) {
    expect(said).not.toContain(secret);
  }
});
