import { describe, expect, it } from 'vitest';
import { aHouse, logOf, password, signIn, startEngine, text, unlock, utf8, type Window } from '../../support/a-house.ts';
import { roomsOf } from '../../support/a-person.ts';
import { assign, invite, join } from '../../support/an-invitation.ts';

const refusal = (code: string, data: object = {}) => expect.objectContaining({ code, data: expect.objectContaining(data) });
const accept = (window: Window, name: string, code: Uint8Array, chosen = password) =>
  window.call('InvitationAccept', { person: name, code, password: utf8(chosen) });
const personOf = async (window: Window, name: string) => {
  const found = (await window.call('PersonList', { text: name, limit: 10 })).items.find((it) => it.name === name);
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
};
const day = 86_400_000;

describe('somebody who is invited', () => {
  it('chooses a password with the code, signs in, and may do nothing yet', async () => {
    const { engine, window, ground } = await aHouse();
    const { person, code, until } = await invite(window, 'grace');
    expect(person).toMatchObject({ name: 'grace', state: 'invited', invitedUntil: until, factors: [] });
    expect(until).toBe(ground.clock.now() + 7 * day);
    expect(text(code)).toMatch(/^(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}$/);
    const page = engine.window();
    await accept(page, 'Grace', utf8(text(code).toLowerCase().replaceAll('-', ' ')));
    expect(await signIn(page, password, 'grace')).toMatchObject({ person: { name: 'grace' }, roles: [], logScopes: [], start: 'find' });
    await expect(page.call('PersonList', { limit: 10 })).rejects.toEqual(refusal('Forbidden', { scope: '/' }));
    const after = await personOf(window, 'grace');
    expect(after).toMatchObject({ state: 'active', lastSignInOn: ground.clock.now() });
    expect(after).not.toHaveProperty('invitedUntil');
  });

  it('cannot sign in before, with no password at all either', async () => {
    const { engine, window } = await aHouse();
    await invite(window, 'grace');
    await expect(signIn(engine.window(), 'x', 'grace')).rejects.toEqual(refusal('SignInFailed'));
    const { people } = await window.call('InstanceGet', {});
    expect(people?.map(({ name }) => name)).toEqual(['ada']);
  });

  it('uses the code once, in its time, and nobody else’s', async () => {
    const { engine, window, ground } = await aHouse();
    const { code } = await invite(window, 'grace');
    const other = await invite(window, 'mary');
    const page = engine.window();
    const invalid = refusal('InvitationInvalid');
    await expect(accept(page, 'grace', utf8(text(other.code)))).rejects.toEqual(invalid);
    await expect(accept(page, 'nobody', utf8(text(other.code)))).rejects.toEqual(invalid);
    await accept(page, 'grace', utf8(text(code)));
    await expect(accept(page, 'grace', utf8(text(code)), 'another long password')).rejects.toEqual(invalid);
    await signIn(page, password, 'grace');
    ground.clock.pass(7 * day);
    await expect(accept(page, 'mary', other.code)).rejects.toEqual(invalid);
  });

  it('is one, though two come with the code at once', async () => {
    const { engine, window } = await aHouse();
    const { code } = await invite(window, 'grace');
    const chosen = ['the first good password', 'the second good password'];
    const ends = await Promise.allSettled(chosen.map((each) => accept(engine.window(), 'grace', utf8(text(code)), each)));
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const signedIn = await Promise.allSettled(chosen.map((each) => signIn(engine.window(), each, 'grace')));
    expect(signedIn.map(({ status }) => status)).toEqual(ends.map(({ status }) => status));
  });

  it('is slowed as one who guesses', async () => {
    const { engine, window } = await aHouse();
    const { code } = await invite(window, 'grace');
    const page = engine.window();
    for (let slip = 0; slip < 3; slip += 1) await expect(accept(page, 'grace', utf8('0000'))).rejects.toEqual(refusal('InvitationInvalid'));
    await expect(accept(page, 'grace', code)).rejects.toEqual(refusal('InvitationInvalid', { retryOn: expect.any(Number) }));
  });

  it('has a name that nobody has, whatever its case, and a code that stands nowhere', async () => {
    const { window, engine } = await aHouse();
    const { code } = await invite(window, 'grace');
    const shown = text(code);
    await expect(invite(window, 'GRACE')).rejects.toEqual(refusal('NameTaken', { name: 'GRACE' }));
    await expect(invite(window, 'Ada')).rejects.toEqual(refusal('NameTaken'));
    const records = await Promise.all((await logOf(window)).map(({ sequence }) => window.call('LogGet', { sequence })));
    expect(JSON.stringify(records)).not.toContain(shown.slice(0, 9));
    expect(records.filter((it) => it.operation === 'PersonInvite').map((it) => [it.object, it.code])).toEqual([
      ['grace', 'OK'],
      ['GRACE', 'NameTaken'],
      ['Ada', 'NameTaken'],
    ]);
    await roomsOf(engine).store.read(async (tx) => {
      expect(JSON.stringify(await tx.directory.findPerson('grace'))).not.toContain(shown);
    });
  });
});

