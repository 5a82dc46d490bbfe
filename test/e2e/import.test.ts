import { expect, type Page } from '@playwright/test';
import { lookAt, test } from './house.ts';
import { chooseFile, giveFile, importRows, makeVault, openSecret, previewRows, recordsOf } from './secret-hand.ts';

/** What the editors of ten years left in one file: a byte order mark, both line ends, quotes, comments, a duplicate, an interpolation. */
const realEnv = [
  '\uFEFF# settings of the shop',
  'DB_HOST=db.internal',
  'export DB_PASSWORD="first line\\nsecond line"',
  "GREETING='stays as $USER typed it'",
  'API_URL=https://${DB_HOST}/v1 # trailing comment',
  'DOUBLE=one',
  'DOUBLE=two',
  '_=nameless',
  'INSTAGRAM_PASSWORD=hunter2',
  '',
].join('\r\n');

const row = (page: Page, name: string | RegExp) => page.getByRole('grid', { name: 'Rows of the file' }).getByRole('row', { name });
const status = (page: Page, name: RegExp) => page.getByRole('group', { name: 'Status' }).getByRole('button', { name });

test('a real .env file is brought in: every row is seen before anything is written', async ({ page }) => {
  test.slow();
  await makeVault(page, 'shop');
  await giveFile(page, 'shop', { name: 'shop.env', text: realEnv });
  await lookAt(page, 'import-names');
  await expect(page.getByRole('combobox', { name: 'Read as' })).toHaveValue('env');
  await page.getByRole('textbox', { name: 'Prefix' }).fill('web-');
  await previewRows(page);
  await lookAt(page, 'import-rows');
  await expect(row(page, /web-db-password.*new.*write/)).toBeVisible();
  await expect(row(page, /web-instagram-password.*a person’s/)).toBeVisible();
  await expect(page.locator('body')).not.toContainText('hunter2');

  await test.step('a row is skipped, one of two with the same name is renamed, which frees the other', async () => {
    await row(page, /web-instagram-password/).click();
    await expect(page.getByText(/no password manager for people/)).toBeVisible();
    await page.getByRole('radio', { name: 'skip' }).click();
    await expect(page.getByRole('radio', { name: 'skip' })).toBeChecked();
    await lookAt(page, 'import-row');
    await page.keyboard.press('Escape');
    await row(page, /web-double.*refused/)
      .first()
      .click();
    await page.getByRole('textbox', { name: 'Name' }).fill('web-double-old');
    await page.getByRole('button', { name: 'Rename' }).click();
    await expect(page.getByRole('heading', { name: 'web-double-old', exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(row(page, /web-double from.*new.*write/)).toBeVisible();
  });
  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(page.getByText(/Dry run: .* would be written.*Nothing was written\./)).toBeVisible();
  await lookAt(page, 'import-dry-run');
  await expect(await importRows(page)).toHaveText('6 secrets written, 1 skipped, 1 refused.');
  await lookAt(page, 'import-done');
  await page.getByRole('link', { name: 'Show the secrets' }).click();
  await expect(page.getByRole('gridcell', { name: 'web-db-password', exact: true })).toBeVisible();

  await openSecret(page, 'web-greeting');
  await page.getByRole('button', { name: 'Reveal' }).first().click();
  await expect(page.getByRole('region', { name: 'Value of web-greeting' })).toContainText('stays as $USER typed it');
  expect(await recordsOf(page, 'SecretSet')).toBe(6);

  await test.step('the same file again, compared, changes nothing', async () => {
    await giveFile(page, 'shop', { name: 'shop.env', text: realEnv });
    await page.getByRole('textbox', { name: 'Prefix' }).fill('web-');
    await page.getByRole('checkbox', { name: 'Compare with what is there' }).check();
    await previewRows(page);
    await expect(status(page, /^same 4/)).toBeVisible();
    await status(page, /^same/).click();
    await expect(row(page, /web-db-password.*same.*skip/)).toBeVisible();
    await lookAt(page, 'import-same');
  });
});

test('a CSV file is mapped by its columns, and a broken file is refused where it was given', async ({ page }) => {
  await makeVault(page, 'shop');
  await giveFile(page, 'shop', { name: 'broken.json', text: '{"a": ' });
  await expect(page.getByRole('alert')).toBeVisible();
  await lookAt(page, 'import-broken');
  const csv = 'key,secret,team,until\r\ndb-password,"s3cret, with a comma",shop,2031-03-01\r\nmotto,"two\nlines",,\r\n';
  await chooseFile(page, { name: 'table.csv', text: csv });
  await page.getByRole('combobox', { name: 'Name', exact: true }).selectOption('key');
  await page.getByRole('combobox', { name: 'Value' }).selectOption('secret');
  await page.getByRole('combobox', { name: 'Expires' }).selectOption('until');
  await page.getByRole('checkbox', { name: 'team' }).check();
  await lookAt(page, 'import-columns');
  await previewRows(page);
  await expect(await importRows(page)).toHaveText('2 secrets written.');
  await openSecret(page, 'db-password');
  const facts = page.getByRole('region', { name: 'Attributes' });
  await expect(facts).toContainText('1 Mar 2031');
  await expect(facts).toContainText('team: shop');
  await page.getByRole('button', { name: 'Reveal' }).first().click();
  await expect(page.getByRole('region', { name: 'Value of db-password' })).toContainText('s3cret, with a comma');
});
