import { beforeEach, describe, expect, it } from 'vitest';
import { type Access, anAccess, roleId } from './an-access.ts';

const code = (name: string): unknown => expect.objectContaining({ code: name });

let access: Access;
beforeEach(async () => {
  access = await anAccess();
});

const wish = (rest: object = {}) => ({ operation: 'SecretGet', vault: 'payroll', name: 'db', reason: 'works on payroll', ...rest });
const open = { whose: 'decide', state: ['open'], limit: 100 } as const;
const secretsUser = roleId('Key Vault Secrets User');

describe('a request for access', () => {
  it('is seen by who can decide it, and granted in a click', async () => {
    const { ada, secret, join } = access;
    const ben = await join('ben', 'Data Purger', '/');
    const made = await ben.window.call('AccessRequestCreate', wish());
    expect(made).toMatchObject({ state: 'open', smallestRole: { name: 'Key Vault Secrets User' }, by: { name: 'ben' } });
    const [seen] = (await ada.call('AccessRequestList', open)).items;
    expect(seen).toMatchObject({ id: made.id, scope: secret('db'), reason: 'works on payroll' });
    const decision = { kind: 'grant', role: secretsUser, scope: secret('db') } as const;
    const decided = await ada.call('AccessRequestDecide', { id: made.id, decision, note: 'until June' });
    expect(decided).toMatchObject({ state: 'granted', decidedBy: 'Ada Lovelace', note: 'until June' });
    await ben.window.call('SecretGet', { vault: 'payroll', name: 'db' });
    expect((await ben.window.call('AccessRequestList', { whose: 'mine', limit: 10 })).items).toMatchObject([{ state: 'granted' }]);
    expect((await ada.call('AccessRequestList', open)).items).toEqual([]);
    const again = { id: made.id, decision: { kind: 'refuse' }, note: 'no more' } as const;
    await expect(ada.call('AccessRequestDecide', again)).rejects.toEqual(code('RequestDecided'));
  });

  it('tells who asks nothing of whether there is anything of that name', async () => {
    const { ada, join } = access;
    const ben = await join('ben', 'Data Purger', access.vault('shop'));
    const told = async (rest: object) => {
      const { id: _id, vault: _vault, name: _name, ...answer } = await ben.window.call('AccessRequestCreate', wish(rest));
      return answer;
    };
    expect(await told({})).toEqual(await told({ vault: 'nowhere' }));
    expect(await told({ name: 'db-password' })).toEqual(await told({ name: 'no-such' }));
    for (const item of (await ben.window.call('AccessRequestList', { whose: 'mine', limit: 10 })).items) expect(item.scope).toBeUndefined();
    const seen = (await ada.call('AccessRequestList', open)).items.map(({ vault, name, scope }) => [vault, name, scope !== undefined]);
    expect(seen).toContainEqual(['payroll', 'db', true]);
    expect(seen).toContainEqual(['payroll', 'no-such', true]);
    expect(seen).toContainEqual(['nowhere', 'db', false]);
  });

  it('asked for again is the same request', async () => {
    const { join } = access;
    const ben = await join('ben', 'Data Purger', '/');
    const first = await ben.window.call('AccessRequestCreate', wish());
    expect((await ben.window.call('AccessRequestCreate', wish({ reason: 'please' }))).id).toBe(first.id);
    expect((await ben.window.call('AccessRequestList', { whose: 'mine', limit: 10 })).total).toBe(1);
  });

  it('is not decided by who asked, nor by who may not give the role there', async () => {
    const { vault, secret, join, give } = access;
    const ben = await join('ben', 'Key Vault Reader', '/');
    const eve = await join('eve', 'Owner', vault('shop'));
    const { id } = await ben.window.call('AccessRequestCreate', wish());
    const decision = { kind: 'grant', role: secretsUser, scope: secret('db') } as const;
    const decide = (by: typeof ben, rest: object = {}) =>
      by.window.call('AccessRequestDecide', { id, decision, note: 'so be it', ...rest });
    await expect(decide(ben)).rejects.toEqual(code('Forbidden'));
    await expect(decide(eve)).rejects.toEqual(code('Forbidden'));
    // Where eve may give roles: the request is none of hers all the same.
    await expect(decide(eve, { decision: { ...decision, scope: vault('shop') } })).rejects.toEqual(code('RequestNotFound'));
    await expect(decide(eve, { decision: { kind: 'refuse' } })).rejects.toEqual(code('Forbidden'));
    expect((await eve.window.call('AccessRequestList', open)).items).toEqual([]);
    await give(eve.id, 'Key Vault Data Access Administrator', vault('payroll'));
    expect((await eve.window.call('AccessRequestList', open)).items).toHaveLength(1);
    const more = { ...decision, role: roleId('Owner'), scope: vault('payroll') };
    await expect(decide(eve, { decision: more })).rejects.toEqual(code('TooPowerful'));
    await expect(decide(eve, { decision: { ...decision, scope: '/' } })).rejects.toEqual(code('Forbidden'));
    await decide(eve);
  });

  it('can be taken back by who asked, and by nobody else', async () => {
    const { ada, join } = access;
    const ben = await join('ben', 'Data Purger', '/');
    const { id } = await ben.window.call('AccessRequestCreate', wish());
    await expect(ada.call('AccessRequestWithdraw', { id })).rejects.toEqual(code('RequestNotFound'));
    await ben.window.call('AccessRequestWithdraw', { id });
    await expect(ben.window.call('AccessRequestWithdraw', { id })).rejects.toEqual(code('RequestDecided'));
    const decision = { kind: 'refuse' } as const;
    await expect(ada.call('AccessRequestDecide', { id, decision, note: 'too late' })).rejects.toEqual(code('RequestDecided'));
  });

  it('is not made for what needs no right, nor for what there is not', async () => {
    const { join } = access;
    const ben = await join('ben', 'Data Purger', '/');
    for (const operation of ['SecretSearch', 'constructor'])
      await expect(ben.window.call('AccessRequestCreate', wish({ operation }))).rejects.toEqual(code('BadParameter'));
  });

  it('comes in pages, newest first', async () => {
    const { ada, join } = access;
    const ben = await join('ben', 'Data Purger', '/');
    for (const name of ['a', 'b', 'c']) {
      access.ground.clock.pass(1_000);
      await ben.window.call('AccessRequestCreate', wish({ name }));
    }
    const first = await ada.call('AccessRequestList', { ...open, limit: 2 });
    expect(first).toMatchObject({ total: 3, items: [{ name: 'c' }, { name: 'b' }] });
    const rest = await ada.call('AccessRequestList', { ...open, limit: 2, after: first.next ?? '' });
    expect(rest.items).toMatchObject([{ name: 'a' }]);
    expect(rest.next).toBeUndefined();
  });
});