describe('people', () => {
  it('are listed by name, a page at a time, by part of a name and by state', async () => {
    const { engine, window } = await aHouse();
    for (const name of ['mary', 'grace', 'joan']) await invite(window, name);
    await join(engine, window, 'alan');
    const first = await window.call('PersonList', { limit: 2 });
    expect([first.items.map(({ name }) => name), first.total]).toEqual([['ada', 'alan'], 5]);
    const second = await window.call('PersonList', { limit: 2, after: first.next });
    expect(second.items.map(({ name }) => name)).toEqual(['grace', 'joan']);
    const third = await window.call('PersonList', { limit: 2, after: second.next });
    expect([third.items.map(({ name }) => name), third.next]).toEqual([['mary'], undefined]);
    const invited = await window.call('PersonList', { limit: 10, state: ['invited'], text: 'THE ' });
    expect([invited.items.map(({ name }) => name), invited.total]).toEqual([['grace', 'joan', 'mary'], 3]);
  });

  it('that are not there are told of as such', async () => {
    const { window } = await aHouse();
    const id = '0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b11';
    await expect(window.call('PersonGet', { id })).rejects.toEqual(refusal('PersonNotFound'));
    await expect(window.call('PersonPatch', { id, enabled: false, revision: 1 })).rejects.toEqual(refusal('PersonNotFound'));
  });

  it('are not changed over what somebody else changed meanwhile', async () => {
    const { window } = await aHouse();
    const { person } = await invite(window, 'grace');
    await window.call('PersonPatch', { id: person.id, displayName: 'Grace Hopper', revision: person.revision });
    await expect(window.call('PersonPatch', { id: person.id, enabled: false, revision: person.revision })).rejects.toEqual(
      refusal('ChangedMeanwhile', { name: 'grace', changedBy: 'Ada Lovelace' }),
    );
    expect(await personOf(window, 'grace')).toMatchObject({ displayName: 'Grace Hopper', state: 'invited' });
  });
});

describe('a person who is disabled', () => {
  it('feels it at the next operation, and cannot sign in', async () => {
    const { engine, window } = await aHouse();
    const { id, window: page } = await join(engine, window, 'grace');
    const { revision } = await personOf(window, 'grace');
    await window.call('PersonPatch', { id, enabled: false, revision });
    await expect(page.call('SessionGet', {})).rejects.toEqual(refusal('Unauthorized'));
    await expect(signIn(page, password, 'grace')).rejects.toEqual(refusal('SignInFailed'));
  });

  it('comes back with the old password, but no old session does', async () => {
    const { engine, window } = await aHouse();
    const { id, window: page } = await join(engine, window, 'grace');
    await window.call('PersonPatch', { id, enabled: false, revision: (await personOf(window, 'grace')).revision });
    await window.call('PersonPatch', { id, enabled: true, revision: (await personOf(window, 'grace')).revision });
    await expect(page.call('SessionGet', {})).rejects.toEqual(refusal('Unauthorized'));
    await signIn(page, password, 'grace');
  });
});

