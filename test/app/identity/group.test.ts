import { describe, expect, it } from 'vitest';
import { aHouse, password, signIn, type Window } from '../../support/a-house.ts';
import { assign, invite, join } from '../../support/an-invitation.ts';

const refusal = (code: string, data: object = {}) => expect.objectContaining({ code, data: expect.objectContaining(data) });
const aGroup = async (window: Window, name: string) => (await window.call('GroupPut', { name, description: '' })).id;
const put = (window: Window, group: string, member: string, until?: number) =>
  window.call('MembershipCreate', { group, member, ...(until !== undefined && { until }) });
const members = async (window: Window, id: string, change: object = {}) => {
  const { items } = await window.call('MembershipList', { of: { kind: 'group', id }, nested: false, limit: 50, ...change });
  return items.map(({ member, through }) => [member.name, ...through.map(({ name }) => name)].join(' < '));
};
const groupsOf = async (window: Window, id: string, change: object = {}) => {
  const { items } = await window.call('MembershipList', { of: { kind: 'member', id }, nested: false, limit: 50, ...change });
  return items.map(({ group, through }) => [...through.map(({ name }) => name), group.name].join(' < '));
};

describe('a group', () => {
  it('is made, renamed and found by a part of its name; names are taken without case', async () => {
    const { window } = await aHouse();
    const made = await window.call('GroupPut', { name: 'Payroll', description: 'Who pays' });
    expect(made).toMatchObject({ name: 'Payroll', memberCount: 0, grants: false, revision: 1 });
    await aGroup(window, 'Platform');
    await expect(aGroup(window, 'PAYROLL')).rejects.toEqual(refusal('NameTaken', { name: 'PAYROLL' }));
    const renamed = await window.call('GroupPut', { id: made.id, name: 'Wages', description: '', revision: made.revision });
    expect(await window.call('GroupGet', { id: made.id })).toEqual(renamed);
    expect((await window.call('GroupList', { text: 'WAG', limit: 10 })).items).toEqual([renamed]);
    const stale = window.call('GroupPut', { id: made.id, name: 'Salaries', description: '', revision: made.revision });
    await expect(stale).rejects.toEqual(refusal('ChangedMeanwhile', { name: 'Wages' }));
    await expect(window.call('GroupPut', { id: made.id, name: 'platform', description: '', revision: 2 })).rejects.toEqual(
      refusal('NameTaken'),
    );
  });

  it('says whether being in it gives rights, also by the groups that it is in', async () => {
    const { window } = await aHouse();
    const [inner, outer] = [await aGroup(window, 'Inner'), await aGroup(window, 'Outer')];
    await assign(window, outer, 'Key Vault Reader');
    expect((await window.call('GroupGet', { id: inner })).grants).toBe(false);
    await put(window, outer, inner);
    expect((await window.call('GroupGet', { id: inner })).grants).toBe(true);
    expect((await window.call('GroupGet', { id: outer })).memberCount).toBe(1);
  });

  it('that is deleted takes its rights along, frees its name, and can still be read about', async () => {
    const { engine, window, ground } = await aHouse();
    const group = await aGroup(window, 'Readers');
    await assign(window, group, 'Key Vault Reader');
    const { id, window: page } = await join(engine, window, 'grace', { groups: [group] });
    await page.call('VaultGet', { vault: 'payroll' });
    const at = ground.clock.now();
    ground.clock.pass(1_000);
    const { revision } = await window.call('GroupGet', { id: group });
    await window.call('GroupDelete', { id: group, reason: 'No longer needed', revision });
    await expect(page.call('VaultGet', { vault: 'payroll' })).rejects.toEqual(refusal('Forbidden'));
    await expect(window.call('GroupGet', { id: group })).rejects.toEqual(refusal('GroupNotFound'));
    await expect(put(window, group, id)).rejects.toEqual(refusal('GroupNotFound'));
    expect((await window.call('GroupList', { limit: 10 })).items).toEqual([]);
    await aGroup(window, 'readers');
    expect([await members(window, group), await members(window, group, { at })]).toEqual([[], ['The grace']]);
    expect(await groupsOf(window, id, { at })).toEqual(['Readers']);
  });
});

