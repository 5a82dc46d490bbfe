import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { withLayout } from '../../support/layout.ts';
import { fill, openHouse } from '../../support/open-house.tsx';
import { aVault } from '../../support/sample.ts';
import { brokenScene, emptyScene, fullScene, type Scene } from '../../support/scene.ts';

const now = Date.now();
vi.setConfig({ testTimeout: 30_000 });
withLayout();
afterEach(cleanup);

async function atVaults(scene: Scene) {
  const house = openHouse(scene);
  await house.goTo('Vaults');
  await screen.findByRole('heading', { level: 1, name: 'Vaults' });
  return house;
}

async function filling(scene: Scene) {
  const house = await atVaults(scene);
  await house.person.click(await screen.findByRole('button', { name: /Create (the first )?vault/ }));
  const panel = await screen.findByRole('dialog', { name: 'Create vault' });
  const name = within(panel).getByRole('textbox', { name: 'Name' });
  return { ...house, panel, name, create: () => house.person.click(within(panel).getByRole('button', { name: 'Create vault' })) };
}

it('a house without vaults says what they are for, and how to begin', async () => {
  await atVaults(emptyScene(now));
  expect(await screen.findByRole('heading', { name: 'No vaults yet' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Create the first vault' })).toBeTruthy();
});

it('the list shows every vault, and the chosen one beside it', async () => {
  const { person } = await atVaults(fullScene(now));
  await person.click(await screen.findByRole('row', { name: /payroll/ }));
  expect(await screen.findByRole('heading', { level: 2, name: 'payroll' })).toBeTruthy();
  expect(screen.getByText('90 days, then gone for good')).toBeTruthy();
});

it('each row counts secrets and keys, and of a pool only keys', async () => {
  const scene = fullScene(now);
  scene.vaults = [aVault('hsms', now, { tier: 'managed-hsm', keyCount: 3 }), aVault('web', now, { secretCount: 7 })];
  await atVaults(scene);
  const headers = await screen.findAllByRole('columnheader');
  const at = (title: string) => headers.findIndex(({ textContent }) => textContent === title);
  const cellsOf = (name: RegExp) => {
    const cells = within(screen.getByRole('row', { name })).getAllByRole('gridcell');
    return [cells[at('Secrets')]?.textContent, cells[at('Keys')]?.textContent];
  };
  await screen.findByRole('row', { name: /hsms/ });
  expect(cellsOf(/hsms/)).toEqual(['none', '3']);
  expect(cellsOf(/web/)).toEqual(['7', '0']);
});

it('J, Enter and Esc walk the list, go to the detail, and come back', async () => {
  const { person } = await atVaults(fullScene(now));
  const grid = await screen.findByRole('grid', { name: 'Vaults' });
  grid.focus();
  await person.keyboard('jj{Enter}');
  const title = await screen.findByRole('heading', { level: 2, name: 'payroll' });
  await waitFor(() => expect(document.activeElement).toBe(title));
  await person.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('heading', { level: 2, name: 'payroll' })).toBeNull());
  expect(document.activeElement).toBe(grid);
});

it('a new vault is made in the session’s resource group, and opened', async () => {
  const { name, create, scene } = await filling(emptyScene(now));
  fill(name, 'shop-staging');
  expect(screen.getByText(/https:\/\/shop-staging\.vault\.localhost:8443\//)).toBeTruthy();
  await create();
  expect(await screen.findByRole('heading', { level: 2, name: 'shop-staging' })).toBeTruthy();
  expect(scene.vaults[0]).toMatchObject({
    name: 'shop-staging',
    resourceGroup: scene.session?.resourceGroup,
    retentionDays: 90,
    purgeProtection: false,
  });
});

it('a name that can’t be used is refused at its field, and nothing is asked', async () => {
  const { name, create, client } = await filling(emptyScene(now));
  fill(name, '2-shop');
  await create();
  expect((await screen.findByRole('alert')).textContent).toMatch(/A letter first/);
  expect(name.getAttribute('aria-invalid')).toBe('true');
  expect(client.asked).not.toContain('VaultPut');
});

it('a name in use is told at its field, and what was typed stays', async () => {
  const { name, create } = await filling(fullScene(now));
  fill(name, 'payroll');
  await create();
  expect((await screen.findByRole('alert')).textContent).toMatch(/The vault payroll wasn’t created: the name is in use/);
  expect(name).toHaveProperty('value', 'payroll');
});

it('purge protection is turned on only by typing the name', async () => {
  const { person, name, panel, create, scene, client } = await filling(emptyScene(now));
  fill(name, 'archive');
  await person.click(within(panel).getByRole('checkbox', { name: 'Purge protection' }));
  await create();
  const decision = await screen.findByRole('dialog', { name: /Turn on purge protection/ });
  const verb = within(decision).getByRole('button', { name: 'Create protected vault' });
  await person.click(verb);
  expect(client.asked).not.toContain('VaultPut');
  fill(within(decision).getByRole('textbox'), 'archive');
  await person.click(verb);
  await waitFor(() => expect(scene.vaults[0]?.purgeProtection).toBe(true));
});

it('what was typed is not lost without asking', async () => {
  const { person, name, panel } = await filling(emptyScene(now));
  fill(name, 'shop');
  await person.click(within(panel).getByRole('button', { name: 'Cancel' }));
  expect(within(panel).getByText(/isn’t saved yet/)).toBeTruthy();
  await person.click(within(panel).getByRole('button', { name: 'Keep writing' }));
  expect(name).toHaveProperty('value', 'shop');
  await person.click(within(panel).getByRole('button', { name: 'Cancel' }));
  await person.click(within(panel).getByRole('button', { name: 'Discard' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

it('who may not see vaults is told what is missing, and the smallest role', async () => {
  await atVaults(brokenScene(now));
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toMatch(/Microsoft\.KeyVault\/vaults\/read/);
  expect(alert.textContent).toMatch(/Key Vault Reader/);
});
