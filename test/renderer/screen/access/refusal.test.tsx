import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { accessHouse, grant, joinWith, openFor, placesShown } from '../../support/access-house.tsx';
import { withLayout } from '../../support/layout.ts';
import { fill } from '../../support/open-house.tsx';

vi.setConfig({ testTimeout: 60_000 });
withLayout();
afterEach(cleanup);

/** Lena, who may read the secrets of `payroll`, at one of them. */
async function atSecret() {
  const house = await accessHouse();
  const lena = await joinWith(house, 'lena', 'Key Vault Secrets User', house.scope);
  const page = await openFor(house, 'lena');
  await page.goTo('Secrets');
  await page.person.click(await screen.findByRole('row', { name: /db-password/ }));
  await screen.findByRole('heading', { level: 2, name: 'db-password' });
  await screen.findByText('current');
  const button = (name: string) => screen.getByRole('button', { name });
  await waitFor(() => expect(button('New version').getAttribute('aria-disabled')).toBe('true'));
  return { ...house, ...page, house, lena, button };
}

const refusal = () => screen.findByRole('dialog', { name: 'Your roles don’t include this' });

it('what one may not do says the smallest role and who can grant it, and stays in the order of the Tab key', async () => {
  const { button, person } = await atSecret();
  const control = button('New version');
  control.focus();
  expect(document.activeElement).toBe(control);
  await person.hover(control);
  const text = (await screen.findByRole('tooltip')).textContent;
  expect(text).toContain('Key Vault Secrets Officer');
  expect(text).toContain('Ada Lovelace can grant it');
});

it('pressing it asks for access in a click, and afterwards says when one asked', async () => {
  const { press, person, window } = await atSecret();
  await press('New version');
  const dialog = await refusal();
  expect(dialog.textContent).toContain('Microsoft.KeyVault/vaults/secrets/setSecret/action');
  await press('Request access', dialog);
  fill(within(dialog).getByRole('textbox', { name: 'What you need it for' }), 'to rotate it every month');
  await press('Send request', dialog);
  await within(dialog).findByText(/not decided yet/);
  const { items } = await window.call('AccessRequestList', { whose: 'decide', limit: 10 });
  expect(items).toMatchObject([{ by: { name: 'Lena' }, operation: 'SecretSet', reason: 'to rotate it every month', state: 'open' }]);
  await press('Withdraw', dialog);
  await within(dialog).findByRole('button', { name: 'Request access' });
  await person.keyboard('{Escape}');
  expect((await window.call('AccessRequestList', { whose: 'decide', limit: 10 })).items).toMatchObject([{ state: 'withdrawn' }]);
});

it('a key does what its button does: it tells why not', async () => {
  const { person } = await atSecret();
  await person.keyboard('r');
  expect((await refusal()).textContent).toContain('Key Vault Secrets Officer');
});

it('a role that is given is felt in the open window, and so is one that is taken', async () => {
  const { house, lena, button, window } = await atSecret();
  const { id } = await grant(house, lena.person.id, 'Key Vault Secrets Officer', house.scope);
  await waitFor(() => expect(button('New version').getAttribute('aria-disabled')).toBeNull());
  await window.call('RoleAssignmentEnd', { id, reason: 'the work is done' });
  await waitFor(() => expect(button('New version').getAttribute('aria-disabled')).toBe('true'));
});

it('who loses the last role sees nothing any more of what they had open', async () => {
  const { lena, window } = await atSecret();
  await window.call('RoleAssignmentEnd', { id: lena.assignment.id, reason: 'left the team' });
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Reveal' })).toBeNull());
  await waitFor(() => expect(placesShown()).not.toContain('Secrets'));
  await waitFor(() => expect(screen.queryByText('current')).toBeNull());
});

it('who is disabled lands where one signs in, and reads why', async () => {
  const { lena, window } = await atSecret();
  const { id, revision } = lena.person;
  const now = await window.call('PersonGet', { id });
  await window.call('PersonPatch', { id, enabled: false, revision: Math.max(revision, now.revision) });
  await screen.findByRole('heading', { level: 1, name: /^Sign in to/ });
  expect(screen.getByText(/Your session has ended/)).toBeTruthy();
  expect(document.body.textContent).not.toContain('db-password');
});

it('who signs out themselves isn’t told that something happened to them', async () => {
  const { person, press } = await atSecret();
  await press('Lena');
  await person.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
  await screen.findByRole('heading', { level: 1, name: /^Sign in to/ });
  expect(screen.queryByText(/Your session has ended/)).toBeNull();
});
