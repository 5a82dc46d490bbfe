import { expect, type Page } from '@playwright/test';
import { go, password } from './hand.ts';
import { lookAt, test } from './house.ts';
import { fillVault, makeVault, openVault, recordsOf, toast } from './secret-hand.ts';

const csv = `name,value\n${['alpha', 'beta', 'delta', 'gamma', 'omega'].map((name) => `${name},value of ${name}`).join('\n')}\n`;

const grid = (page: Page, name: string) => page.getByRole('grid', { name });
const inBin = (page: Page, name: string) => grid(page, 'Recycle bin').getByRole('row', { name: new RegExp(name) });
const selection = (page: Page) => page.getByRole('toolbar', { name: 'Selection' });
const panelOf = (page: Page) => page.getByRole('dialog');

test.beforeEach(async ({ page }) => {
  test.slow();
  await makeVault(page, 'shop');
  await fillVault(page, 'shop', csv);
  await go(page, 'Secrets');
  await expect(grid(page, 'Secrets').getByRole('row')).toHaveCount(6);
});

test('many secrets are tagged after a preview, untagged by Undo, deleted and recovered, each with a record', async ({ page }) => {
  await grid(page, 'Secrets').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(selection(page)).toContainText('3 selected');
  await lookAt(page, 'bulk-selected');
  await selection(page).getByRole('button', { name: 'Tag' }).click();
  await panelOf(page).getByRole('textbox', { name: 'Name of tag 1' }).fill('owner');
  await panelOf(page).getByRole('textbox', { name: 'Value of tag 1' }).fill('ada');
  await lookAt(page, 'bulk-tag');
  await panelOf(page).getByRole('button', { name: 'Preview' }).click();
  await expect(panelOf(page).getByText('3 secrets will be tagged')).toBeVisible();
  await lookAt(page, 'bulk-preview');
  await panelOf(page).getByRole('button', { name: 'Tag 3 secrets' }).click();
  await expect(panelOf(page).getByText('3 secrets tagged.')).toBeVisible();
  await lookAt(page, 'bulk-done');
  expect(await recordsAfter(page, 'SecretUpdate')).toBe(3);

  await test.step('taken back', async () => {
    await page
      .getByRole('contentinfo')
      .getByRole('button', { name: /finished/ })
      .click();
    await lookAt(page, 'bulk-work');
    await panelOf(page).getByRole('button', { name: 'Undo' }).click();
    await panelOf(page).getByRole('button', { name: 'Close' }).click();
    await expect.poll(() => recordsOf(page, 'SecretUpdate')).toBe(6);
  });
  await test.step('all of them deleted by one press each', async () => {
    await go(page, 'Secrets');
    await expect(grid(page, 'Secrets').getByRole('row')).toHaveCount(6);
    await grid(page, 'Secrets').focus();
    await page.keyboard.press('Control+a');
    await expect(selection(page)).toContainText('All 5 selected');
    await selection(page).getByRole('button', { name: 'Delete' }).click();
    await expect(panelOf(page).getByText('5 secrets will be moved to the recycle bin')).toBeVisible();
    await lookAt(page, 'bulk-delete');
    await panelOf(page).getByRole('button', { name: 'Delete 5 secrets' }).click();
    await expect(panelOf(page).getByText('5 secrets moved to the recycle bin.')).toBeVisible();
    await panelOf(page).getByRole('button', { name: 'Done' }).click();
    await expect(page.getByText('5 selected')).toBeHidden();
  });
  await test.step('one comes back, one is purged for good', async () => {
    await go(page, 'Recycle bin');
    await expect(grid(page, 'Recycle bin').getByRole('row')).toHaveCount(6);
    await lookAt(page, 'bin');
    await inBin(page, 'alpha').click();
    await lookAt(page, 'bin-secret');
    await page.getByRole('button', { name: 'Recover', exact: true }).click();
    await expect(toast(page, /alpha was recovered/)).toBeVisible();
    await go(page, 'Recycle bin');
    await inBin(page, 'beta').click();
    await page.getByRole('button', { name: 'Purge…' }).click();
    const purge = panelOf(page).getByRole('button', { name: 'Purge for good' });
    await expect(purge).toHaveAttribute('aria-disabled', 'true');
    await panelOf(page).getByRole('textbox').fill('beta');
    await lookAt(page, 'bin-purge');
    await purge.click();
    await expect(grid(page, 'Recycle bin').getByRole('row')).toHaveCount(4);
    await go(page, 'Secrets');
    await expect(page.getByRole('gridcell', { name: 'alpha', exact: true })).toBeVisible();
  });
  expect(await recordsOf(page, 'SecretDelete')).toBe(5);
});

/** Closes the panel first. */
async function recordsAfter(page: Page, operation: string): Promise<number> {
  await panelOf(page).getByRole('button', { name: 'Done' }).click();
  return recordsOf(page, operation);
}

test('what a protected vault has deleted is purged by nobody, and the bin says so', async ({ page }) => {
  await openVault(page, 'shop');
  await page.getByRole('button', { name: 'Turn on…' }).click();
  await panelOf(page).getByRole('textbox', { name: 'Type shop to confirm' }).fill('shop');
  await panelOf(page).getByRole('textbox', { name: 'Reason' }).fill('Kept for seven years');
  await panelOf(page).getByRole('textbox', { name: 'Your password' }).fill(password);
  await lookAt(page, 'vault-protect');
  await panelOf(page).getByRole('button', { name: 'Turn on for good' }).click();
  await expect(panelOf(page)).toBeHidden();
  await go(page, 'Secrets');
  await page.getByRole('gridcell', { name: 'omega', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Delete', exact: true })).toBeVisible();
  await page.keyboard.press('Delete');
  await panelOf(page).getByRole('button', { name: 'Delete' }).click();
  await expect(toast(page, /omega lies in the recycle bin until/)).toBeVisible();
  await go(page, 'Recycle bin');
  await inBin(page, 'omega').click();
  const purge = page.getByRole('button', { name: 'Purge…' });
  await expect(purge).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByText(/Purging is not possible: the vault protects what is deleted until/)).toBeVisible();
  await lookAt(page, 'bin-protected');
});
