import { beforeEach, describe, expect, it } from 'vitest';
import { changePerson } from '../../../app/identity/person.ts';
import { type App, beginSignIn, setUpApp, setUpCodes, setUpKey } from '../../support/a-factor.ts';
import { aHouse, logOf, makeInstance, newGround, password, signIn, startEngine, unlock, utf8, type Window } from '../../support/a-house.ts';
import { createSoftKey, type SoftKey, type Twist } from '../../support/a-passkey.ts';
import { aPerson, change, roomsOf } from '../../support/a-person.ts';

const refusal = (code: string, data: object = {}) => expect.objectContaining({ code, data: expect.objectContaining(data) });
const stepMs = 30_000;

let house: Awaited<ReturnType<typeof aHouse>>;
/** Somebody with an app, a key and recovery codes is signed in on the first window; the others are their further tries. */
let first: Window;
let window: Window;
let app: App;
let key: SoftKey;
let codes: readonly string[];
beforeEach(async () => {
  house = await aHouse();
  first = house.window;
  ({ app } = await setUpApp(first, house.ground.clock));
  key = createSoftKey();
  await setUpKey(first, key);
  ({ codes } = await setUpCodes(first));
  // The step in which the app was set up is used.
  pass(stepMs);
  window = house.engine.window();
});
const now = () => house.ground.clock.now();
const pass = (ms: number) => house.ground.clock.pass(ms);
const prove = (code: Uint8Array, desk = window) => desk.call('SessionProve', { proof: { kind: 'totp', code } });
const recover = (code: string, desk = window) => desk.call('SessionProve', { proof: { kind: 'recovery-code', code: utf8(code) } });
const press = (options: string | undefined, twist: Twist = {}, desk = window) =>
  desk.call('SessionProve', { proof: { kind: 'passkey', response: key.get(options ?? '', twist) } });
const isSignedIn = async (desk = window): Promise<boolean> =>
  desk.call('SessionGet', {}).then(
    () => true,
    () => false,
  );

describe('a right password', () => {
  it('signs nobody in by itself, and says what will', async () => {
    const asked = await beginSignIn(window);
    expect([...asked.kinds].toSorted()).toEqual(['passkey', 'recovery-code', 'totp']);
    expect(await isSignedIn()).toBe(false);
    await expect(window.call('SecretList', { vault: 'payroll' })).rejects.toEqual(refusal('Unauthorized'));
    await prove(app.codeAt(now()));
    expect(await isSignedIn()).toBe(true);
  });

  it('is recorded as nobody’s, and not as a sign-in', async () => {
    await beginSignIn(window);
    const [row] = (await logOf(first)).toReversed();
    expect(row).toMatchObject({ operation: 'SessionCreate', identity: 'nobody', object: 'ada' });
    const { properties } = await first.call('LogGet', { sequence: row?.sequence ?? 0 });
    expect(properties).toMatchObject({ secondFactor: 'asked' });
  });

  it('leaves who is signed in on the connection there until the other is proved', async () => {
    const bob = house.engine.window();
    await aPerson(house.engine, 'bob', { role: 'Reader', scope: '/' });
    await signIn(bob, password, 'bob');
    await beginSignIn(bob);
    expect((await bob.call('SessionGet', {})).person.name).toBe('bob');
    await prove(app.codeAt(now()), bob);
    expect((await bob.call('SessionGet', {})).person.name).toBe('ada');
  });
});