describe('being in a group', () => {
  it('is listed from both ends, through other groups where that is asked for', async () => {
    const { window } = await aHouse();
    const [all, finance, payroll] = [await aGroup(window, 'All'), await aGroup(window, 'Finance'), await aGroup(window, 'Payroll')];
    await put(window, all, finance);
    await put(window, finance, payroll);
    const grace = (await invite(window, 'grace', { groups: [payroll] })).person.id;
    const mary = (await invite(window, 'mary', { groups: [finance] })).person.id;
    expect(await members(window, finance)).toEqual(['The mary', 'Payroll']);
    expect(await members(window, all, { nested: true })).toEqual([
      'Finance', 'The grace < Payroll < Finance', 'The mary < Finance', 'Payroll < Finance',
    ]); // prettier-ignore
    expect(await groupsOf(window, grace)).toEqual(['Payroll']);
    expect(await groupsOf(window, grace, { nested: true })).toEqual(['Payroll < Finance < All', 'Payroll < Finance', 'Payroll']);
    expect(await groupsOf(window, mary, { nested: true })).toEqual(['Finance < All', 'Finance']);
    const of = { kind: 'member', id: grace } as const;
    const first = await window.call('MembershipList', { of, nested: true, limit: 2 });
    const second = await window.call('MembershipList', { of, nested: true, limit: 2, after: first.next });
    expect([first.total, second.items.map(({ group }) => group.name), second.next]).toEqual([3, ['Payroll'], undefined]);
  });

  it('is listed a page at a time', async () => {
    const { window } = await aHouse();
    const group = await aGroup(window, 'All');
    for (const name of ['d', 'b', 'e', 'a', 'c']) await invite(window, name, { groups: [group] });
    const seen: string[] = [];
    const ask = (after?: string) =>
      window.call('MembershipList', { of: { kind: 'group', id: group }, nested: false, limit: 2, ...(after && { after }) });
    for (let page = await ask(); ; page = await ask(page.next)) {
      expect(page.total).toBe(5);
      seen.push(...page.items.map(({ member }) => member.name));
      if (!page.next) break;
    }
    expect(seen).toEqual(['The a', 'The b', 'The c', 'The d', 'The e']);
    await expect(ask('[1]')).rejects.toEqual(refusal('BadParameter'));
  });

  it('gives what the group holds at the next operation, until it is over', async () => {
    const { engine, window, ground } = await aHouse();
    const [outer, inner] = [await aGroup(window, 'Outer'), await aGroup(window, 'Inner')];
    await assign(window, outer, 'Key Vault Reader');
    await put(window, outer, inner);
    const { id, window: page } = await join(engine, window, 'grace');
    const read = () => page.call('VaultGet', { vault: 'payroll' });
    await expect(read()).rejects.toEqual(refusal('Forbidden'));
    const { id: membership } = await put(window, inner, id, ground.clock.now() + 60_000);
    await read();
    ground.clock.pass(60_000);
    await expect(read()).rejects.toEqual(refusal('Forbidden'));
    const again = await put(window, inner, id);
    expect(again.id).not.toBe(membership);
    await read();
    await window.call('MembershipEnd', { id: again.id });
    await expect(read()).rejects.toEqual(refusal('Forbidden'));
  });

  it('gets another end by another row, and the one before stays as it was', async () => {
    const { window, ground } = await aHouse();
    const group = await aGroup(window, 'All');
    const { person } = await invite(window, 'grace', { groups: [group] });
    const [first] = (await window.call('MembershipList', { of: { kind: 'group', id: group }, nested: false, limit: 5 })).items;
    ground.clock.pass(1_000);
    const until = ground.clock.now() + 60_000;
    const second = await put(window, group, person.id, until);
    expect(second).toMatchObject({ until, addedBy: 'Ada Lovelace' });
    expect(second.id).not.toBe(first?.id);
    expect(await put(window, group, person.id, until)).toEqual(second);
    expect(await members(window, group)).toEqual(['The grace']);
    const before = await window.call('MembershipList', {
      of: { kind: 'group', id: group },
      nested: false,
      limit: 5,
      at: ground.clock.now() - 1,
    });
    expect(before.items).toEqual([expect.objectContaining({ id: first?.id, endedBy: 'Ada Lovelace' })]);
  });

  it('is nothing for who is not there, and not over before it begins', async () => {
    const { window, ground } = await aHouse();
    const group = await aGroup(window, 'All');
    const id = '0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b11';
    await expect(put(window, group, id)).rejects.toEqual(refusal('PersonNotFound'));
    await expect(put(window, id, group)).rejects.toEqual(refusal('GroupNotFound'));
    const { person } = await invite(window, 'grace');
    await expect(put(window, group, person.id, ground.clock.now())).rejects.toEqual(refusal('BadParameter'));
    await expect(window.call('MembershipEnd', { id })).rejects.toEqual(refusal('AssignmentNotFound'));
    await expect(window.call('MembershipList', { of: { kind: 'member', id }, nested: true, limit: 5 })).rejects.toEqual(
      refusal('PersonNotFound'),
    );
  });

  it('is told to nobody who may not know', async () => {
    const { engine, window } = await aHouse();
    const group = await aGroup(window, 'All');
    const { window: page } = await join(engine, window, 'grace', { groups: [group] });
    for (const call of [
      () => page.call('GroupList', { limit: 5 }),
      () => page.call('GroupGet', { id: group }),
      () => members(page, group),
      () => aGroup(page, 'Mine'),
    ])
      await expect(call()).rejects.toEqual(refusal('Forbidden', { scope: '/' }));
  });
});

describe('a circle of groups', () => {
  it('is refused however long it would be, with the way', async () => {
    const { window } = await aHouse();
    const [a, b, c] = [await aGroup(window, 'A'), await aGroup(window, 'B'), await aGroup(window, 'C')];
    await expect(put(window, a, a)).rejects.toEqual(refusal('GroupCycle', { through: ['A'] }));
    await put(window, a, b);
    await put(window, b, c);
    await expect(put(window, c, a)).rejects.toEqual(refusal('GroupCycle', { through: ['C', 'B', 'A'] }));
    await expect(put(window, b, a)).rejects.toEqual(refusal('GroupCycle', { through: ['B', 'A'] }));
  });

  it('is refused to two who close it at the same time from both ends', async () => {
    const { engine, window } = await aHouse();
    const other = engine.window();
    await signIn(other, password);
    const [a, b] = [await aGroup(window, 'A'), await aGroup(window, 'B')];
    const ends = await Promise.allSettled([put(window, a, b), put(other, b, a)]);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await groupsOf(window, a, { nested: true })).toEqual([]);
  });

  it('may not lie ahead either: a place that will end still counts', async () => {
    const { window, ground } = await aHouse();
    const [a, b] = [await aGroup(window, 'A'), await aGroup(window, 'B')];
    await put(window, a, b, ground.clock.now() + 60_000);
    await expect(put(window, b, a)).rejects.toEqual(refusal('GroupCycle'));
    ground.clock.pass(60_000);
    await put(window, b, a);
  });
});
