import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { Decrypter } from 'age-encryption';
import { password } from './hand.ts';
import { lookAt, test } from './house.ts';
import { fillVault, makeVault, openVault, recordsOf } from './secret-hand.ts';

const panelOf = (page: Page) => page.getByRole('dialog');
const field = (page: Page, name: string) => panelOf(page).getByRole('textbox', { name, exact: true });

/** The one file of the folder for exports whose name ends so. */
function exportOf(data: string, end: string): { content: Buffer; mode: number } {
  const folder = join(data, 'exports');
  const names = readdirSync(folder).filter((name) => name.endsWith(end));
  expect(names).toHaveLength(1);
  const path = join(folder, names[0] ?? '');
  return { content: readFileSync(path), mode: statSync(path).mode & 0o777 };
}

test('an export is encrypted unless one means it otherwise, and clear text takes typed words, a reason and the password', async ({
  page,
  console,
}) => {
  test.slow();
  await makeVault(page, 'shop');
  await fillVault(page, 'shop', 'name,value,owner\ndb-password,"s3cret, really",ada\nformula,=1+1,\n', ['owner']);
  await openVault(page, 'shop');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(panelOf(page).getByRole('radio', { name: 'Encrypted by a passphrase' })).toBeChecked();
  await field(page, 'Passphrase').fill('hand it over by telephone');
  await field(page, 'Passphrase again').fill('hand it over by telephone');
  await lookAt(page, 'export');
  await panelOf(page).getByRole('button', { name: 'Export', exact: true }).click();
  await expect(panelOf(page).getByText(/^2 secrets exported/)).toBeVisible({ timeout: 30_000 });
  await lookAt(page, 'export-done');
  await panelOf(page).getByRole('button', { name: 'Done' }).click();

  await test.step('it opens with the passphrase alone', async () => {
    const { content, mode } = exportOf(console.data, '.age');
    expect(mode).toBe(0o600);
    expect(content.includes('s3cret')).toBe(false);
    const decrypter = new Decrypter();
    decrypter.addPassphrase('hand it over by telephone');
    const clear = await decrypter.decrypt(content, 'text');
    expect(JSON.parse(clear)).toMatchObject({
      secrets: [
        { name: 'db-password', value: 's3cret, really', tags: { owner: 'ada' } },
        { name: 'formula', value: '=1+1' },
      ],
    });
  });
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await panelOf(page).getByRole('radio', { name: 'CSV' }).check();
  await panelOf(page).getByRole('radio', { name: 'In clear' }).check();
  await panelOf(page).getByRole('button', { name: 'Export in clear' }).click();
  await expect(panelOf(page).getByText('Type “export in clear”, exactly so.')).toBeVisible();
  await lookAt(page, 'export-clear');
  await field(page, 'Type export in clear to confirm').fill('export in clear');
  await field(page, 'Reason').fill('moves to another house');
  await panelOf(page)
    .getByRole('textbox', { name: /password/i })
    .fill(password);
  await panelOf(page).getByRole('button', { name: 'Export in clear' }).click();
  await expect(panelOf(page).getByText(/^2 secrets exported/)).toBeVisible({ timeout: 30_000 });
  const { content, mode } = exportOf(console.data, '.csv');
  expect(mode).toBe(0o600);
  expect(content.toString()).toContain('"s3cret, really"');
  expect(content.toString()).not.toMatch(/(?:^|,)"?=1\+1/m);
  await panelOf(page).getByRole('button', { name: 'Done' }).click();
  expect(await recordsOf(page, 'SecretGet')).toBe(4);
});
