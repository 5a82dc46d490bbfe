import { expect, type Locator, type Page } from '@playwright/test';
import { checkAccess, overEndOf, shoot, test } from './console.ts';
import { createKeyboard } from '../leak/keyboard.ts';
import { firstRun, passphrase, password, signIn } from './hand.ts';
import * as keys from './key-hand.ts';

let page: Page;
test.beforeEach(async ({ console }) => {
  page = await console.attach();
});

/** Groups of four, as they are printed. */
const shareText = /(?:[0-9A-Z]{4}-){10,}[0-9A-Z]{1,4}/;

const typeInto = (target: Locator, text: string) => keys.typeInto(page, target, text);
const field = (name: string) => page.getByRole('textbox', { name, exact: true });

const press = (name: string | RegExp, role: 'button' | 'link' = 'button') => keys.enter(page, page.getByRole(role, { name }).first());

test('the whole first line is walked by keyboard alone', async ({ console }) => {
  test.slow();
  await expect(field('Name')).toBeFocused();
  await page.keyboard.type('Northwind');
  await typeInto(field('Your name'), 'Mara Okafor');
  await typeInto(field('Name to sign in with'), 'mara');
  await typeInto(field('Your password'), password);
  await typeInto(field('Your password again'), password);
  await page.keyboard.press('Enter');
  await typeInto(field('Passphrase'), passphrase);
  await typeInto(field('Passphrase again'), passphrase);
  await page.keyboard.press('Enter');
  await press('Show share 1 to write it down by hand');
  const item = page.getByRole('listitem').filter({ hasText: 'Share 1' });
  await expect(item).toContainText(shareText);
  const share = shareText.exec(await item.innerText())?.[0];
  await typeInto(field('Enter one of them again'), share ?? '');
  await press('Create the house');
  await expect(page.getByRole('heading', { name: 'Done', level: 1 })).toBeVisible({ timeout: 30_000 });
  await press('Sign in');
  await typeInto(field('Password'), password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible({ timeout: 30_000 });

  await page.keyboard.press('g');
  await page.keyboard.press('v');
  await expect(page.getByRole('heading', { name: 'Vaults', level: 1 })).toBeVisible();
  await page.keyboard.press('n');
  await typeInto(page.getByRole('dialog').getByRole('textbox', { name: 'Name' }), 'payroll');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('gridcell', { name: 'payroll', exact: true })).toBeVisible();

  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page.getByRole('heading', { name: 'Secrets', level: 1 })).toBeVisible();
  await page.keyboard.press('n');
  await typeInto(page.getByRole('dialog').getByRole('textbox', { name: 'Name' }), 'db-password');
  await typeInto(page.getByRole('dialog').getByRole('textbox', { name: 'Value' }), 'zweite Zeile');
  await press('Add secret');
  await press('Reveal');
  await expect(page.getByRole('region', { name: 'Value of db-password' })).toContainText('zweite Zeile');
  await shoot(page, 'keyboard-revealed');

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await checkAccess(page);
  await shoot(page, 'keyboard-map');
  await page.keyboard.press('Escape');
  page = await overEndOf(page, console, () => page.keyboard.press('Control+l'));
  await typeInto(field('Passphrase'), passphrase);
  await page.keyboard.press('Enter');
  await expect(field('Password')).toBeVisible({ timeout: 20_000 });
});

test('after a lock the keys of a real keyboard reach the fresh page without a click', async ({ console }) => {
  await firstRun(page);
  await signIn(page);
  const keyboard = createKeyboard(process.env['DISPLAY'] ?? '');
  page = await overEndOf(page, console, () => page.keyboard.press('Control+l'));
  await expect(field('Passphrase')).toBeFocused();
  keyboard.type('typed');
  await expect(field('Passphrase')).toHaveValue('typed');
});
