import { beforeEach, describe, expect, it } from 'vitest';
import { logOf } from '../../support/a-house.ts';
import { type Access, aGroup, anAccess, roleId } from './an-access.ts';

const hour = 3_600_000;
const code = (name: string): unknown => expect.objectContaining({ code: name });
const nobodyId = '00000000-0000-4000-8000-000000000000';

let access: Access;
beforeEach(async () => {
  access = await anAccess();
});

const items = async (given: object) =>
  (await access.ada.call('RoleAssignmentList', { scope: '/', reach: 'below', limit: 200, ...given })).items;

describe('giving a role', () => {
  it('lets somebody do at once what it allows, and nothing beside', async () => {
    const { vault, join, give } = access;
    const ben = await join('ben', 'Data Purger', '/');
    await expect(ben.window.call('SecretGet', { vault: 'payroll', name: 'db' })).rejects.toEqual(code('Forbidden'));
    const made = await give(ben.id, 'Key Vault Secrets User', vault('payroll'));
    expect(made).toMatchObject({
      principal: { id: ben.id, kind: 'person', name: 'ben' },
      role: { name: 'Key Vault Secrets User' },
      place: 'payroll',
      state: 'in force',
      grantedBy: 'Ada Lovelace',
      through: [],
    });
    await ben.window.call('SecretGet', { vault: 'payroll', name: 'db' });
    await expect(ben.window.call('SecretGet', { vault: 'shop', name: 'api-key' })).rejects.toEqual(code('Forbidden'));
    await expect(ben.window.call('SecretDelete', { vault: 'payroll', name: 'db' })).rejects.toEqual(code('Forbidden'));
  });

  it('takes scopes in any case, and keeps the house’s own spelling', async () => {
    const { vault, give, adaId } = access;
    const made = await give(adaId, 'Key Vault Reader', vault('payroll').toUpperCase());
    expect(made.scope).toBe(vault('payroll'));
  });

  it('holds from its begin until its end', async () => {
    const { vault, join, give, ground } = access;
    const ben = await join('ben', 'Data Purger', '/');
    const now = ground.clock.now();
    const made = await give(ben.id, 'Key Vault Secrets User', vault('payroll'), { from: now + hour, until: now + 2 * hour });
    expect(made.state).toBe('to come');
    const read = () => ben.window.call('SecretGet', { vault: 'payroll', name: 'db' });
    await expect(read()).rejects.toEqual(code('Forbidden'));
    ground.clock.pass(hour);
    await read();
    ground.clock.pass(hour);
    await expect(read()).rejects.toEqual(code('Forbidden'));
  });

  it('reaches everybody in a group, and the groups in it, as long as they are', async () => {
    const { engine, secret, join, give } = access;
    const ben = await join('ben', 'Data Purger', '/');
    const inner = await aGroup(engine, 'Inner', [{ id: ben.id, kind: 'person' }]);
    const outer = await aGroup(engine, 'Outer', [{ id: inner, kind: 'group' }]);
    const made = await give(outer, 'Key Vault Secrets User', secret('db'));
    expect(made.principal).toEqual({ id: outer, kind: 'group', name: 'Outer' });
    await ben.window.call('SecretGet', { vault: 'payroll', name: 'db' });
    const mine = (await ben.window.call('AccessMine', {})).items.find(({ id }) => id === made.id);
    expect(mine).toMatchObject({ principal: { id: ben.id }, through: [{ name: 'Inner' }, { name: 'Outer' }] });
  });

  it.each<[string, (given: Access) => object, string]>([
    ['a role that there is not', () => ({ role: nobodyId }), 'BadParameter'],
    ['a place that there is not', ({ vault }) => ({ scope: vault('nowhere') }), 'BadParameter'],
    ['a vault under another resource group', ({ vault }) => ({ scope: vault('payroll').replace('main', 'other') }), 'BadParameter'],
    ['a secret that there is not', ({ secret }) => ({ scope: secret('db-') }), 'BadParameter'],
    ['a path below a secret', ({ secret }) => ({ scope: `${secret('db')}/more` }), 'BadParameter'],
    ['somebody who is not there', () => ({ principal: nobodyId }), 'PersonNotFound'],
    ['an end before the begin', () => ({ until: 1 }), 'BadParameter'],
    ['a role on people at a vault', () => ({ role: roleId('User Administrator') }), 'BadParameter'],
  ])('refuses %s', async (_what, change, expected) => {
    const { ada, adaId, vault } = access;
    const before = (await items({})).length;
    const good = { principal: adaId, role: roleId('Key Vault Reader'), scope: vault('payroll'), reason: 'for the test' };
    await expect(ada.call('RoleAssignmentCreate', { ...good, ...change(access) })).rejects.toEqual(code(expected));
    expect(await items({})).toHaveLength(before);
  });

  it('refuses what is held already for as long', async () => {
    const { give, adaId, vault, ground } = access;
    await give(adaId, 'Key Vault Reader', vault('payroll'));
    await expect(give(adaId, 'Key Vault Reader', vault('payroll'), { until: ground.clock.now() + hour })).rejects.toEqual(code('Conflict'));
    await give(adaId, 'Key Vault Reader', vault('shop'));
  });

  it('never begins before now: what was, stays', async () => {
    const { give, adaId, vault, ground } = access;
    expect((await give(adaId, 'Key Vault Reader', vault('payroll'), { from: 1 })).from).toBe(ground.clock.now());
  });

  it('is recorded with role, principal and scope', async () => {
    const { ada, adaId, give, vault } = access;
    await give(adaId, 'Key Vault Reader', vault('payroll'));
    const row = (await logOf(ada)).findLast(({ operation }) => operation === 'RoleAssignmentCreate');
    const record = await ada.call('LogGet', { sequence: row?.sequence ?? -1 });
    expect(record).toMatchObject({
      object: 'payroll',
      resourceId: vault('payroll'),
      properties: { role: 'Key Vault Reader', principal: adaId, principalName: 'Ada Lovelace', scope: vault('payroll') },
    });
  });
});

