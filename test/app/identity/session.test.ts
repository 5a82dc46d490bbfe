import { describe, expect, it } from 'vitest';
import { setUpApp } from '../../support/a-factor.ts';
import { aHouse, logOf, password, signIn, utf8, type Window } from '../../support/a-house.ts';
import { assign, invite, join } from '../../support/an-invitation.ts';

const refusal = (code: string, data: object = {}) => expect.objectContaining({ code, data: expect.objectContaining(data) });
const followed = (window: Window) => window.listen('SessionFollow', {})[Symbol.asyncIterator]();
const revisionOf = async (window: Window, id: string) => (await window.call('PersonGet', { id })).revision;

describe('where the console begins', () => {
  const starts = [
    ['Key Vault Secrets User', 'find'],
    ['Key Vault Reader', 'find'],
    ['Key Vault Secrets Officer', 'attention'],
    ['Key Vault Administrator', 'attention'],
    ['Key Vault Contributor', 'attention'],
    ['User Access Administrator', 'attention'],
    ['User Administrator', 'attention'],
    ['Owner', 'attention'],
    ['Monitoring Reader', 'log'],
  ] as const;

  it.each(starts)('for a %s is %s', async (role, start) => {
    const { engine, window } = await aHouse();
    const { id, window: page } = await join(engine, window, 'grace');
    await assign(window, id, role);
    expect(await page.call('SessionGet', {})).toMatchObject({ start, roles: [{ name: role, scope: '/' }] });
  });

  it('for somebody who reads the log and values is finding', async () => {
    const { engine, window } = await aHouse();
    const { id, window: page } = await join(engine, window, 'grace');
    await assign(window, id, 'Monitoring Reader');
    await assign(window, id, 'Key Vault Secrets User');
    expect(await page.call('SessionGet', {})).toMatchObject({ start: 'find', logScopes: ['/'] });
  });
});

describe('where the log may be read', () => {
  it('is said by the highest places, also those that a group gives', async () => {
    const { engine, window } = await aHouse();
    const { resourceId } = await window.call('VaultGet', { vault: 'payroll' });
    const group = await window.call('GroupPut', { name: 'Auditors', description: '' });
    await assign(window, group.id, 'Monitoring Reader', resourceId);
    const { id, window: page } = await join(engine, window, 'grace', { groups: [group.id] });
    expect((await page.call('SessionGet', {})).logScopes).toEqual([resourceId]);
    await assign(window, id, 'Monitoring Reader', resourceId.replace(/\/providers.*$/, ''));
    expect((await page.call('SessionGet', {})).logScopes).toEqual([resourceId.replace(/\/providers.*$/, '')]);
  });
});

describe('a session that is followed', () => {
  it('is told again when a role was given, by a group, or by time alone, and not otherwise', async () => {
    const { engine, window, ground } = await aHouse();
    const group = await window.call('GroupPut', { name: 'Readers', description: '' });
    await assign(window, group.id, 'Key Vault Reader');
    const { id, window: page } = await join(engine, window, 'grace');
    const follow = followed(page);
    const rolesNext = async () => {
      const { value } = await follow.next();
      return value.roles.map(({ name }: { name: string }) => name);
    };
    expect(await rolesNext()).toEqual([]);
    const until = ground.clock.now() + 60_000;
    await window.call('VaultGet', { vault: 'payroll' });
    await window.call('MembershipCreate', { group: group.id, member: id, until });
    expect(await rolesNext()).toEqual(['Key Vault Reader']);
    const over = rolesNext();
    await Promise.resolve();
    ground.clock.pass(60_000);
    expect(await over).toEqual([]);
  });

  it('ends when the person signs out, or is disabled', async () => {
    const { engine, window } = await aHouse();
    const { id, window: page } = await join(engine, window, 'grace');
    const ends: readonly (() => Promise<unknown>)[] = [
      () => page.call('SessionDelete', {}),
      async () => window.call('PersonPatch', { id, enabled: false, revision: await revisionOf(window, id) }),
    ];
    for (const end of ends) {
      await signIn(page, password, 'grace');
      const follow = followed(page);
      await follow.next();
      const last = follow.next();
      await end();
      expect(await last).toEqual({ done: true, value: undefined });
      expect(page.caller.session.current).toBeUndefined();
    }
  });

  it('is not recorded', async () => {
    const { window } = await aHouse();
    const before = (await logOf(window)).length;
    await followed(window).next();
    expect((await logOf(window)).length).toBe(before + 1);
  });
});

describe('somebody who must set up a second factor', () => {
  it('does nothing else before', async () => {
    const { engine, window, ground } = await aHouse();
    const { person, code } = await invite(window, 'grace', { secondFactor: true });
    await assign(window, person.id, 'Key Vault Reader');
    const page = engine.window();
    await page.call('InvitationAccept', { person: 'grace', code, password: utf8(password) });
    expect(await signIn(page, password, 'grace')).toMatchObject({ factorDue: true });
    await expect(page.call('VaultGet', { vault: 'payroll' })).rejects.toEqual(refusal('FactorDue'));
    await expect(page.call('RoleList', {})).rejects.toEqual(refusal('FactorDue'));
    await expect(page.listen('BulkRun', { job: person.id })[Symbol.asyncIterator]().next()).rejects.toEqual(refusal('FactorDue'));
    const follow = followed(page);
    expect((await follow.next()).value).toMatchObject({ factorDue: true });
    await setUpApp(page, ground.clock);
    expect((await follow.next()).value).toMatchObject({ factorDue: false });
    await page.call('VaultGet', { vault: 'payroll' });
  });

  it('feels it at the next operation when it is asked of them later', async () => {
    const { engine, window } = await aHouse();
    const { id, window: page } = await join(engine, window, 'grace');
    await page.call('RoleList', {});
    await window.call('PersonPatch', { id, secondFactor: true, revision: await revisionOf(window, id) });
    await expect(page.call('RoleList', {})).rejects.toEqual(refusal('FactorDue'));
    expect(await page.call('SessionGet', {})).toMatchObject({ factorDue: true });
  });
});
