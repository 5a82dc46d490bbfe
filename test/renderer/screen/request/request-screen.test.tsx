import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { signIn } from '../../../support/a-house.ts';
import { accessHouse, joinWith, openFor, roleId } from '../../support/access-house.tsx';
import { withLayout } from '../../support/layout.ts';
import { fill } from '../../support/open-house.tsx';

vi.setConfig({ testTimeout: 60_000 });
withLayout(1600);
afterEach(cleanup);

/** Lena, who reads one secret, has asked to write it. */
async function asked() {
  const house = await accessHouse();
  const lena = await joinWith(house, 'lena', 'Key Vault Secrets User', house.secretScope);
  const window = house.engine.window();
  await signIn(window, undefined, 'lena');
  const request = await window.call('AccessRequestCreate', {
    operation: 'SecretSet',
    vault: 'payroll',
    name: 'db-password',
    reason: 'to rotate it every month',
  });
  return { house, lena, her: window, request };
}

async function atRequest() {
  const scene = await asked();
  const page = await openFor(scene.house, 'ada');
  await screen.findByText('1 request for access waits for you');
  await page.person.click(await screen.findByRole('link', { name: /^Requests\s*1\s*to decide$/ }));
  await page.person.click(await screen.findByRole('row', { name: /Set a new value: payroll \/ db-password/ }));
  return { ...scene, ...page };
}

it('what waits is counted in the rail and on the overview, and is granted by the smallest role where it was asked for', async () => {
  const { press, her } = await atRequest();
  const role = await screen.findByRole('combobox', { name: 'Role' });
  await waitFor(() => expect(role).toHaveProperty('value', roleId('Key Vault Secrets Officer')));
  expect(screen.getByRole('combobox', { name: 'Where' })).toHaveProperty(
    'selectedOptions[0].textContent',
    expect.stringContaining('payroll / db-password'),
  );
  fill(screen.getByRole('textbox', { name: 'Note' }), 'until the migration is done');
  await press('Grant');
  await screen.findByText('Nothing waits for you');
  const { items } = await her.call('AccessRequestList', { whose: 'mine', limit: 10 });
  expect(items).toMatchObject([{ state: 'granted', decidedBy: 'Ada Lovelace', note: 'until the migration is done' }]);
  expect((await her.call('SecretShared', {})).items).toHaveLength(1);
});

it('another role may be given instead', async () => {
  const { press, person, her } = await atRequest();
  await person.selectOptions(await screen.findByRole('combobox', { name: 'Role' }), roleId('Key Vault Administrator'));
  fill(screen.getByRole('textbox', { name: 'Note' }), 'you look after all of it now');
  await press('Grant');
  await screen.findByText('Nothing waits for you');
  expect((await her.call('AccessMine', {})).items.map(({ role }) => role.name)).toContain('Key Vault Administrator');
});

it('a refusal needs a note, and whoever asked reads it', async () => {
  const { press, house } = await atRequest();
  const refuse = await screen.findByRole('button', { name: 'Refuse' });
  expect(refuse.getAttribute('aria-disabled')).toBe('true');
  fill(screen.getByRole('textbox', { name: 'Note' }), 'ask the payroll team');
  await press('Refuse');
  await screen.findByText('Nothing waits for you');
  cleanup();
  const page = await openFor(house, 'lena');
  await page.goTo('Requests');
  const row = await screen.findByRole('row', { name: /Set a new value: payroll/ });
  expect(row.textContent).toContain('refused');
  await page.person.click(row);
  const detail = await screen.findByRole('region', { name: /Set a new value: payroll/ });
  expect(within(detail).getByText('ask the payroll team')).toBeTruthy();
});

it('an own request that is open is withdrawn', async () => {
  const { house, her } = await asked();
  const page = await openFor(house, 'lena');
  await page.goTo('Requests');
  await page.person.click(await screen.findByRole('row', { name: /Set a new value: payroll/ }));
  await page.press('Withdraw');
  await waitFor(async () =>
    expect((await her.call('AccessRequestList', { whose: 'mine', limit: 10 })).items).toMatchObject([{ state: 'withdrawn' }]),
  );
});
