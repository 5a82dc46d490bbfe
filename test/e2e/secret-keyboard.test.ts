import { expect, type Page } from '@playwright/test';
import { lookAt, test } from './house.ts';
import { command, enter, goBy, strike, tabTo, typeInto } from './key-hand.ts';
import { toast } from './secret-hand.ts';

const dialog = (page: Page) => page.getByRole('dialog');
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).first();
const inDialog = (page: Page, name: string | RegExp) => dialog(page).getByRole('button', { name, exact: typeof name === 'string' });
const grid = (page: Page, name: string) => page.getByRole('grid', { name });

test('the secrets console is walked by keyboard alone', async ({ page }) => {
  test.slow();
  await goBy(page, 'v', 'Vaults');
  await page.keyboard.press('n');
  await typeInto(page, dialog(page).getByRole('textbox', { name: 'Name', exact: true }), 'shop');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'shop', exact: true })).toBeFocused();

  await test.step('a file is imported', async () => {
    await command(page, 'import');
    await expect(page.getByRole('heading', { name: 'Import secrets' })).toBeVisible();
    const asked = page.waitForEvent('filechooser');
    await enter(page, button(page, 'Choose a file'));
    await (await asked).setFiles({ name: '.env', mimeType: 'text/plain', buffer: Buffer.from('ALPHA=one\nBETA=two\nGAMMA=three\n') });
    await enter(page, button(page, 'Preview'));
    await expect(grid(page, 'Rows of the file').getByRole('row', { name: /gamma/ })).toBeVisible();
    await tabTo(page, grid(page, 'Rows of the file'));
    await strike(page, 'j', 'Enter');
    await expect(page.getByRole('heading', { name: 'beta' })).toBeVisible();
    await page.keyboard.press('Escape');
    await enter(page, button(page, 'Import 3 secrets'));
    await expect(page.getByText('3 secrets written.')).toBeVisible();
    await enter(page, page.getByRole('link', { name: 'Show the secrets' }));
  });
  await test.step('all of it is tagged, and taken back', async () => {
    await expect(grid(page, 'Secrets').getByRole('row', { name: /gamma/ })).toBeVisible();
    await tabTo(page, grid(page, 'Secrets'));
    await strike(page, 'Home', 'Space', 'Shift+ArrowDown');
    await expect(page.getByRole('toolbar', { name: 'Selection' })).toContainText('2 selected');
    await command(page, 'tag the selection');
    await typeInto(page, dialog(page).getByRole('textbox', { name: 'Name of tag 1' }), 'owner');
    await typeInto(page, dialog(page).getByRole('textbox', { name: 'Value of tag 1' }), 'ada');
    await page.keyboard.press('Enter');
    await enter(page, inDialog(page, 'Tag 2 secrets'));
    await expect(dialog(page).getByText('2 secrets tagged.')).toBeVisible();
    await enter(page, inDialog(page, 'Undo'));
    await enter(page, inDialog(page, 'Done'));
    await expect(dialog(page)).toBeHidden();
  });
  await test.step('a secret is drawn, copied, disabled, deleted', async () => {
    await goBy(page, 's', 'Secrets');
    await page.keyboard.press('n');
    await typeInto(page, dialog(page).getByRole('textbox', { name: 'Name', exact: true }), 'drawn');
    await tabTo(page, inDialog(page, 'Write it'));
    await strike(page, 'ArrowRight', 'Enter');
    await enter(page, inDialog(page, 'Add secret'));
    await expect(page.getByRole('heading', { name: 'drawn' })).toBeFocused();
    await page.keyboard.press('Control+c');
    await expect(page.getByText('Value of drawn copied')).toBeVisible();
    await command(page, 'disable secret');
    await expect(toast(page, /drawn is disabled/)).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('region', { name: 'Attributes' })).toContainText('enabled');
    await page.keyboard.press('e');
    await enter(page, inDialog(page, 'Add tag'));
    await typeInto(page, dialog(page).getByRole('textbox', { name: 'Name of tag 1' }), 'kept');
    await expect(dialog(page).getByRole('textbox', { name: 'Name of tag 1' })).toHaveValue('kept');
    await page.keyboard.press('Enter');
    await expect(dialog(page)).toBeHidden();
    await expect(page.getByRole('region', { name: 'Attributes' })).toContainText('kept');
    await page.keyboard.press('Delete');
    await enter(page, inDialog(page, 'Delete'));
    await expect(toast(page, /drawn lies in the recycle bin/)).toBeVisible();
  });
  await test.step('the bin gives it back', async () => {
    await goBy(page, 'b', 'Recycle bin');
    await expect(grid(page, 'Recycle bin').getByRole('row', { name: /drawn/ })).toBeVisible();
    await tabTo(page, grid(page, 'Recycle bin'));
    await page.keyboard.press('Enter');
    await enter(page, button(page, 'Recover'));
    await expect(toast(page, /drawn was recovered/)).toBeVisible();
  });
  await test.step('everything is exported', async () => {
    await goBy(page, 'v', 'Vaults');
    await expect(grid(page, 'Vaults').getByRole('row', { name: /shop/ })).toBeVisible();
    await tabTo(page, grid(page, 'Vaults'));
    await page.keyboard.press('Enter');
    await enter(page, button(page, 'Export'));
    await typeInto(page, dialog(page).getByRole('textbox', { name: 'Passphrase', exact: true }), 'hand it over by telephone');
    await typeInto(page, dialog(page).getByRole('textbox', { name: 'Passphrase again' }), 'hand it over by telephone');
    await enter(page, inDialog(page, 'Export'));
    await expect(dialog(page).getByText(/^4 secrets exported/)).toBeVisible({ timeout: 30_000 });
    await enter(page, inDialog(page, 'Done'));
  });
  await expect(dialog(page)).toBeHidden();
  await strike(page, '?');
  await expect(dialog(page)).toBeVisible();
  await lookAt(page, 'keys');
});
