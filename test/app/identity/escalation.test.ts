import { describe, expect, it } from 'vitest';
import { aHouse, password, signIn, utf8, type Window } from '../../support/a-house.ts';
import { assign, invite, join } from '../../support/an-invitation.ts';

const refusal = (code: string, data: object = {}) => expect.objectContaining({ code, data: expect.objectContaining(data) });
const aGroup = async (window: Window, name: string) => (await window.call('GroupPut', { name, description: '' })).id;
const put = (window: Window, group: string, member: string) => window.call('MembershipCreate', { group, member });
const own = async (window: Window) => (await window.call('SessionGet', {})).person.id;
const seen = (window: Window, id: string) => window.call('PersonGet', { id });
const disable = async (window: Window, id: string) =>
  window.call('PersonPatch', { id, enabled: false, revision: (await seen(window, id)).revision });
const takeOvers: readonly (readonly [string, (window: Window, id: string) => Promise<unknown>])[] = [
  ['recover', async (window, id) => window.call('PersonRecover', { id, reason: 'Said so', revision: (await seen(window, id)).revision })],
  ['disable', disable],
  ['let go without a second factor', async (window, id) =>
    window.call('PersonPatch', { id, secondFactor: false, revision: (await seen(window, id)).revision })],
  ['unlock', async (window, id) => window.call('PersonPatch', { id, unlock: true, revision: (await seen(window, id)).revision })],
]; // prettier-ignore

/** Ada, who may do everything, and Grace, who manages people and nothing else. */
async function aPeopleManager() {
  const house = await aHouse();
  const { id, window: page } = await join(house.engine, house.window, 'grace');
  await assign(house.window, id, 'User Administrator');
  return { ...house, page, id };
}

describe('who manages people', () => {
  it('invites, groups, disables and recovers those who hold nothing that elevates', async () => {
    const { engine, window, page } = await aPeopleManager();
    const { id } = await join(engine, page, 'mary');
    await assign(window, id, 'Key Vault Secrets Officer');
    const group = await aGroup(page, 'All');
    await put(page, group, id);
    for (const [, takeOver] of takeOvers) await takeOver(page, id);
  });

  it.each(takeOvers)('does not %s somebody who holds more', async (_what, takeOver) => {
    const { window, page } = await aPeopleManager();
    const ada = await own(window);
    await expect(takeOver(page, ada)).rejects.toEqual(refusal('TooPowerful', { role: expect.any(String) }));
    expect(await window.call('SessionGet', {})).toMatchObject({ person: { name: 'ada' } });
  });

  it('does not take over somebody who holds more by a group, nor one whose time is still to come', async () => {
    const { window, page, ground } = await aPeopleManager();
    const group = await aGroup(window, 'Managers');
    const { items } = await window.call('RoleList', {});
    const role = items.find(({ name }) => name === 'User Access Administrator')?.id ?? '';
    const from = ground.clock.now() + 60_000;
    await window.call('RoleAssignmentCreate', { principal: group, role, scope: '/', reason: 'From tomorrow', from });
    const { person } = await invite(window, 'mary', { groups: [group] });
    for (const [, takeOver] of takeOvers) await expect(takeOver(page, person.id)).rejects.toEqual(refusal('TooPowerful'));
  });

  it('does not take over another who manages people', async () => {
    const { engine, window, page } = await aPeopleManager();
    const { id } = await join(engine, window, 'mary');
    await assign(window, id, 'User Administrator');
    for (const [, takeOver] of takeOvers) await expect(takeOver(page, id)).rejects.toEqual(refusal('TooPowerful'));
  });

  it('puts nobody, and not themself, into a group that gives what they may not give', async () => {
    const { window, page, id } = await aPeopleManager();
    const [outer, inner] = [await aGroup(window, 'Outer'), await aGroup(window, 'Inner')];
    await put(window, outer, inner);
    await assign(window, outer, 'Key Vault Secrets User');
    await expect(put(page, outer, id)).rejects.toEqual(refusal('TooPowerful'));
    await expect(put(page, inner, id)).rejects.toEqual(refusal('TooPowerful'));
    const mine = await aGroup(page, 'Mine');
    await put(page, mine, id);
    await expect(put(page, inner, mine)).rejects.toEqual(refusal('TooPowerful'));
    await expect(invite(page, 'mary', { groups: [inner] })).rejects.toEqual(refusal('TooPowerful'));
    expect((await window.call('PersonList', { limit: 10 })).items.map(({ name }) => name)).toEqual(['ada', 'grace']);
  });

  it('puts somebody into a group by a role that may assign what the group holds, and no further', async () => {
    const { window, page, id } = await aPeopleManager();
    const [readers, owners] = [await aGroup(window, 'Readers'), await aGroup(window, 'Owners')];
    const { resourceId } = await window.call('VaultGet', { vault: 'payroll' });
    await assign(window, readers, 'Key Vault Secrets User', resourceId);
    await assign(window, owners, 'Owner', resourceId);
    await assign(window, id, 'Key Vault Data Access Administrator', resourceId);
    const { person } = await invite(page, 'mary');
    await put(page, readers, person.id);
    await expect(put(page, owners, person.id)).rejects.toEqual(refusal('TooPowerful'));
    await assign(window, readers, 'Key Vault Secrets User');
    const { person: joan } = await invite(page, 'joan');
    await expect(put(page, readers, joan.id)).rejects.toEqual(refusal('TooPowerful'));
  });

  it('does not come by a code that they were shown in place of somebody who was given more since', async () => {
    const { engine, window, page } = await aPeopleManager();
    const { person, code } = await invite(page, 'mary');
    await assign(window, person.id, 'Owner');
    const accept = (given: Uint8Array) =>
      engine.window().call('InvitationAccept', { person: 'mary', code: given, password: utf8(password) });
    await expect(accept(code)).rejects.toEqual(refusal('InvitationInvalid'));
    const { revision } = await seen(window, person.id);
    const again = await window.call('PersonRecover', { id: person.id, reason: 'Given more since', revision });
    await accept(again.code);
    await signIn(engine.window(), password, 'mary');
  });

  it('does not take somebody out of a group that elevates, nor that group away', async () => {
    const { window, page } = await aPeopleManager();
    const [group, harmless] = [await aGroup(window, 'Managers'), await aGroup(window, 'Readers')];
    await assign(window, group, 'User Access Administrator');
    await assign(window, harmless, 'Key Vault Reader');
    const { person } = await invite(window, 'mary', { groups: [group, harmless] });
    const { items } = await page.call('MembershipList', { of: { kind: 'member', id: person.id }, nested: false, limit: 10 });
    const placeIn = (id: string) => items.find((it) => it.group.id === id)?.id ?? '';
    await expect(page.call('MembershipEnd', { id: placeIn(group) })).rejects.toEqual(refusal('TooPowerful'));
    await page.call('MembershipEnd', { id: placeIn(harmless) });
    await expect(page.call('GroupDelete', { id: group, reason: 'Just so', revision: 1 })).rejects.toEqual(refusal('TooPowerful'));
    await page.call('GroupDelete', { id: harmless, reason: 'Just so', revision: 1 });
  });
});

