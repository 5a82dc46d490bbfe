import { expect, it } from 'vitest';
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
