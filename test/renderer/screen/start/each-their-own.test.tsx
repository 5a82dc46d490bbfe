import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { makeVault } from '../../../support/a-house.ts';
import { accessHouse, grant, joinWith, openFor, placesShown } from '../../support/access-house.tsx';
import { withLayout } from '../../support/layout.ts';
import { fill } from '../../support/open-house.tsx';
import { join } from '../../support/people-house.tsx';

vi.setConfig({ testTimeout: 60_000 });
withLayout();
afterEach(cleanup);

const heading = (name: string, level = 1) => screen.findByRole('heading', { level, name });

async function palette({ person }: { person: { keyboard: (keys: string) => Promise<void> } }) {
  await person.keyboard('{Control>}k{/Control}');
  await screen.findByRole('combobox', { name: /Search every vault/ });
  const list = screen.getByRole('listbox', { name: 'Found' });
  return () => [...list.querySelectorAll('[role=option]')].map((it) => it.textContent);
}

it('with a grant on one secret one sees that secret, and nothing else of the house', async () => {
  const house = await accessHouse();
  await joinWith(house, 'lena', 'Key Vault Secrets User', house.secretScope);
  const page = await openFor(house, 'lena');
  await heading('Find');
  await waitFor(() => expect(placesShown()).toEqual(['Find', 'Shared with me', 'Requests', 'Settings']));
  expect(await screen.findByRole('row', { name: /db-password/ })).toBeTruthy();
  fill(screen.getByRole('textbox', { name: 'Find a secret' }), 'smtp');
  await screen.findByText('No secret fits');

  await page.goTo('Shared with me');
  await page.person.click(await screen.findByRole('row', { name: /db-password/ }));
  await heading('db-password', 2);
  expect(await screen.findByRole('button', { name: 'Reveal' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'New version' }).getAttribute('aria-disabled')).toBe('true');
  expect(document.body.textContent).not.toContain('smtp-key');
});

it('finding begins in the search field; the address of what was found is taken by one key', async () => {
  const house = await accessHouse();
  await joinWith(house, 'lena', 'Key Vault Secrets User', house.scope);
  const { person } = await openFor(house, 'lena');
  await heading('Find');
  const field = screen.getByRole('textbox', { name: 'Find a secret' });
  expect(document.activeElement).toBe(field);
  await person.keyboard('smtp');
  await waitFor(() => expect(screen.getAllByRole('row').some((row) => row.textContent?.includes('smtp-key'))).toBe(true));
  await person.keyboard('{Control>}{Shift>}c{/Shift}{/Control}');
  await screen.findByText(/^URI copied/);
  expect(await navigator.clipboard.readText()).toContain('https://payroll.vault.localhost:8443/secrets/smtp-key/');
  await person.keyboard('{Control>}{Shift>}e{/Shift}{/Control}');
  await screen.findByText(/^JavaScript code copied/);
  expect(await navigator.clipboard.readText()).toContain("getSecret('smtp-key')");
});

it('what one looked at stands on the page where one begins, the last first', async () => {
  const house = await accessHouse();
  await joinWith(house, 'lena', 'Key Vault Secrets User', house.scope);
  const page = await openFor(house, 'lena');
  await page.goTo('Secrets');
  await page.person.click(await screen.findByRole('row', { name: /smtp-key/ }));
  await heading('smtp-key', 2);
  await screen.findByText('current');
  await page.goTo('Find');
  expect((await screen.findByRole('row', { name: /smtp-key/ })).textContent).toContain('looked at lately');
});