describe('the last owner who can sign in', () => {
  it('is neither disabled nor recovered, by themself least of all', async () => {
    const { window } = await aHouse();
    const ada = await own(window);
    for (const [what, takeOver] of takeOvers.slice(0, 2)) await expect(takeOver(window, ada), what).rejects.toEqual(refusal('LastOwner'));
    expect((await seen(window, ada)).state).toBe('active');
  });

  it('is not left without the group that makes them one', async () => {
    const { engine, window } = await aHouse();
    const group = await aGroup(window, 'Owners');
    await assign(window, group, 'Owner');
    await assign(window, group, 'User Administrator');
    const { id, window: page } = await join(engine, window, 'grace', { groups: [group] });
    await disable(page, await own(window));
    const { items } = await page.call('MembershipList', { of: { kind: 'member', id }, nested: false, limit: 10 });
    await expect(page.call('MembershipEnd', { id: items[0]?.id ?? '' })).rejects.toEqual(refusal('LastOwner'));
    await expect(page.call('GroupDelete', { id: group, reason: 'Just so', revision: 1 })).rejects.toEqual(refusal('LastOwner'));
    expect((await page.call('GroupGet', { id: group })).memberCount).toBe(1);
  });

  it('is nobody who was only invited, or is disabled', async () => {
    const { engine, window } = await aHouse();
    const ada = await own(window);
    const { person } = await invite(window, 'grace');
    await assign(window, person.id, 'Owner');
    const { id: mary } = await join(engine, window, 'mary');
    await assign(window, mary, 'Owner');
    await disable(window, mary);
    await expect(disable(window, ada)).rejects.toEqual(refusal('LastOwner'));
    const other = await join(engine, window, 'joan');
    await assign(window, other.id, 'Owner');
    await disable(window, ada);
    await expect(signIn(engine.window(), password)).rejects.toEqual(refusal('SignInFailed'));
  });
});
