import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { accessHouse, openFor } from '../../support/access-house.tsx';
import { withLayout } from '../../support/layout.ts';
import { fill } from '../../support/open-house.tsx';

vi.setConfig({ testTimeout: 60_000 });
withLayout();
afterEach(cleanup);

/** Somebody at the vaults, who makes the pool `hsms`. */
async function atNewPool() {
  const house = await accessHouse();
  const page = await openFor(house, 'ada');
  await page.goTo('Vaults');
  await page.press('Create vault');
  const panel = await screen.findByRole('dialog', { name: 'Create vault' });
  fill(within(panel).getByRole('textbox', { name: 'Name' }), 'hsms');
  await page.person.click(within(panel).getByRole('radio', { name: /Managed HSM pool/ }));
  expect(within(panel).getByText(/https:\/\/hsms\.managedhsm\.localhost:8443\//)).toBeTruthy();
  expect(within(panel).getByText('Keep deleted keys')).toBeTruthy();
  await page.press('Create vault', panel);
  await screen.findByRole('heading', { level: 2, name: 'hsms' });
  return { ...house, ...page };
}

it('a pool shows its own address, keys, roles and random bytes, and nothing of secrets', async () => {
  await atNewPool();
  expect((await screen.findAllByText(/hsms\.managedhsm\.localhost:8443/)).length).toBeGreaterThan(0);
  expect(await screen.findByRole('heading', { name: 'Roles of its own' })).toBeTruthy();
  expect((await screen.findByRole('group', { name: 'Code in JavaScript' })).textContent).toContain('getRandomBytes');
  expect(await screen.findByText(/It stays what it is\./)).toBeTruthy();
  const detail = screen.getByRole('heading', { level: 2, name: 'hsms' }).closest('aside, section') ?? document.body;
  expect(within(detail as HTMLElement).queryByRole('link', { name: 'Import' })).toBeNull();
  expect(screen.queryByText('Dates of secrets')).toBeNull();
});

it('a role of its own is made, changed, given and deleted', async () => {
  const { press, person, window } = await atNewPool();
  await press('Make a role');
  const panel = await screen.findByRole('dialog', { name: 'Make a role for hsms' });
  fill(within(panel).getByRole('textbox', { name: 'Name' }), 'Signers');
  expect(within(panel).getByRole('button', { name: 'Make role' }).getAttribute('aria-disabled')).toBe('true');
  await person.click(within(panel).getByRole('checkbox', { name: 'Sign' }));
  await press('Make role', panel);
  expect(await screen.findByText(/1 action, held by nobody/)).toBeTruthy();
  await press('Change Signers');
  const change = await screen.findByRole('dialog', { name: 'Change the role Signers' });
  expect(within(change).getByRole<HTMLInputElement>('checkbox', { name: 'Sign' }).checked).toBe(true);
  await person.click(within(change).getByRole('checkbox', { name: 'Verify' }));
  await press('Save role', change);
  expect(await screen.findByText(/2 actions, held by nobody/)).toBeTruthy();
  const { items } = await window.call('RoleDefinitionList', { vault: 'hsms' });
  expect(items.at(-1)).toMatchObject({
    name: 'Signers',
    dataActions: [expect.stringContaining('sign'), expect.stringContaining('verify')],
  });
  await press('Delete Signers');
  const decision = await screen.findByRole('dialog', { name: 'Delete the role Signers' });
  await press('Delete role', decision);
  await waitFor(() => expect(screen.queryByText(/held by nobody/)).toBeNull());
});

it('in a pool its own roles are offered, and those of vaults are not', async () => {
  const { press, person, window } = await atNewPool();
  const pool = await window.call('VaultGet', { vault: 'hsms' });
  await press('Make a role');
  const made = await screen.findByRole('dialog', { name: 'Make a role for hsms' });
  fill(within(made).getByRole('textbox', { name: 'Name' }), 'Signers');
  await person.click(within(made).getByRole('checkbox', { name: 'Sign' }));
  await press('Make role', made);
  await screen.findByText(/1 action, held by nobody/);
  await person.click(await screen.findByRole('link', { name: 'All access' }));
  await press(/Add access/);
  const panel = await screen.findByRole('dialog', { name: 'Add access' });
  const where = within(panel).getByRole<HTMLSelectElement>('combobox', { name: 'Where' });
  expect(where.value).toBe(pool.resourceId);
  expect([...where.options].map(({ textContent }) => textContent?.trim())).toContain('hsms / all keys');
  const roles = within(panel).getByRole<HTMLSelectElement>('combobox', { name: 'Role' });
  await waitFor(() => expect([...roles.options].map(({ text }) => text)).toContain('Signers'));
  const offered = [...roles.options].map(({ text }) => text);
  expect(offered).toContain('Managed HSM Crypto User');
  expect(offered).not.toContain('Key Vault Crypto User');
  fill(where, '/');
  await waitFor(() => expect([...roles.options].map(({ text }) => text)).not.toContain('Managed HSM Crypto User'));
});