it('an auditor begins with the log and finds no control for a value anywhere', async () => {
  const house = await accessHouse();
  await joinWith(house, 'sam', 'Monitoring Reader', '/');
  const page = await openFor(house, 'sam');
  await heading('Log');
  await waitFor(() => expect(placesShown()).not.toContain('Secrets'));
  expect(placesShown()).toEqual(expect.arrayContaining(['Log', 'Integrity', 'Access']));
  expect(placesShown()).not.toContain('Overview');
  const listed = await palette(page);
  await waitFor(() => expect(listed().some((text) => text?.includes('Go to Log'))).toBe(true));
  for (const word of ['Copy value', 'Export', 'Copy URI', 'Add secret', 'Delete secret'])
    expect(listed().filter((text) => text?.startsWith(word))).toEqual([]);
  await page.person.keyboard('{Escape}');
  await page.goTo('Vaults');
  await page.person.click(await screen.findByRole('row', { name: /payroll/ }));
  const detail = within(await screen.findByRole('region', { name: 'payroll' }));
  await detail.findByRole('button', { name: 'Delete' });
  expect(detail.queryByRole('button', { name: 'Export' })).toBeNull();
  expect(page.client.asked.some(({ name }) => name === 'SecretGet')).toBe(false);
});

it('who may read what is said of secrets but no value finds their attributes, and no value behind a mask', async () => {
  const house = await accessHouse();
  await joinWith(house, 'noor', 'Key Vault Reader', house.scope);
  const page = await openFor(house, 'noor');
  await page.goTo('Secrets');
  await page.person.click(await screen.findByRole('row', { name: /db-password/ }));
  await heading('db-password', 2);
  await screen.findByText('current');
  await waitFor(() => expect(screen.getByRole('button', { name: 'New version' }).getAttribute('aria-disabled')).toBe('true'));
  expect(screen.queryByRole('button', { name: 'Reveal' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Copy' })).toBeNull();
  expect(screen.queryByText('hidden')).toBeNull();
});

it('who reads one secret finds the control of another disabled, with the reason', async () => {
  const house = await accessHouse();
  const { person: lena } = await joinWith(house, 'lena', 'Key Vault Reader', house.scope);
  await makeVault(house.window, 'shop');
  await grant(house, lena.id, 'Key Vault Secrets User', house.scope.replace('payroll', 'shop'));
  const page = await openFor(house, 'lena');
  await page.goTo('Secrets');
  await page.person.click(await screen.findByRole('row', { name: /db-password/ }));
  const reveal = await screen.findByRole('button', { name: 'Reveal' });
  await waitFor(() => expect(reveal.getAttribute('aria-disabled')).toBe('true'));
  await page.person.hover(reveal);
  expect((await screen.findByRole('tooltip')).textContent).toMatch(/Key Vault Secrets User.*Ada Lovelace can grant it/);
});

it('somebody without any role begins with finding, and finds nothing', async () => {
  const house = await accessHouse();
  await join(house, 'lena');
  await openFor(house, 'lena');
  await heading('Find');
  await screen.findByText('Nothing is shared with you yet');
  expect(placesShown()).toEqual(['Find', 'Shared with me', 'Requests', 'Settings']);
});

it('who looks after a single secret still begins with finding', async () => {
  const house = await accessHouse();
  await joinWith(house, 'lena', 'Key Vault Secrets Officer', house.secretScope);
  await openFor(house, 'lena');
  await heading('Find');
  expect(await screen.findByRole('row', { name: /db-password/ })).toBeTruthy();
});

it('a walk by somebody with one secret leaves no refusal in the log', async () => {
  const house = await accessHouse();
  await joinWith(house, 'lena', 'Key Vault Secrets User', house.secretScope);
  const page = await openFor(house, 'lena');
  await page.goTo('Shared with me');
  await page.person.click(await screen.findByRole('row', { name: /db-password/ }));
  await screen.findByText('current');
  for (const place of ['Requests', 'Settings', 'Find']) await page.goTo(place);
  await page.press('Lena');
  await page.person.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
  await heading('Sign in to Northwind');
  const { rows } = await house.window.call('LogList', { limit: 200, filter: {} });
  expect(rows.filter(({ result }) => result !== 'succeeded').map(({ operation, code }) => `${operation}: ${code}`)).toEqual([]);
});
