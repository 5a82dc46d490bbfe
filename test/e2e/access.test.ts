import { expect, type Page } from '@playwright/test';
import { go } from './hand.ts';
import { lookAt, test } from './house.ts';
import { accept, dialog, enter, field, invite, leave, press, rail } from './people-hand.ts';
import { makeVault, toast } from './secret-hand.ts';

const lena = { name: 'Lena Brandt', signIn: 'lena' };
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });

async function addSecret(page: Page, name: string): Promise<void> {
  await go(page, 'Secrets');
  await press(page, 'Add secret');
  const panel = page.getByRole('dialog');
  await field(panel, 'Name').fill(name);
  await field(panel, 'Value').fill(`the value of ${name}`);
  await press(panel, 'Add secret');
  await expect(heading(page, name)).toBeVisible();
}

/** Grants Lena a role on one secret, from the secret's own page. */
async function shareSecret(page: Page, name: string): Promise<void> {
  await go(page, 'Secrets');
  await page.getByRole('gridcell', { name, exact: true }).click();
  await expect(heading(page, name)).toBeVisible();
  await page.getByRole('region', { name: 'Access' }).getByRole('link', { name: 'All access' }).click();
  await expect(page.getByText(`to payroll / ${name}`)).toBeVisible();
  await lookAt(page, 'access-secret');
  await press(page, 'Add access');
  const panel = dialog(page, 'Add access');
  await panel.getByRole('combobox', { name: 'Who' }).fill('lena');
  await page.getByRole('option', { name: 'Lena Brandt' }).click();
  await panel.getByRole('combobox', { name: 'Role' }).selectOption({ label: 'Key Vault Secrets User' });
  await field(panel, 'Reason').fill('for the payroll run');
  await lookAt(page, 'access-grant');
  await press(panel, 'Grant');
  await expect(toast(page, 'Lena Brandt has Key Vault Secrets User')).toBeVisible();
}

/** Lena sees the one secret, and nothing else of the house. */
async function seesOneSecret(page: Page): Promise<void> {
  await expect(heading(page, 'Find')).toBeVisible();
  const places = ['Find', 'Shared with me', 'Requests', 'Settings'];
  await expect(rail(page).getByRole('link')).toHaveCount(places.length);
  for (const name of places) await expect(rail(page).getByRole('link', { name, exact: true })).toBeVisible();
  await expect(page.getByRole('row', { name: /db-password/ })).toBeVisible();
  await lookAt(page, 'find');
  await page.getByRole('textbox', { name: 'Find a secret' }).fill('smtp');
  await expect(page.getByText('No secret fits')).toBeVisible();
  await go(page, 'Shared with me');
  await page.getByRole('gridcell', { name: 'db-password' }).click();
  await press(page, 'Reveal');
  await expect(page.getByRole('region', { name: 'Value of db-password' })).toHaveText('the value of db-password');
  await press(page, 'Hide');
  await lookAt(page, 'shared');
}

/** What she may not do says why, and is asked for. */
async function asksForMore(page: Page): Promise<void> {
  const control = page.getByRole('button', { name: 'New version' });
  await expect(control).toHaveAttribute('aria-disabled', 'true');
  await control.focus();
  await page.keyboard.press('Enter');
  const refusal = dialog(page, 'Your roles don’t include this');
  await expect(refusal).toContainText('Key Vault Secrets Officer');
  await expect(refusal).toContainText('Mara Okafor');
  await press(refusal, 'Request access');
  await field(refusal, 'What you need it for').fill('to rotate it every month');
  await lookAt(page, 'refusal');
  await press(refusal, 'Send request');
  await expect(refusal).toContainText('not decided yet');
  await press(refusal, 'Close');
}

async function decides(page: Page): Promise<void> {
  await expect(page.getByText('1 request for access waits for you')).toBeVisible();
  await lookAt(page, 'overview-request');
  await rail(page)
    .getByRole('link', { name: /^Requests\s*1\s*to decide$/ })
    .click();
  await page.getByRole('row', { name: /Set a new value: payroll/ }).click();
  await expect(page.getByRole('combobox', { name: 'Role' })).toHaveValue(/./);
  await lookAt(page, 'request-decide');
  await field(page, 'Note').fill('until the migration is done');
  await press(page, 'Grant');
  await expect(page.getByText('Nothing waits for you')).toBeVisible();
}

test('a secret is shared, more of it is asked for and granted, and each sees what is theirs', async ({ page }) => {
  test.slow();
  await makeVault(page, 'payroll');
  for (const name of ['db-password', 'smtp-key']) await addSecret(page, name);
  const code = await invite(page, lena);
  await shareSecret(page, 'db-password');
  await leave(page, 'Mara Okafor');
  await test.step('who was given one secret sees it under what is shared, and nothing else', async () => {
    await accept(page, lena.signIn, code);
    await seesOneSecret(page);
  });
  await test.step('what is missing is asked for in a click, and decided by who may', async () => {
    await asksForMore(page);
    await leave(page, 'Lena Brandt');
    await enter(page, 'Mara Okafor');
    await decides(page);
    await leave(page, 'Mara Okafor');
  });
  await test.step('what was granted can be used, and the note is read', async () => {
    await enter(page, 'Lena Brandt');
    await go(page, 'Requests');
    await page.getByRole('row', { name: /Set a new value: payroll/ }).click();
    await expect(page.getByText('until the migration is done')).toBeVisible();
    await lookAt(page, 'request-mine');
    await go(page, 'Shared with me');
    await page.getByRole('gridcell', { name: 'db-password' }).click();
    await press(page, 'New version');
    await press(dialog(page, 'New version of db-password'), 'Cancel');
    await leave(page, 'Lena Brandt');
    await enter(page, 'Mara Okafor');
  });
});

test('who loses a role feels it in the open window', async ({ page }) => {
  await makeVault(page, 'payroll');
  await addSecret(page, 'db-password');
  await go(page, 'Access');
  await page.getByRole('row', { name: /Key Vault Administrator/ }).click();
  await press(page, 'End…');
  const decision = dialog(page, 'End Key Vault Administrator of Mara Okafor');
  await field(decision, 'Reason').fill('I manage, and read nothing');
  await field(decision, 'Type Mara Okafor to confirm').fill('Mara Okafor');
  await lookAt(page, 'access-end');
  await press(decision, 'End access');
  await expect(rail(page).getByRole('link', { name: 'Secrets' })).toBeHidden();
  await expect(rail(page).getByRole('link', { name: 'Vaults' })).toBeVisible();
});