describe('a place in a group', () => {
  it('gives nothing after its end, though nothing was written since', async () => {
    const { ada, engine, ground, join, give, vault } = access;
    const ben = await join('ben', 'Data Purger', '/');
    const group = await aGroup(engine, 'Team', []);
    await give(group, 'Key Vault Secrets User', vault('payroll'));
    await ada.call('MembershipCreate', { group, member: ben.id, until: ground.clock.now() + hour });
    const read = () => ben.window.call('SecretGet', { vault: 'payroll', name: 'db' });
    await read();
    ground.clock.pass(hour - 1);
    await read();
    ground.clock.pass(1);
    await expect(read()).rejects.toEqual(code('Forbidden'));
  });
});

describe('ending a role', () => {
  it('is felt with the next operation, and stays readable', async () => {
    const { ada, vault, join } = access;
    const ben = await join('ben', 'Key Vault Secrets User', vault('payroll'));
    await ben.window.call('SecretGet', { vault: 'payroll', name: 'db' });
    const [held] = await items({ principal: ben.id });
    const ended = await ada.call('RoleAssignmentEnd', { id: held?.id ?? '', reason: 'left the team' });
    expect(ended).toMatchObject({ state: 'ended', endedBy: 'Ada Lovelace' });
    await expect(ben.window.call('SecretGet', { vault: 'payroll', name: 'db' })).rejects.toEqual(code('Forbidden'));
    expect(await items({ principal: ben.id })).toMatchObject([{ state: 'ended', endedBy: 'Ada Lovelace' }]);
    await expect(ada.call('RoleAssignmentEnd', { id: held?.id ?? '', reason: 'again' })).rejects.toEqual(code('AssignmentNotFound'));
  });

  it('can be put off: one with another end takes its place', async () => {
    const { ada, give, adaId, vault, ground } = access;
    const made = await give(adaId, 'Key Vault Reader', vault('shop'), { until: ground.clock.now() + hour });
    ground.clock.pass(hour / 2);
    const longer = await ada.call('RoleAssignmentPatch', { id: made.id, until: null, reason: 'stays' });
    expect(longer).toMatchObject({ state: 'in force', reason: 'stays', from: ground.clock.now() });
    expect(longer.until).toBeUndefined();
    const both = (await items({ principal: adaId, role: roleId('Key Vault Reader') })).toSorted((a, b) => a.from - b.from);
    expect(both).toMatchObject([{ id: made.id, state: 'ended' }, { id: longer.id }]);
  });

  it('can be put off for one’s own as well', async () => {
    const { ada, adaId, give, ground } = access;
    const other = await access.join('ben', 'Owner', '/');
    expect(other.id).not.toBe(adaId);
    await give(adaId, 'User Access Administrator', '/', { until: ground.clock.now() + hour });
    const own = (await items({ principal: adaId, role: roleId('Owner') }))[0];
    const shorter = await ada.call('RoleAssignmentPatch', { id: own?.id ?? '', until: ground.clock.now() + hour, reason: 'leaves soon' });
    expect(shorter.until).toBe(ground.clock.now() + hour);
  });
});

