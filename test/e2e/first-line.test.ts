import { expect, type Page } from '@playwright/test';
import { checkAccess, openConsole, overEndOf, shoot, test } from './console.ts';
import { addSecret, chooseSlots, createVault, fillSecret, firstRun, go, keepShares, reveal, signIn, tellWho, unlock } from './hand.ts';

let page: Page;
test.beforeEach(async ({ console }) => {
  page = await console.attach();
});

test('the first run makes the house in four steps that anyone can read', async () => {
  await expect(page.getByRole('heading', { name: 'Set up Strongroom' })).toBeVisible();
  await checkAccess(page);
  await shoot(page, 'first-run-1-who');
  await tellWho(page);
  await checkAccess(page);
  await shoot(page, 'first-run-2-slots');
  await chooseSlots(page);
  await checkAccess(page);
  await shoot(page, 'first-run-3-shares');
  await keepShares(page);
  await checkAccess(page);
  await shoot(page, 'first-run-4-done');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await checkAccess(page);
  await shoot(page, 'sign-in');
  await signIn(page);
  await checkAccess(page);
  await shoot(page, 'overview-empty');
});

test('a secret of exactly 25,600 bytes is kept, one byte more is refused and stays in the form', async () => {
  await firstRun(page);
  await signIn(page);
  await createVault(page, 'payroll');
  await shoot(page, 'vault');
  const exact = `zwei Zeilen\n☕ ${'x'.repeat(25_600 - new TextEncoder().encode('zwei Zeilen\n☕ ').length)}`;
  await fillSecret(page, 'too-long', `${exact}x`);
  const panel = page.getByRole('dialog');
  await expect(panel.getByText(/25,600 bytes/).first()).toBeVisible();
  await expect(panel.getByRole('textbox', { name: 'Value' })).toHaveValue(`${exact}x`);
  await checkAccess(page);
  await shoot(page, 'secret-too-long');
  await panel.getByRole('textbox', { name: 'Value' }).fill(exact);
  await panel.getByRole('button', { name: 'Add secret' }).click();
  await expect(panel).toBeHidden();
  await expect(await reveal(page, 'too-long')).toContainText('zwei Zeilen');
});

test('a value is shown for a moment by an explicit act, and the log says so', async () => {
  await firstRun(page);
  await signIn(page);
  await createVault(page, 'payroll');
  await addSecret(page, 'db-password', 'first line\nzweite Zeile ☕');
  await expect(page.locator('body')).not.toContainText('zweite Zeile');
  await expect(await reveal(page, 'db-password')).toContainText('first line\nzweite Zeile ☕');
  await page.getByRole('button', { name: 'Hide' }).click();
  await expect(page.locator('body')).not.toContainText('zweite Zeile');
  await page.getByRole('button', { name: 'Reveal' }).first().click();
  await expect(page.getByRole('region', { name: 'Value of db-password' })).toBeVisible();
  await shoot(page, 'secret-revealed');
  await checkAccess(page);

  await go(page, 'Log');
  const row = page.getByRole('row', { name: /SecretGet/ }).first();
  await expect(row).toContainText('Succeeded');
  await expect(row).toContainText('payroll / db-password');
  await checkAccess(page);
  await shoot(page, 'log');
  await row.click();
  await expect(page.getByText(/Key Vault Administrator/).first()).toBeVisible();
  await checkAccess(page);
  await shoot(page, 'log-record');
});

test('the log is followed live, and verified', async () => {
  await firstRun(page);
  await signIn(page);
  await createVault(page, 'payroll');
  await go(page, 'Integrity');
  await page.getByRole('button', { name: 'Verify now' }).click();
  await expect(page.getByText(/the log is whole/i).first()).toBeVisible({ timeout: 20_000 });
  await checkAccess(page);
  await shoot(page, 'integrity');
});

test('lock ends the page’s process and leaves nothing of a value in it', async ({ console }) => {
  const shares = await firstRun(page);
  await signIn(page);
  await createVault(page, 'payroll');
  await addSecret(page, 'db-password', 'zweite Zeile ☕');
  await expect(await reveal(page, 'db-password')).toContainText('zweite Zeile');
  page = await overEndOf(page, console, () => page.keyboard.press('Control+l'));
  await expect(page.getByRole('button', { name: 'Unlock', exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(page.locator('body')).not.toContainText('zweite Zeile');
  await checkAccess(page);
  await shoot(page, 'unlock');

  await unlock(page, 'not the passphrase at all');
  await expect(page.getByRole('alert').first()).toBeVisible({ timeout: 20_000 });
  await checkAccess(page);
  await shoot(page, 'unlock-wrong');
  await unlock(page);
  await signIn(page);
  await expect(await reveal(page, 'db-password')).toContainText('zweite Zeile');
  await go(page, 'Log');
  await expect(page.getByRole('row', { name: /InstanceUnlock/ })).toHaveCount(2);
  expect(shares).toHaveLength(3);
});

test('what was acknowledged is there after the console was killed', async ({ console, ground }) => {
  await firstRun(page);
  await signIn(page);
  await createVault(page, 'payroll');
  await addSecret(page, 'db-password', 'zweite Zeile ☕');
  await console.kill();
  const next = await openConsole(ground);
  page = await next.attach();
  await unlock(page);
  await signIn(page);
  await expect(await reveal(page, 'db-password')).toContainText('zweite Zeile');
});
