import { expect, it } from 'vitest';
import { aForeignApplication } from '../../support/a-foreign-application.ts';
import { aGroup, anAccess } from './an-access.ts';

it('finds people and groups for who may give a role to them, though it be in one vault', async () => {
  const { engine, vault, join } = await anAccess();
  const { id } = await join('grace', 'Key Vault Reader', vault('shop'));
  const team = await aGroup(engine, 'Graphics', []);
  const { window } = await join('dan', 'Key Vault Data Access Administrator', vault('payroll'));
  expect((await window.call('PrincipalSearch', { text: 'GRA' })).items).toEqual([
    { id: team, kind: 'group', name: 'Graphics' },
    { id, kind: 'person', name: 'grace' },
  ]);
  expect((await window.call('PrincipalSearch', { text: 'nobody of that name' })).items).toEqual([]);
});

it('finds nobody for who may give no role', async () => {
  const { vault, join } = await anAccess();
  const { window } = await join('grace', 'Key Vault Administrator', vault('payroll'));
  expect((await window.call('PrincipalSearch', { text: '' })).items).toEqual([]);
});

it('an application of another tenant is told with that tenant wherever somebody chooses it, or reads what it may do', async () => {
  const { engine, ada, adaId, vault, give } = await anAccess();
  const id = await aForeignApplication(engine, 'backup', adaId);
  const principal = { id, kind: 'application', name: 'backup', home: 'Contoso' };
  expect((await ada.call('PrincipalSearch', { text: 'backup' })).items).toEqual([principal]);
  expect((await give(id, 'Key Vault Reader', vault('payroll'))).principal).toEqual(principal);
  const group = await ada.call('GroupPut', { name: 'Readers', description: '' });
  await give(group.id, 'Key Vault Reader', vault('shop'));
  const place = await ada.call('MembershipCreate', { group: group.id, member: id });
  expect(place.member).toEqual(principal);
  const list = (rest: object) => ada.call('RoleAssignmentList', { scope: '/', reach: 'below', limit: 50, ...rest });
  expect((await list({ principal: id })).items.map((held) => held.principal)).toEqual([principal, principal]);
  const byGroup = (await list({ members: true })).items.find(({ through }) => through.some((it) => it.id === group.id));
  expect(byGroup?.principal).toEqual(principal);
  expect((await list({})).items).toContainEqual(expect.objectContaining({ principal }));
});
