import { expect, type Page } from '@playwright/test';
import { go } from './hand.ts';
import { lookAt, test } from './house.ts';
import { fillVault, openSecret, openVault, toast } from './secret-hand.ts';

const panelOf = (page: Page) => page.getByRole('dialog');
const setting = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

test('a vault in a new group is locked, deleted, and comes back with its secrets', async ({ page }) => {
  test.slow();
  await go(page, 'Vaults');
  await lookAt(page, 'vault-none');
  await page.getByRole('button', { name: 'Create the first vault' }).click();
  await panelOf(page).getByRole('textbox', { name: 'Name', exact: true }).fill('payroll');
  await panelOf(page).getByRole('combobox', { name: 'Resource group' }).selectOption({ label: 'New resource group…' });
  await panelOf(page).getByRole('textbox', { name: 'Name of the new resource group' }).fill('people');
  await panelOf(page)
    .getByRole('radio', { name: /^Premium/ })
    .check();
  await lookAt(page, 'vault-create');
  await panelOf(page).getByRole('button', { name: 'Create vault' }).click();
  await expect(page.getByRole('region', { name: 'Vault', exact: true })).toContainText('people');
  await expect(setting(page, 'Tier')).toContainText('Premium');
  await fillVault(page, 'payroll', 'name,value\ndb-password,s3cret\nmotto,never\n');
  await openVault(page, 'payroll');
  await lookAt(page, 'vault-page');

  await test.step('a lock stands against deletion, with its reason', async () => {
    await page.getByRole('button', { name: 'Lock…' }).click();
    await panelOf(page).getByRole('textbox', { name: 'Reason' }).fill('salaries run on it');
    await lookAt(page, 'vault-lock');
    await panelOf(page).getByRole('button', { name: 'Lock', exact: true }).click();
    await expect(setting(page, 'Deletion lock')).toContainText('salaries run on it');
    const remove = page.getByRole('button', { name: 'Delete', exact: true });
    await expect(remove).toHaveAttribute('aria-disabled', 'true');
    await remove.hover();
    await expect(page.getByRole('tooltip', { name: /A lock of Mara Okafor stands against it \(salaries run on it\)/ })).toBeVisible();
    await lookAt(page, 'vault-locked');
    await page.getByRole('button', { name: 'Remove lock' }).click();
    await expect(setting(page, 'Deletion lock')).toContainText('none');
  });
  await test.step('it goes to the bin and comes back whole', async () => {
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(panelOf(page)).toContainText('its 2 secrets');
    await lookAt(page, 'vault-delete');
    await panelOf(page).getByRole('button', { name: 'Delete' }).click();
    await expect(toast(page, 'payroll lies in the recycle bin.')).toBeVisible();
    await go(page, 'Secrets');
    await expect(page.getByRole('gridcell', { name: 'motto', exact: true })).toBeHidden();
    await go(page, 'Recycle bin');
    await page
      .getByRole('gridcell', { name: /payroll/ })
      .first()
      .click();
    await lookAt(page, 'bin-vault');
    await page.getByRole('button', { name: 'Recover', exact: true }).click();
    await expect(toast(page, /payroll was recovered/)).toBeVisible();
    await openSecret(page, 'motto');
    await page.getByRole('button', { name: 'Reveal' }).first().click();
    await expect(page.getByRole('region', { name: 'Value of motto' })).toHaveText('never');
  });
});

test('a vault that enforces dates refuses a value that has expired', async ({ page }) => {
  test.slow();
  await go(page, 'Vaults');
  await page.getByRole('button', { name: 'Create the first vault' }).click();
  await panelOf(page).getByRole('textbox', { name: 'Name', exact: true }).fill('payroll');
  await panelOf(page).getByRole('button', { name: 'Create vault' }).click();
  await fillVault(page, 'payroll', 'name,value,expires\ndb-password,s3cret,2020-01-01\n');
  await openSecret(page, 'db-password');
  await page.getByRole('button', { name: 'Reveal' }).click();
  await expect(page.getByRole('region', { name: 'Value of db-password' })).toHaveText('s3cret');
  await openVault(page, 'payroll');
  await page.getByRole('button', { name: 'Enforce', exact: true }).click();
  await expect(setting(page, 'Dates of secrets')).toContainText('enforced');
  await expect(page.getByRole('button', { name: 'Stop enforcing' })).toBeVisible();
  await openSecret(page, 'db-password');
  await expect(page.getByRole('region', { name: 'Attributes' })).toContainText('no read before activation or after expiry');
  await page.getByRole('button', { name: 'Reveal' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /expired/ })).toBeVisible();
  await expect(page.locator('body')).not.toContainText('s3cret');
  await lookAt(page, 'secret-expired');
});
