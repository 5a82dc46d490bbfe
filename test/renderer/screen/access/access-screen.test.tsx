import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { accessHouse, type AccessHouse, grant, joinWith, openFor, roleId } from '../../support/access-house.tsx';
import { withLayout } from '../../support/layout.ts';
import { fill } from '../../support/open-house.tsx';
import { join, makeGroup } from '../../support/people-house.tsx';

vi.setConfig({ testTimeout: 60_000 });
withLayout(1600);
afterEach(cleanup);

/** Ada at the access of the vault `payroll`. */
async function atAccess(house: AccessHouse) {
  const page = await openFor(house, 'ada');
  await page.goTo('Access');
  const scope = await screen.findByRole('combobox', { name: 'What is looked at' });
  await waitFor(() => expect(within(scope).getByRole('option', { name: /payroll/ })).toBeTruthy());
  await page.person.selectOptions(scope, within(scope).getByRole('option', { name: /payroll/ }));
  const row = (name: RegExp) => screen.findByRole('row', { name });
  const held = async () =>
    (await house.window.call('RoleAssignmentList', { scope: house.scope, reach: 'below', limit: 50 })).items.map(
      ({ principal, role, state }) => `${principal.name}: ${role.name}, ${state}`,
    );
  return { ...page, row, held };
}

it('says of each who holds what, where from, and by which group', async () => {
  const house = await accessHouse();
  const lena = await join(house, 'lena');
  const group = await makeGroup(house, 'Payroll team', [lena.id]);
  await grant(house, group.id, 'Key Vault Secrets User', house.scope);
  const { row, person } = await atAccess(house);
  expect((await row(/Payroll team.*Key Vault Secrets User/)).textContent).toContain('direct');
  expect((await row(/Ada.*Owner/)).textContent).toContain('direct, from the tenant');
  await person.selectOptions(screen.getByRole('combobox', { name: 'Lines' }), 'people');
  expect((await row(/Lena.*Key Vault Secrets User/)).textContent).toContain('by Payroll team');
});

it('marks a role with which one could grant oneself more', async () => {
  const house = await accessHouse();
  const { row, press } = await atAccess(house);
  expect((await row(/Ada.*Owner/)).textContent).toContain('can give itself more');
  await press('Add access');
  const panel = await screen.findByRole('dialog', { name: 'Add access' });
  const role = within(panel).getByRole('combobox', { name: 'Role' });
  expect(within(role).getByRole('option', { name: /^User Access Administrator \(can give itself more\)/ })).toBeTruthy();
  expect(within(role).getByRole('option', { name: 'Key Vault Secrets User' })).toBeTruthy();
});

it('gives a person a role until a day, with a reason', async () => {
  const house = await accessHouse();
  await join(house, 'lena');
  const { press, person, row, held } = await atAccess(house);
  await press('Add access');
  const panel = await screen.findByRole('dialog', { name: 'Add access' });
  const field = within(panel);
  await person.type(field.getByRole('combobox', { name: 'Who' }), 'len');
  await person.click(await screen.findByRole('option', { name: /Lena/ }));
  expect(field.getByRole('button', { name: 'Grant' }).getAttribute('aria-disabled')).toBe('true');
  await person.selectOptions(field.getByRole('combobox', { name: 'Role' }), roleId('Key Vault Secrets User'));
  expect(field.getByText(/Reads values of secrets/)).toBeTruthy();
  fill(field.getByRole('textbox', { name: 'Reason' }), 'for the payroll run');
  fill(field.getByLabelText('Until'), '2099-01-31T12:00');
  await press('Grant', panel);
  expect((await row(/Lena.*Key Vault Secrets User/)).textContent).toContain('31 Jan 2099');
  expect(await held()).toContain('Lena: Key Vault Secrets User, in force');
});