describe('a code of an app', () => {
  it.each([-1, 0, 1])('of the step %i away signs in', async (away) => {
    pass(stepMs);
    await beginSignIn(window);
    expect(await prove(app.codeAt(now() + away * stepMs))).toMatchObject({ person: { name: 'ada' } });
  });

  it.each([-2, 2])('of the step %i away does not', async (away) => {
    pass(4 * stepMs);
    await beginSignIn(window);
    await expect(prove(app.codeAt(now() + away * stepMs))).rejects.toEqual(refusal('SignInFailed'));
  });

  it('signs in once, also where it was proved at setting up', async () => {
    await beginSignIn(window);
    await expect(prove(app.codeAt(now() - stepMs))).rejects.toEqual(refusal('SignInFailed'));
    await prove(app.codeAt(now()));
    const other = house.engine.window();
    await beginSignIn(other);
    await expect(prove(app.codeAt(now()), other)).rejects.toEqual(refusal('SignInFailed'));
    pass(stepMs);
    await prove(app.codeAt(now()), other);
  });

  it('is that of the computer’s clock, also after that had been far ahead', async () => {
    const ground = newGround();
    let aheadMs = 365 * 24 * 60 * 60_000;
    const clock = { ...ground.clock, now: () => ground.clock.now() + aheadMs };
    const desk = (await startEngine({ ...ground, clock })).window();
    await makeInstance(desk);
    await signIn(desk);
    aheadMs = 0;
    const phone = await setUpApp(desk, clock);
    ground.clock.pass(stepMs);
    await beginSignIn(desk);
    expect(await prove(phone.app.codeAt(clock.now()), desk)).toMatchObject({ person: { name: 'ada' } });
  });

  it('signs in only one of two connections that give it at the same time', async () => {
    const other = house.engine.window();
    await beginSignIn(window);
    await beginSignIn(other);
    const code = app.codeAt(now());
    const settled = await Promise.allSettled([prove(code), prove(code, other)]);
    expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect([await isSignedIn(), await isSignedIn(other)].filter(Boolean)).toHaveLength(1);
  });
});

describe('a passkey', () => {
  it('signs in, and its counter goes on', async () => {
    const { options } = await beginSignIn(window);
    await press(options);
    expect((await window.call('FactorList', {})).items.find(({ kind }) => kind === 'passkey')?.lastUsedOn).toBe(now());
    const again = await beginSignIn(window);
    await expect(press(again.options, { counter: 2 })).rejects.toEqual(refusal('SignInFailed'));
    const once = await beginSignIn(window);
    await press(once.options, { counter: 3 });
  });

  const foreign: readonly (readonly [string, Twist])[] = [
    ['of another page', { origin: 'https://console.example' }],
    ['of another relying party', { rpId: 'example' }],
    ['to another challenge', { challenge: Buffer.from(new Uint8Array(32)).toString('base64url') }],
  ];
  it.each(foreign)('with an answer %s does not', async (_what, twist) => {
    const { options } = await beginSignIn(window);
    await expect(press(options, twist)).rejects.toEqual(refusal('SignInFailed'));
    expect(await isSignedIn()).toBe(false);
  });

  it('answers each challenge once: wrong or right, the next one wants the password again', async () => {
    const { options } = await beginSignIn(window);
    await expect(press(options, { origin: 'https://console.example' })).rejects.toEqual(refusal('SignInFailed'));
    await expect(press(options)).rejects.toEqual(refusal('SignInExpired'));
    const next = await beginSignIn(window);
    await expect(press(options)).rejects.toEqual(refusal('SignInFailed'));
    expect(next.options).not.toBe(options);
  });

  it('answers only the connection that was asked', async () => {
    const other = house.engine.window();
    const { options } = await beginSignIn(window);
    await beginSignIn(other);
    await expect(press(options, {}, other)).rejects.toEqual(refusal('SignInFailed'));
  });
});

describe('a recovery code', () => {
  it('signs in once, however it is typed', async () => {
    await beginSignIn(window);
    await recover(` ${(codes[0] ?? '').toLowerCase().replaceAll('-', ' ')}`);
    expect((await window.call('FactorList', {})).items.find(({ kind }) => kind === 'recovery-code')?.left).toBe(9);
    const other = house.engine.window();
    await beginSignIn(other);
    await expect(recover(codes[0] ?? '', other)).rejects.toEqual(refusal('SignInFailed'));
    await recover(codes[1] ?? '', other);
  });

  it('is offered until all ten are used, and each of them works', async () => {
    for (const code of codes) {
      expect((await beginSignIn(window)).kinds).toContain('recovery-code');
      await recover(code);
      pass(2_000);
    }
    expect((await beginSignIn(window)).kinds).not.toContain('recovery-code');
  });

  it.each(['', '-', 'no code', 'UUUU-UUUU-UUUU-UUUU', '0000-0000-0000-0000', '0000-0000-0000-000'])('is not “%s”', async (text) => {
    await beginSignIn(window);
    await expect(recover(text)).rejects.toEqual(refusal(text === '' ? 'BadParameter' : 'SignInFailed'));
  });
});