describe('the last Owner', () => {
  const ownerOf = async (principal: string) => (await items({ principal, role: roleId('Owner'), state: ['in force'] }))[0]?.id ?? '';

  it('stays', async () => {
    const { ada, adaId } = access;
    const id = await ownerOf(adaId);
    await expect(ada.call('RoleAssignmentEnd', { id, reason: 'leaves' })).rejects.toEqual(code('LastOwner'));
    await expect(ada.call('RoleAssignmentPatch', { id, until: 8e15, reason: 'leaves' })).rejects.toEqual(code('LastOwner'));
    expect(await ownerOf(adaId)).toBe(id);
  });

  it('is not replaced by somebody whose role ends by itself, or who cannot sign in', async () => {
    const { ada, adaId, engine, give, join, ground } = access;
    const ben = await join('ben', 'Data Purger', '/');
    await give(ben.id, 'Owner', '/', { until: ground.clock.now() + hour });
    const empty = await aGroup(engine, 'Empty', []);
    await give(empty, 'Owner', '/');
    await expect(ada.call('RoleAssignmentEnd', { id: await ownerOf(adaId), reason: 'leaves' })).rejects.toEqual(code('LastOwner'));
  });

  it('is one of two, when each ends the other at once', async () => {
    const { ada, adaId, join } = access;
    const ben = await join('ben', 'Owner', '/');
    const [adas, bens] = [await ownerOf(adaId), await ownerOf(ben.id)];
    const all = await Promise.allSettled([
      ada.call('RoleAssignmentEnd', { id: bens, reason: 'for the test' }),
      ben.window.call('RoleAssignmentEnd', { id: adas, reason: 'for the test' }),
    ]);
    expect(all.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('may go once there is another, also through a group', async () => {
    const { ada, adaId, engine, give, join } = access;
    const ben = await join('ben', 'Data Purger', '/');
    const group = await aGroup(engine, 'Owners', [{ id: ben.id, kind: 'person' }]);
    await give(group, 'Owner', '/');
    await ada.call('RoleAssignmentEnd', { id: await ownerOf(adaId), reason: 'leaves' });
    await expect(ada.call('RoleAssignmentList', { scope: '/', reach: 'here', limit: 1 })).resolves.toBeDefined();
    await expect(access.give(adaId, 'Owner', '/')).rejects.toEqual(code('Forbidden'));
  });
});

describe('who has what', () => {
  it('is told at a place and above it, or at it and below', async () => {
    const { give, adaId, vault, secret } = access;
    await give(adaId, 'Key Vault Reader', vault('payroll'));
    await give(adaId, 'Key Vault Secrets User', secret('db'));
    await give(adaId, 'Key Vault Secrets User', vault('shop'));
    const places = async (given: object) =>
      (await items(given)).map(({ place, inherited }) => `${place}${inherited ? ' (inherited)' : ''}`);
    expect(new Set(await places({ scope: vault('payroll'), reach: 'here' }))).toEqual(new Set(['payroll', 'tenant (inherited)']));
    expect(new Set(await places({ scope: vault('payroll'), reach: 'below' }))).toEqual(new Set(['payroll', 'payroll / db (inherited)']));
    expect(new Set(await places({ scope: secret('db-password'), reach: 'here' }))).toEqual(
      new Set(['payroll (inherited)', 'tenant (inherited)']),
    );
  });

  it('is told of a past moment, by grants and memberships that have ended since', async () => {
    const { ada, engine, ground, join, give, secret } = access;
    const ben = await join('ben', 'Data Purger', '/');
    const group = await aGroup(engine, 'Team', [{ id: ben.id, kind: 'person' }]);
    const made = await give(group, 'Key Vault Secrets User', secret('db'));
    const then = ground.clock.now();
    ground.clock.pass(hour);
    const [place] = (await ada.call('MembershipList', { of: { kind: 'group', id: group }, nested: false, limit: 10 })).items;
    await ada.call('MembershipEnd', { id: place?.id ?? '' });
    ground.clock.pass(hour);
    await ada.call('RoleAssignmentEnd', { id: made.id, reason: 'over' });
    const of = { principal: ben.id, role: roleId('Key Vault Secrets User') };
    expect(await items({ ...of, at: then })).toMatchObject([{ id: made.id, state: 'in force', through: [{ name: 'Team' }] }]);
    expect(await items({ ...of, at: then + 1.5 * hour })).toEqual([]);
    expect(await items({ ...of, at: then - 1 })).toEqual([]);
    expect(await items(of)).toEqual([]);
    const people = await items({ scope: secret('db'), reach: 'here', at: then, members: true, role: of.role });
    expect(people).toMatchObject([{ principal: { id: ben.id, kind: 'person' }, through: [{ name: 'Team' }] }]);
  });

  it('is told person by person where that is asked for', async () => {
    const { engine, give, join, vault } = access;
    const ben = await join('ben', 'Data Purger', '/');
    const eve = await join('eve', 'Data Purger', '/');
    const inner = await aGroup(engine, 'Inner', [{ id: eve.id, kind: 'person' }]);
    const outer = await aGroup(engine, 'Outer', [
      { id: ben.id, kind: 'person' },
      { id: inner, kind: 'group' },
    ]);
    await give(outer, 'Key Vault Reader', vault('shop'));
    const lines = await items({ scope: vault('shop'), reach: 'here', role: roleId('Key Vault Reader'), members: true });
    expect(lines.map(({ principal, through }) => [principal.name, through.map(({ name }) => name)])).toEqual([
      ['ben', ['Outer']],
      ['eve', ['Inner', 'Outer']],
    ]);
  });

  it('comes in pages that hold each line once', async () => {
    const { ada, engine, give, join, vault } = access;
    const people = [];
    for (let at = 0; at < 5; at += 1) people.push(await join(`person-${at}`, 'Data Purger', '/'));
    for (const { id } of people) await give(id, 'Key Vault Reader', vault('shop'));
    const group = await aGroup(
      engine,
      'All',
      people.map(({ id }) => ({ id, kind: 'person' as const })),
    );
    await give(group, 'Key Vault Secrets User', vault('shop'));
    for (const members of [false, true]) {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const asked = { scope: vault('shop'), reach: 'below' as const, limit: 2, members, ...(after !== undefined && { after }) };
        const page = await ada.call('RoleAssignmentList', asked);
        expect(page.total).toBe(members ? 10 : 6);
        seen.push(...page.items.map(({ id, principal }) => `${id} ${principal.id}`));
        after = page.next;
      } while (after !== undefined);
      expect(new Set(seen).size).toBe(members ? 10 : 6);
      expect(seen).toHaveLength(members ? 10 : 6);
    }
    await expect(ada.call('RoleAssignmentList', { scope: '/', reach: 'below', limit: 2, after: 'x' })).rejects.toEqual(
      code('BadParameter'),
    );
  });
});