it('gives a person a role for a single key of the vault', async () => {
  const house = await accessHouse();
  await join(house, 'lena');
  for (const name of ['signing', 'wrapping'])
    await house.window.call('KeyCreate', { vault: 'payroll', name, type: 'EC', enabled: true, tags: {} });
  const { press, person } = await atAccess(house);
  await press('Add access');
  const panel = await screen.findByRole('dialog', { name: 'Add access' });
  const field = within(panel);
  await person.type(field.getByRole('combobox', { name: 'Who' }), 'len');
  await person.click(await screen.findByRole('option', { name: /Lena/ }));
  await person.selectOptions(field.getByRole('combobox', { name: 'Role' }), roleId('Key Vault Crypto User'));
  await person.type(field.getByRole('combobox', { name: 'Only one key' }), 'sig');
  await person.click(await screen.findByRole('option', { name: 'signing' }));
  fill(field.getByRole('textbox', { name: 'Reason' }), 'signs the releases');
  await press('Grant', panel);
  const scope = `${house.scope}/keys/signing`;
  await waitFor(async () =>
    expect((await house.window.call('RoleAssignmentList', { scope, reach: 'below', limit: 50 })).items).toMatchObject([
      { principal: { name: 'Lena' }, role: { name: 'Key Vault Crypto User' } },
    ]),
  );
});

it('ends access after saying who loses what, and what was stays readable', async () => {
  const house = await accessHouse();
  const lena = await join(house, 'lena');
  const group = await makeGroup(house, 'Payroll team', [lena.id]);
  await grant(house, group.id, 'Key Vault Secrets User', house.scope);
  const before = house.clock.now();
  const { press, person, row } = await atAccess(house);
  await person.click(await row(/Payroll team/));
  await press('End…');
  const dialog = await screen.findByRole('dialog', { name: 'End Key Vault Secrets User of Payroll team' });
  await within(dialog).findByText('Lena');
  fill(within(dialog).getByRole('textbox', { name: 'Reason' }), 'the run is over');
  const end = within(dialog).getByRole('button', { name: 'End access' });
  expect(end.getAttribute('aria-disabled')).toBe('true');
  fill(within(dialog).getByRole('textbox', { name: 'Type Payroll team to confirm' }), 'Payroll team');
  house.clock.pass(60_000);
  await person.click(end);
  await waitFor(() => expect(screen.queryByRole('row', { name: /Payroll team/ })).toBeNull());
  await press('Ended');
  expect((await row(/Payroll team/)).textContent).toContain('ended');
  const then = await house.window.call('RoleAssignmentList', { scope: house.scope, reach: 'here', at: before, limit: 50 });
  expect(then.items.map(({ principal }) => principal.name)).toContain('Payroll team');
});

it('a role that begins later is there by its filter', async () => {
  const house = await accessHouse();
  const lena = await join(house, 'lena');
  const later = {
    principal: lena.id,
    role: roleId('Key Vault Reader'),
    scope: house.scope,
    reason: 'from next year on',
    from: 4_000_000_000_000,
  };
  await house.window.call('RoleAssignmentCreate', later);
  const { press, row } = await atAccess(house);
  await row(/Ada.*Owner/);
  expect(screen.queryByRole('row', { name: /Lena/ })).toBeNull();
  await press('To come');
  expect((await row(/Lena.*Key Vault Reader/)).textContent).toContain('to come');
});

it('a vault and a secret say who may use them, and lead to all of it', async () => {
  const house = await accessHouse();
  await joinWith(house, 'lena', 'Key Vault Secrets User', house.secretScope);
  const page = await openFor(house, 'ada');
  await page.goTo('Secrets');
  await page.person.click(await screen.findByRole('row', { name: /db-password/ }));
  const section = await screen.findByRole('region', { name: 'Access' });
  await within(section).findByText('Lena');
  expect(within(section).getAllByText('Ada Lovelace').length).toBeGreaterThan(0);
  await page.person.click(within(section).getByRole('link', { name: 'All access' }));
  await screen.findByText(/^to payroll \/ db-password/);
});
