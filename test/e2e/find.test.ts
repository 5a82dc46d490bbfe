import { expect, type Page } from '@playwright/test';
import { go } from './hand.ts';
import { lookAt, test } from './house.ts';
import { fillVault, makeVault, toast } from './secret-hand.ts';

const shop = `name,value,content type,expires,enabled,owner
db-password,one,text/plain,2020-01-01,true,ada
api-key,two,application/json,2031-01-01,true,mara
zebra,three,,,false,mara
`;
const billing = `name,value,expires,owner
db-password,four,2031-06-01,finance
mail-token,five,,finance
`;

const search = (page: Page) => page.getByRole('textbox', { name: 'Search secrets' });
const names = (page: Page) => page.getByRole('grid', { name: 'Secrets' }).locator('.row.body [data-name] bdi').allInnerTexts();

test.beforeEach(async ({ page }) => {
  test.slow();
  await makeVault(page, 'shop');
  await fillVault(page, 'shop', shop, ['owner']);
  await makeVault(page, 'billing');
  await fillVault(page, 'billing', billing, ['owner']);
  await go(page, 'Secrets');
  await expect.poll(() => names(page)).toHaveLength(5);
});

test('secrets of every vault are found as one types, narrowed by chips, sorted, and the list kept under a name', async ({ page }) => {
  await lookAt(page, 'find-all');
  await search(page).pressSequentially('db-p');
  await expect.poll(() => names(page)).toEqual(['db-password', 'db-password']);
  await search(page).fill('');
  await search(page).pressSequentially('tag:owner=mara ');
  await expect(search(page)).toHaveValue('');
  await expect.poll(() => names(page)).toEqual(['api-key', 'zebra']);
  await search(page).pressSequentially('state:disabled ');
  await expect.poll(() => names(page)).toEqual(['zebra']);
  await lookAt(page, 'find-chips');
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect.poll(() => names(page)).toHaveLength(5);

  await test.step('a condition is chosen instead of typed', async () => {
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    const form = page.getByRole('dialog', { name: 'Add a filter' });
    await form.getByRole('combobox', { name: 'Field' }).selectOption('state');
    await form.getByRole('combobox', { name: 'Value' }).selectOption('expired');
    await lookAt(page, 'find-add-filter');
    await form.getByRole('button', { name: 'Add filter' }).click();
    await expect.poll(() => names(page)).toEqual(['db-password']);
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
  });
  await page.getByRole('columnheader', { name: 'Expires' }).getByRole('button').click();
  await expect.poll(async () => (await names(page))[0]).toBe('db-password');
  const byName = page.getByRole('columnheader', { name: 'Name' });
  await byName.getByRole('button').click();
  await expect(byName).toHaveAttribute('aria-sort', 'ascending');
  await byName.getByRole('button').click();
  await expect.poll(async () => (await names(page))[0]).toBe('zebra');

  await test.step('the filter is saved, applied another day, and deleted', async () => {
    await search(page).pressSequentially('vault:billing ');
    await expect.poll(() => names(page)).toEqual(['mail-token', 'db-password']);
    await page.getByRole('button', { name: 'Saved' }).click();
    await page.getByRole('menuitem', { name: 'Save this filter' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save this filter' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('What finance has');
    await lookAt(page, 'find-save');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(toast(page, 'Saved as What finance has.')).toBeVisible();
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await expect.poll(() => names(page)).toHaveLength(5);
    await page.getByRole('button', { name: 'Saved' }).click();
    await page.getByRole('menuitem', { name: /What finance has/ }).click();
    await expect.poll(() => names(page)).toEqual(['mail-token', 'db-password']);
  });
  await search(page).pressSequentially('nothing-of-the-kind');
  await expect(page.getByRole('heading', { name: 'No secret fits' })).toBeVisible();
  await lookAt(page, 'find-nothing');
});

test('by keys alone the palette finds a secret, does what can be done, and says why the rest can’t', async ({ page }) => {
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  await page.keyboard.press('Control+k');
  await expect(palette).toBeVisible();
  await lookAt(page, 'palette');
  await page.keyboard.type('tag the');
  const stopped = palette.getByRole('option', { name: /Tag the selection/ });
  await expect(stopped).toHaveAttribute('aria-disabled', 'true');
  await expect(stopped).toContainText('Select secrets first');
  await lookAt(page, 'palette-stopped');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('mail');
  await expect(palette.getByRole('option', { name: /mail-token/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'mail-token' })).toBeVisible();

  await page.keyboard.press('Control+k');
  await expect(palette).toBeVisible();
  await page.keyboard.type('disable secret');
  await expect(palette.getByRole('option', { name: /Disable secret/, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Attributes' })).toContainText('disabled');
  await expect(toast(page, /mail-token is disabled/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('region', { name: 'Attributes' })).toContainText('enabled');

  await page.keyboard.press('Control+k');
  await expect(palette).toBeVisible();
  await page.keyboard.type('billing');
  await expect(palette.getByRole('option', { name: /^billing/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+f');
  await expect(search(page)).toBeFocused();
  await page.keyboard.type('state:enabled owner');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Reveal' })).toBeVisible();
});