describe('the half that was proved', () => {
  it('is of one connection', async () => {
    await beginSignIn(window);
    await expect(prove(app.codeAt(now()), house.engine.window())).rejects.toEqual(refusal('SignInExpired'));
    await prove(app.codeAt(now()));
  });

  it('holds for five minutes', async () => {
    await beginSignIn(window);
    pass(5 * 60_000 - 1);
    await prove(app.codeAt(now()));
    const other = house.engine.window();
    await beginSignIn(other);
    pass(5 * 60_000);
    await expect(prove(app.codeAt(now()), other)).rejects.toEqual(refusal('SignInExpired'));
  });

  it('ends with another attempt, also a failed one', async () => {
    await beginSignIn(window);
    const wrong = window.call('SessionCreate', { person: 'ada', password: utf8('not the password') });
    await expect(wrong).rejects.toEqual(refusal('SignInFailed'));
    await expect(prove(app.codeAt(now()))).rejects.toEqual(refusal('SignInExpired'));
  });

  it('ends with the session that it became, and with the connection', async () => {
    await beginSignIn(window);
    await prove(app.codeAt(now()));
    await window.call('SessionDelete', {});
    pass(stepMs);
    await expect(prove(app.codeAt(now()))).rejects.toEqual(refusal('SignInExpired'));
    await beginSignIn(window);
    // What a door does when the page is gone.
    window.caller.session.current = undefined;
    await expect(prove(app.codeAt(now()))).rejects.toEqual(refusal('SignInExpired'));
  });

  it('ends when the password is replaced', async () => {
    await beginSignIn(window);
    await first.call('PasswordChange', { password: utf8(password), next: utf8('four large red doors') });
    await expect(prove(app.codeAt(now()))).rejects.toEqual(refusal('SignInExpired'));
  });

  it('is nothing without a password', async () => {
    await expect(prove(app.codeAt(now()))).rejects.toEqual(refusal('SignInExpired'));
    await expect(recover(codes[0] ?? '')).rejects.toEqual(refusal('SignInExpired'));
  });
});

