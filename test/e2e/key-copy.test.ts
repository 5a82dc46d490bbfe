import { expect, type Page } from '@playwright/test';
import { go } from './hand.ts';
import { lookAt } from './house.ts';
import { addModule, bindVault, initialise, openToken, test } from './hsm-hand.ts';
import { dialog, field, press } from './people-hand.ts';
import { makeVault, onClipboard, openVault, recordsOf } from './secret-hand.ts';

test.setTimeout(420_000);

const row = (page: Page, name: string) => page.getByRole('row').filter({ has: page.getByRole('gridcell', { name, exact: true }) });

/** Makes a software key of the vault that the list is narrowed to. */
async function makeKey(page: Page, name: string, kind: string): Promise<void> {
  await page
    .getByRole('button', { name: /^Create (key|the first key)$/ })
    .first()
    .click();
  const panel = dialog(page, 'Create a key in dev');
  await field(panel, 'Name').fill(name);
  await panel.getByRole('radio', { name: kind }).check();
  await press(panel, 'Create key');
  await expect(page.getByRole('heading', { name, exact: true }).first()).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid', { name: 'Keys' })).toBeVisible();
}

async function makeKeys(page: Page): Promise<void> {
  await openVault(page, 'dev');
  await page.getByRole('link', { name: 'Create the first' }).click();
  await press(dialog(page, 'Create a key in dev'), 'Cancel');
  await makeKey(page, 'signing', 'EC, elliptic curve');
  await makeKey(page, 'wrapping', 'RSA');
}

async function prepare(page: Page): Promise<void> {
  await go(page, 'HSM');
  await addModule(page);
  await initialise(page);
  await openToken(page);
  await makeVault(page, 'dev');
  await makeVault(page, 'prod');
  await openVault(page, 'prod');
  await bindVault(page, 'prod');
  await makeKeys(page);
}

test('the keys of a vault for development are made anew in a token for production, and the code stays the same', async ({ page }) => {
  await prepare(page);
  await test.step('it is said what is made, and what is not', async () => {
    await openVault(page, 'dev');
    await page.getByRole('link', { name: 'Make anew in another vault' }).click();
    await expect(page.getByText(/no private key leaves its vault/)).toBeVisible();
    await page.getByRole('combobox', { name: 'anew in' }).fill('prod');
    await page.getByRole('option', { name: 'prod' }).click();
    await page.getByRole('radio', { name: 'HSM keys' }).check();
    await lookAt(page, 'key-copy-ask');
    await press(page, 'Compare');
  });
  await test.step('each key is compared before anything is made', async () => {
    await expect(row(page, 'signing')).toContainText('missing there');
    await expect(page.getByText(/tier: Standard → Premium/)).toBeVisible();
    await lookAt(page, 'key-copy-rows');
    await page.getByRole('gridcell', { name: 'wrapping', exact: true }).click();
    await expect(page.getByRole('row', { name: 'Protection software HSM changed' })).toBeVisible();
    await lookAt(page, 'key-copy-row');
    await page.getByRole('radio', { name: 'Leave it out' }).check();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Make 1 key' })).toBeVisible();
    await expect(row(page, 'wrapping')).toContainText('leave out');
  });
  await test.step('they are made in the token, and the line that changes is copied', async () => {
    await press(page, 'Make 1 key');
    await expect(page.getByText('1 key made.').first()).toBeVisible({ timeout: 60_000 });
    await press(page, 'Copy the new line');
    await expect.poll(onClipboard).toMatch(/^KEY_VAULT_URL='https:\/\/prod\.vault\.localhost:\d+\/'$/);
    await lookAt(page, 'key-copy-done');
  });
  await test.step('what was made is there, and the rest is still missing', async () => {
    await press(page, 'Compare again');
    await expect(row(page, 'signing')).toContainText('the same');
    await expect(row(page, 'wrapping')).toContainText('missing there');
    await press(page, 'Make 1 key');
    await expect(page.getByText('1 key made.').first()).toBeVisible({ timeout: 60_000 });
    await page.getByRole('link', { name: 'Show the keys' }).click();
    for (const name of ['signing', 'wrapping']) await expect(row(page, name)).toContainText('Office HSM');
  });
  // Two in software, and an attempt and an outcome of each in the token.
  expect(await recordsOf(page, 'KeyCreate')).toBe(6);
});
