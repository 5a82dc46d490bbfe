import { generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { go } from './hand.ts';
import { lookAt, test } from './house.ts';
import { enter, strike, tabTo, typeInto } from './key-hand.ts';
import { makeVault, onClipboard, openVault, toast } from './secret-hand.ts';

const dialog = (page: Page) => page.getByRole('dialog');
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).first();
const inDialog = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true });
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const title = (page: Page, name: string) =>
  page.getByRole('heading', { name, exact: true, level: 2 }).or(page.getByRole('heading', { name, exact: true, level: 1 }));

/** A private key as another program writes it. */
const aKeyFile = () =>
  generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

async function createKey(page: Page, name: string): Promise<void> {
  await go(page, 'Keys');
  await button(page, /^Create (key|the first key)$/).click();
  await dialog(page).getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await dialog(page).getByRole('radio', { name: 'EC, elliptic curve' }).check();
  await inDialog(page, 'Create key').click();
  await expect(title(page, name)).toBeVisible({ timeout: 30_000 });
}

test('a key is made, rotated, given a policy, backed up, deleted and recovered', async ({ page }) => {
  test.slow();
  await makeVault(page, 'payroll');
  await go(page, 'Keys');
  await expect(page.getByRole('heading', { name: 'No keys yet' })).toBeVisible();
  await lookAt(page, 'keys-empty');
  await button(page, 'Create the first key').click();
  await lookAt(page, 'key-create');
  await inDialog(page, 'Cancel').click();
  await createKey(page, 'signing');

  await test.step('its page says what it is and what it may do', async () => {
    await expect(page.getByText('Software: kept in this house’s own key hierarchy')).toBeVisible();
    await part(page, 'Permitted operations').getByRole('switch', { name: 'Sign' }).click();
    await expect(toast(page, 'Sign is no longer permitted for signing.')).toBeVisible();
    await button(page, 'Undo').click();
    await expect(part(page, 'Permitted operations').getByRole('switch', { name: 'Sign' })).toBeChecked();
    await part(page, 'Public key').getByRole('button', { name: 'Copy as PEM' }).click();
    await expect.poll(onClipboard).toMatch(/^-----BEGIN PUBLIC KEY-----/);
    await lookAt(page, 'key');
  });
  await test.step('it is rotated now, and by a policy whose dates are shown before', async () => {
    await button(page, 'Rotate now…').click();
    await inDialog(page, 'Rotate now').click();
    await expect(toast(page, /signing has a new version/)).toBeVisible();
    await expect(part(page, 'Versions').getByRole('listitem')).toHaveCount(2);
    await button(page, 'Edit policy').click();
    await dialog(page).getByRole('radio', { name: 'Some time after a version was made' }).check();
    await dialog(page).getByRole('textbox', { name: 'Days after it was made' }).fill('90');
    await dialog(page).getByRole('textbox', { name: 'New versions expire after, in days' }).fill('120');
    await expect(dialog(page).getByRole('list', { name: 'Coming dates' })).toContainText('The next version is made');
    await lookAt(page, 'key-policy');
    await inDialog(page, 'Save').click();
    await expect(part(page, 'Rotation')).toContainText('A new version is made 90 days after the one before.');
  });
  await test.step('it is backed up', async () => {
    const saved = page.waitForEvent('download');
    await button(page, 'More').click();
    await page.getByRole('menuitem', { name: 'Back up to a file' }).click();
    const file = await readFile(await (await saved).path());
    expect(file.length).toBeGreaterThan(100);
    expect(file.includes('BEGIN')).toBe(false);
  });
  await test.step('it is deleted, and comes back out of the bin', async () => {
    await button(page, 'Delete').click();
    await inDialog(page, 'Delete').click();
    await expect(toast(page, /signing lies in the recycle bin/)).toBeVisible();
    await go(page, 'Recycle bin');
    await page.getByRole('row', { name: /key signing/ }).click();
    await button(page, 'Recover').click();
    await expect(toast(page, /signing was recovered to payroll/)).toBeVisible();
    await openVault(page, 'payroll');
    await part(page, '1 key').getByRole('link', { name: 'signing' }).click();
    await expect(part(page, 'Versions').getByRole('listitem')).toHaveCount(2);
  });
});

test('a key is brought in by file, looked at before, and by keys alone', async ({ page }) => {
  test.slow();
  await makeVault(page, 'payroll');
  await strike(page, 'g', 'k');
  await expect(page.getByRole('heading', { name: 'Keys', level: 1 })).toBeVisible();
  await enter(page, button(page, 'Import key'));
  const asked = page.waitForEvent('filechooser');
  await enter(page, inDialog(page, 'Choose a file'));
  await (await asked).setFiles({ name: 'private.pem', mimeType: 'application/x-pem-file', buffer: Buffer.from(aKeyFile()) });
  await expect(dialog(page)).toContainText('Chosen: private.pem');
  await enter(page, inDialog(page, 'Look at it'));
  await expect(dialog(page)).toContainText('EC P-256 private key', { timeout: 30_000 });
  await lookAt(page, 'key-import');
  await typeInto(page, dialog(page).getByRole('textbox', { name: 'Name', exact: true }), 'brought');
  await enter(page, inDialog(page, 'Import key'));
  await expect(title(page, 'brought')).toBeFocused({ timeout: 30_000 });
  await expect(part(page, 'Versions')).toContainText('imported');

  await test.step('it is edited, rotated and disabled', async () => {
    await page.keyboard.press('e');
    await enter(page, inDialog(page, 'Add tag'));
    await typeInto(page, dialog(page).getByRole('textbox', { name: 'Name of tag 1' }), 'owner');
    await page.keyboard.press('Enter');
    await expect(toast(page, 'brought saved.')).toBeVisible();
    await page.keyboard.press('r');
    await enter(page, inDialog(page, 'Rotate now'));
    await expect(toast(page, /brought has a new version/)).toBeVisible();
    await tabTo(page, part(page, 'Permitted operations').getByRole('switch', { name: 'Verify' }));
    await page.keyboard.press('Space');
    await expect(toast(page, 'Verify is no longer permitted for brought.')).toBeVisible();
  });
  await test.step('it is found by the palette, deleted, and taken back', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('brought');
    await expect(dialog(page).getByRole('option', { name: /brought/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(title(page, 'brought')).toBeFocused();
    await page.keyboard.press('Delete');
    await enter(page, inDialog(page, 'Delete'));
    await expect(toast(page, /brought lies in the recycle bin/)).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('row', { name: /brought/ })).toBeVisible();
  });
});