describe('a person who is recovered', () => {
  it('has no password and no session any more, keeps what they hold, and comes back by a code', async () => {
    const { engine, window } = await aHouse();
    const { id, window: page } = await join(engine, window, 'grace');
    await assign(window, id, 'Key Vault Reader');
    const { revision } = await personOf(window, 'grace');
    const { person, code } = await window.call('PersonRecover', { id, reason: 'Forgot it', revision });
    expect(person).toMatchObject({ state: 'invited', factors: [] });
    await expect(page.call('SessionGet', {})).rejects.toEqual(refusal('Unauthorized'));
    await expect(signIn(page, password, 'grace')).rejects.toEqual(refusal('SignInFailed'));
    await accept(page, 'grace', code, 'quite another password');
    expect((await signIn(page, 'quite another password', 'grace')).roles).toEqual([{ name: 'Key Vault Reader', scope: '/' }]);
  });
});

describe('a password that is changed', () => {
  it('lets the session go on that changed it, and ends every other', async () => {
    const { engine, window } = await aHouse();
    const { window: page } = await join(engine, window, 'grace');
    const elsewhere = engine.window();
    await signIn(elsewhere, password, 'grace');
    const next = 'a much better password';
    await page.call('PasswordChange', { password: utf8(password), next: utf8(next) });
    expect(await page.call('SessionGet', {})).toMatchObject({ person: { name: 'grace' } });
    await expect(elsewhere.call('SessionGet', {})).rejects.toEqual(refusal('Unauthorized'));
    await expect(signIn(elsewhere, password, 'grace')).rejects.toEqual(refusal('SignInFailed'));
    await signIn(elsewhere, next, 'grace');
  });

  it('is not changed by who does not know the old one', async () => {
    const { engine, window } = await aHouse();
    const { window: page } = await join(engine, window, 'grace');
    const change = page.call('PasswordChange', { password: utf8('not this one'), next: utf8('a much better password') });
    await expect(change).rejects.toEqual(refusal('SignInFailed'));
    await signIn(engine.window(), password, 'grace');
  });
});

describe('signing in', () => {
  const lockMs = 15 * 60_000;
  const slip = (page: Window) => expect(signIn(page, 'not this one', 'grace')).rejects.toEqual(refusal('SignInFailed'));
  async function aLockedPerson() {
    const house = await aHouse();
    const { id, window: page } = await join(house.engine, house.window, 'grace');
    for (let slips = 0; slips < 10; slips += 1) {
      await slip(page);
      house.ground.clock.pass(slips === 9 ? 0 : 5 * 60_000);
    }
    return { ...house, id };
  }

  it('is locked for a quarter of an hour after ten failures in a row, with the right password too', async () => {
    const { window, ground, engine } = await aLockedPerson();
    const lockedUntil = ground.clock.now() + lockMs;
    expect(await personOf(window, 'grace')).toMatchObject({ state: 'active', lockedUntil });
    await expect(signIn(engine.window(), password, 'grace')).rejects.toEqual(refusal('SignInFailed', { retryOn: lockedUntil }));
    ground.clock.pass(lockMs);
    await signIn(engine.window(), password, 'grace');
    expect(await personOf(window, 'grace')).not.toHaveProperty('lockedUntil');
  });

  it('is let free by who manages people, for good', async () => {
    const { window, engine, id, ground } = await aLockedPerson();
    const { revision } = await personOf(window, 'grace');
    expect(await window.call('PersonPatch', { id, unlock: true, revision })).not.toHaveProperty('lockedUntil');
    await engine.house.close();
    const next = (await startEngine(ground)).window();
    await unlock(next);
    await signIn(next, password, 'grace');
  });

  it('stays locked though the engine was ended', async () => {
    const { engine, ground } = await aLockedPerson();
    await engine.house.close();
    const next = (await startEngine(ground)).window();
    await unlock(next);
    await expect(signIn(next, password, 'grace')).rejects.toEqual(refusal('SignInFailed', { retryOn: ground.clock.now() + lockMs }));
  });

  it('of somebody unknown is locked alike', async () => {
    const { engine, ground } = await aHouse();
    const page = engine.window();
    for (let slips = 0; slips < 10; slips += 1) {
      await expect(signIn(page, 'x', 'nobody')).rejects.toEqual(refusal('SignInFailed'));
      if (slips < 9) ground.clock.pass(5 * 60_000);
    }
    await expect(signIn(page, 'x', 'nobody')).rejects.toEqual(refusal('SignInFailed', { retryOn: ground.clock.now() + lockMs }));
  });
});