describe('wrong proofs', () => {
  const failed = refusal('SignInFailed', { retryOn: expect.any(Number) });
  const wrong = () => prove(utf8('000000'));

  it('slow like wrong passwords, and a right password in between does not forget them', async () => {
    for (let slip = 0; slip < 2; slip += 1) {
      await beginSignIn(window);
      await expect(wrong()).rejects.toEqual(refusal('SignInFailed'));
    }
    await beginSignIn(window);
    await expect(wrong()).rejects.toEqual(failed);
    await expect(prove(app.codeAt(now()))).rejects.toEqual(failed);
    await expect(beginSignIn(house.engine.window())).rejects.toEqual(failed);
    pass(1_000);
    await expect(wrong()).rejects.toEqual(refusal('SignInFailed', { retryOn: now() + 2_000 }));
    pass(2_000);
    await prove(app.codeAt(now()));
    await beginSignIn(window);
    await expect(wrong()).rejects.toEqual(refusal('SignInFailed', {}));
  });

  it('are counted with wrong passwords, and not forgotten with the engine', async () => {
    const guess = () => window.call('SessionCreate', { person: 'ada', password: utf8('not the password') });
    await expect(guess()).rejects.toEqual(refusal('SignInFailed'));
    await expect(guess()).rejects.toEqual(refusal('SignInFailed'));
    await beginSignIn(window);
    await expect(wrong()).rejects.toEqual(failed);
    await house.engine.house.close();
    const next = await startEngine(house.ground);
    window = next.window();
    await unlock(window);
    await expect(beginSignIn(window)).rejects.toEqual(failed);
    pass(1_000);
    await beginSignIn(window);
    await expect(wrong()).rejects.toEqual(refusal('SignInFailed', { retryOn: now() + 2_000 }));
  });

  it('of before somebody signed in by the password alone count no more, also for the next engine', async () => {
    await aPerson(house.engine, 'bob', { role: 'Reader', scope: '/' });
    const guess = () => window.call('SessionCreate', { person: 'bob', password: utf8('not the password') });
    await expect(guess()).rejects.toEqual(refusal('SignInFailed'));
    await expect(guess()).rejects.toEqual(refusal('SignInFailed'));
    await signIn(window, password, 'bob');
    await setUpApp(window, house.ground.clock);
    await house.engine.house.close();
    window = (await startEngine(house.ground)).window();
    await unlock(window);
    await beginSignIn(window, 'bob');
    const refused = await wrong().catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'SignInFailed', data: {} });
    expect(refused).not.toHaveProperty('data.retryOn');
  });

  it('are recorded as that person’s, with the kind, and never the code', async () => {
    await beginSignIn(window);
    await expect(wrong()).rejects.toEqual(refusal('SignInFailed'));
    await expect(recover('0123-4567-89AB-CDEF')).rejects.toEqual(refusal('SignInFailed'));
    pass(1_000);
    const code = app.codeAt(now());
    await prove(code);
    const rows = (await logOf(first)).filter(({ operation }) => operation === 'SessionProve');
    expect(rows.map(({ result, code: outcome, identity, object }) => ({ result, outcome, identity, object }))).toEqual([
      { result: 'refused', outcome: 'SignInFailed', identity: 'Ada Lovelace', object: 'ada' },
      { result: 'refused', outcome: 'SignInFailed', identity: 'Ada Lovelace', object: 'ada' },
      { result: 'succeeded', outcome: 'OK', identity: 'Ada Lovelace', object: 'ada' },
    ]);
    const details = await Promise.all(rows.map(({ sequence }) => first.call('LogGet', { sequence })));
    expect(details.map(({ properties }) => properties)).toEqual([{ kind: 'totp' }, { kind: 'recovery-code' }, { kind: 'totp' }]);
    const said = JSON.stringify(details);
    for (const secret of ['000000', '0123-4567', new TextDecoder().decode(code)]) expect(said).not.toContain(`"${secret}`);
  });
});

it('falls with the password where shares open the house for who forgot both', async () => {
  await house.engine.house.close();
  window = (await startEngine(house.ground)).window();
  const slot = (await window.call('InstanceGet', {})).slots.find(({ kind }) => kind === 'shares')?.id ?? '';
  await window.call('InstanceUnlock', { kind: 'shares', slot, shares: house.shares.slice(0, 2) });
  await expect(signIn(window)).rejects.toThrow('second factor');
  const fresh = 'and another new one';
  await window.call('InstanceRecover', { passphrase: utf8('an altogether new one'), person: 'ada', password: utf8(fresh) });
  await signIn(window, fresh);
  expect((await window.call('FactorList', {})).items).toEqual([]);
});

describe('who must have a second factor', () => {
  const sentence = refusal('FactorDue');

  it('does nothing before it is set up, and everything after', async () => {
    await change(house.engine, async (tx) => {
      const ada = await tx.directory.findPerson('ada');
      if (ada) await changePerson(tx, roomsOf(house.engine).keyring, ada, { secondFactor: true });
    });
    const { items } = await first.call('FactorList', {});
    for (const { id } of items.filter(({ kind }) => kind !== 'recovery-code')) {
      await first.call('FactorRemove', { id, password: utf8(password) });
    }
    expect(await first.call('SessionGet', {})).toMatchObject({ factorDue: true });
    await expect(first.call('VaultList', {})).rejects.toEqual(sentence);
    await expect(first.call('SecretSet', { vault: 'payroll', name: 'a', value: utf8('b'), enabled: true, tags: {} })).rejects.toEqual(
      sentence,
    );
    const answer = await window.call('SessionCreate', { person: 'ada', password: utf8(password) });
    expect(answer).toMatchObject({ kind: 'signed-in', session: { factorDue: true } });
    await expect(window.call('VaultList', {})).rejects.toEqual(sentence);
    await setUpApp(window, house.ground.clock);
    expect(await window.call('SessionGet', {})).toMatchObject({ factorDue: false });
    expect((await window.call('VaultList', {})).items).toHaveLength(1);
    expect((await first.call('VaultList', {})).items).toHaveLength(1);
  });
});
