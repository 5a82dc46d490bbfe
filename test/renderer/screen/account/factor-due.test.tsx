import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { VaultError } from '../../../../app/contract/vault-error.ts';
import { anApp } from '../../../support/a-factor.ts';
import { password, text, utf8 } from '../../../support/a-house.ts';
import { accessHouse, type AccessHouse, joinWith, openFor } from '../../support/access-house.tsx';
import { busyHouse } from '../../support/door-scene.ts';
import { withLayout } from '../../support/layout.ts';
import { fill } from '../../support/open-house.tsx';
import { openDoor } from '../../support/open-door.tsx';
import { aSession } from '../../support/sample.ts';

vi.setConfig({ testTimeout: 60_000 });
withLayout();
afterEach(cleanup);

const setUpTitle = { name: 'Set up a second factor', level: 1 } as const;
const panel = () => screen.getByRole('dialog', { name: /^Add a secret/ });

/** Lena, who writes secrets, in the middle of writing one. */
async function inTheMiddle() {
  const house = await accessHouse();
  const { person: lena } = await joinWith(house, 'lena', 'Key Vault Administrator', house.scope);
  const page = await openFor(house, 'lena');
  await page.goTo('Secrets');
  await page.press('Add secret');
  fill(await within(panel()).findByRole('textbox', { name: 'Name' }), 'half-written');
  fill(within(panel()).getByRole('textbox', { name: 'Value' }), 'a value that took a while');
  return { house, lena, ...page };
}

/** The administrator wants a second factor of somebody, or no longer. */
async function demand({ window }: AccessHouse, id: string, secondFactor: boolean): Promise<void> {
  const { revision } = await window.call('PersonGet', { id });
  await window.call('PersonPatch', { id, secondFactor, revision });
}

/** Sets up an app on the page that asks for it. */
async function setUp({ house, person, paste }: Awaited<ReturnType<typeof inTheMiddle>>): Promise<void> {
  await person.click(screen.getByRole('button', { name: 'Continue' }));
  await paste('Your password', password);
  await person.click(screen.getByRole('button', { name: 'Continue' }));
  const secret = (await screen.findByText(/^(?:[A-Z2-7]{4} ){3,}/)).textContent.replaceAll(' ', '');
  const app = anApp(utf8(`otpauth://totp/Northwind:lena?secret=${secret}&issuer=Northwind`));
  await person.type(screen.getByLabelText('Code that the app shows'), text(app.codeAt(house.clock.now())));
  await person.click(await screen.findByRole('button', { name: 'Not now' }));
}

it('who must set one up meanwhile is led there at once, and finds all as it was left', async () => {
  const page = await inTheMiddle();
  await demand(page.house, page.lena.id, true);
  const title = await screen.findByRole('heading', setUpTitle);
  await waitFor(() => expect(document.activeElement).toBe(title));
  expect(screen.getByText(/What you were doing waits/)).toBeTruthy();
  expect(screen.queryByRole('navigation', { name: 'Places' })).toBeNull();
  expect(screen.queryByRole('dialog')).toBeNull();
  await setUp(page);
  await screen.findByRole('dialog', { name: /^Add a secret/ });
  expect(within(panel()).getByRole<HTMLInputElement>('textbox', { name: 'Name' }).value).toBe('half-written');
  await page.press('Add secret', panel());
  await screen.findByRole('heading', { name: 'half-written' });
  const { value } = await page.house.window.call('SecretGet', { vault: 'payroll', name: 'half-written' });
  expect(text(value)).toBe('a value that took a while');
});

it('a demand that is taken back lets them go on at once', async () => {
  const { house, lena } = await inTheMiddle();
  await demand(house, lena.id, true);
  await screen.findByRole('heading', setUpTitle);
  await demand(house, lena.id, false);
  await screen.findByRole('dialog', { name: /^Add a secret/ });
  expect(screen.queryByRole('heading', setUpTitle)).toBeNull();
});

it('nothing typed outlives a session that ends before one is set up', async () => {
  const { house, lena } = await inTheMiddle();
  const field = within(panel()).getByRole<HTMLTextAreaElement>('textbox', { name: 'Value' });
  await demand(house, lena.id, true);
  await screen.findByRole('heading', setUpTitle);
  expect(field.value).toBe('a value that took a while');
  const { revision } = await house.window.call('PersonGet', { id: lena.id });
  await house.window.call('PersonPatch', { id: lena.id, enabled: false, revision });
  await screen.findByText(/Your session has ended/);
  expect(field.value).toBe('');
});

it('an operation that is refused for want of one leads there, too', async () => {
  const now = Date.now();
  const scene = busyHouse(now);
  const { user } = await openDoor(scene, 'Overview');
  scene.session = aSession(now, { ...scene.session, factorDue: true });
  scene.failures = { ...scene.failures, LogList: new VaultError('FactorDue', {}) };
  await user.click(screen.getByRole('link', { name: 'Log' }));
  expect(await screen.findByRole('heading', setUpTitle)).toBeTruthy();
});
