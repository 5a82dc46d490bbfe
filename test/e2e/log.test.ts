import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { go, password, reveal } from './hand.ts';
import { lookAt, test } from './house.ts';
import { tabTo } from './key-hand.ts';
import { fillVault, filterLog, makeVault } from './secret-hand.ts';

test.setTimeout(240_000);

const grid = (page: Page) => page.getByRole('grid');
const rows = (page: Page) =>
  grid(page)
    .getByRole('row')
    .filter({ hasNot: page.getByRole('columnheader') });
const record = (page: Page, name: RegExp) => rows(page).filter({ hasText: name }).first();

/** A vault with two secrets, one of them read. */
async function somethingHappened(page: Page): Promise<void> {
  await makeVault(page, 'payroll');
  await fillVault(page, 'payroll', 'name,value\ndb-password,first\nsmtp-key,second\n');
  await reveal(page, 'db-password');
  await page.keyboard.press('Escape');
}

test('an auditor finds who read a value, and what belongs to it', async ({ page }) => {
  await somethingHappened(page);
  await go(page, 'Log');
  await expect(page.getByRole('slider', { name: /Records over time/ })).toBeVisible();
  await expect(rows(page).first()).toBeVisible();
  await lookAt(page, 'log-list');

  await filterLog(page, 'operation:SecretGet');
  await record(page, /SecretGet/).click();
  await expect(page.getByText(/Allowed by the role/)).toBeVisible();
  await page.getByRole('button', { name: 'Same object' }).click();
  await expect(page.getByRole('list', { name: 'Related records' })).toContainText('SecretSet');
  await lookAt(page, 'log-record');

  // A link leads a colleague to the same record.
  await page
    .context()
    .grantPermissions(['clipboard-read', 'clipboard-write'])
    .catch(() => undefined);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  await go(page, 'Overview');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+v');
  await page.getByRole('option', { name: /Open record \d+ of the log/ }).click();
  await expect(page.getByText(/Allowed by the role/)).toBeVisible();
});

test('the log is narrowed, saved and exported by keyboard alone', async ({ page }) => {
  await somethingHappened(page);
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(page.getByRole('heading', { name: 'Log', level: 1 })).toBeVisible();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('operation:SecretS');
  await expect(page.getByRole('option', { name: /SecretSet/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 records fit')).toBeVisible();

  await tabTo(page, page.getByRole('button', { name: 'Saved' }));
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Save this filter' }).press('Enter');
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused();
  await page.keyboard.type('What was written');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Saved as What was written.')).toBeVisible();

  await page.getByRole('button', { name: 'Export' }).press('Enter');
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /^JSON lines/ }).press('Enter');
  const file = await readFile(await (await download).path(), 'utf8');
  const lines = file.trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ operationName: 'SecretSet' });

  await page.keyboard.press('Control+f');
  await expect(page.getByRole('combobox', { name: 'Filter by field or text' })).toBeFocused();
  await page.keyboard.press('Backspace');
  await expect(page.getByText(/^[\d,]+ records$/).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Why' })).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('Escape');
  await expect(grid(page)).toBeFocused();
});

test('chosen records are deleted, said to be, and the rest still verifies', async ({ page }) => {
  await somethingHappened(page);
  // A checkpoint must be over what is deleted: verifying keeps one.
  await go(page, 'Integrity');
  await page.getByRole('button', { name: 'Verify now' }).click();
  await expect(page.getByText(/the log is whole/i).first()).toBeVisible({ timeout: 30_000 });
  await go(page, 'Log');
  await filterLog(page, 'operation:VaultPut');
  await expect(page.getByText('1 record fits')).toBeVisible();
  await record(page, /VaultPut/)
    .getByRole('checkbox')
    .click();
  await page.getByRole('button', { name: 'Delete records…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete 1 chosen record' });
  await expect(dialog.getByText(/would be deleted\.|Nothing would go/)).toBeVisible();
  await lookAt(page, 'log-delete');
  await dialog.getByLabel('Reason').fill('Written by mistake');
  await dialog.getByRole('textbox', { name: 'Your password' }).fill(password);
  await dialog.getByLabel(/^Type delete/).fill('delete 1 record');
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText(/1 record deleted\./).first()).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  // The whole list comes back first; a key that is struck before moves in what was there.
  await expect(async () => {
    await grid(page).focus();
    await page.keyboard.press('End');
    await expect(record(page, /Deleted.*1 record.*Written by mistake/)).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await lookAt(page, 'log-deleted');
});
