import { expect, type Page } from '@playwright/test';
import { firstRun, go, password, signIn } from './hand.ts';
import { lookAt } from './house.ts';
import { accept, anApp, dialog, field, grant, invite, press, rail } from './people-hand.ts';
import { makeVault, openSecret, openVault } from './secret-hand.ts';
import { test } from './two-window.ts';

const lena = { name: 'Lena Brandt', signIn: 'lena' };
const value = 'the value of db-password';
const title = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });

/** One secret, and somebody who may read and write it. @returns the one-time code */
async function makeHouse(page: Page): Promise<string> {
  await firstRun(page);
  await signIn(page);
  await makeVault(page, 'payroll');
  await go(page, 'Secrets');
  await press(page, 'Add secret');
  const panel = page.getByRole('dialog');
  await field(panel, 'Name').fill('db-password');
  await field(panel, 'Value').fill(value);
  await press(panel, 'Add secret');
  await expect(title(page, 'db-password')).toBeVisible();
  const code = await invite(page, lena);
  await openVault(page, 'payroll');
  await page.getByRole('region', { name: 'Access' }).getByRole('link', { name: 'All access' }).click();
  await expect(page.getByText('to payroll').first()).toBeVisible();
  await grant(page, { name: lena.name, role: 'Key Vault Secrets Officer', reason: 'keeps the secrets' });
  return code;
}

/** The page of somebody in the list of people. */
async function openPerson(page: Page, name: string): Promise<void> {
  await go(page, 'People');
  await page.getByRole('row', { name: new RegExp(name) }).click();
  await expect(title(page, name)).toBeVisible();
}

async function setUpFactor(page: Page): Promise<void> {
  await press(page, 'Continue');
  await field(page, 'Your password').fill(password);
  await press(page, 'Continue');
  await expect(page.getByRole('img', { name: 'QR code for the authenticator app' })).toBeVisible();
  const nextCode = anApp(await page.getByText(/^(?:[A-Z2-7]{4} ){3,}/).innerText());
  await field(page, 'Code that the app shows').pressSequentially(await nextCode());
  await expect(title(page, 'Recovery codes for an emergency')).toBeVisible();
  await press(page, 'Not now');
}

test('what an administrator decides is felt at once in the window of another', async ({ openWindow }) => {
  test.slow();
  const first = await openWindow();
  const code = await makeHouse(first);
  const second = await openWindow();
  await accept(second, lena.signIn, code);
  await openSecret(second, 'db-password');
  await openPerson(first, lena.name);

  await test.step('a second factor that becomes due is set up at once, and what one was at waits meanwhile', async () => {
    await press(second, 'New version');
    await field(second.getByRole('dialog'), 'Value').fill('half a value');
    await press(first, 'Require');
    await expect(first.getByRole('button', { name: 'Don’t require' })).toBeVisible();
    await expect(title(second, 'Set up a second factor')).toBeFocused();
    await expect(second.getByRole('dialog')).toBeHidden();
    await expect(rail(second)).toBeHidden();
    await lookAt(second, 'factor-due-meanwhile');
    await setUpFactor(second);
    await expect(field(second.getByRole('dialog'), 'Value')).toHaveValue('half a value');
    await lookAt(second, 'factor-due-after');
    await press(second, 'Save new version');
    await expect(second.getByRole('dialog')).toBeHidden();
    await expect(title(second, 'db-password')).toBeVisible();
  });

  await test.step('who is disabled stands before the door, and is told why', async () => {
    await press(second, 'Reveal');
    await expect(second.getByRole('region', { name: 'Value of db-password' })).toHaveText('half a value');
    await press(first, 'Disable');
    await expect(second.getByText(/^Your session has ended: your account was disabled/)).toBeVisible();
    await expect(title(second, 'Sign in to Northwind')).toBeVisible();
    await expect(rail(second)).toBeHidden();
    for (const gone of ['db-password', 'half a value', 'payroll']) await expect(second.locator('body')).not.toContainText(gone);
    await lookAt(second, 'session-ended');
    await expect(second.getByRole('radio', { name: /Someone else/ })).toBeChecked();
    await expect(second.getByRole('combobox', { name: 'Sign-in name' })).toHaveValue(lena.signIn);
    await field(second, 'Password').fill(password);
    await press(second, 'Sign in');
    await expect(second.getByRole('alert')).toBeVisible();
    await expect(rail(second)).toBeHidden();
  });
  await expect(dialog(first, /./)).toBeHidden();
});
