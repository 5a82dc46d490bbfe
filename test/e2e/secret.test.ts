import { expect, type Page } from '@playwright/test';
import { go } from './hand.ts';
import { lookAt, test } from './house.ts';
import { makeVault, onClipboard, openSecret, toast } from './secret-hand.ts';

const panelOf = (page: Page) => page.getByRole('dialog');
const attributes = (page: Page) => page.getByRole('region', { name: 'Attributes' });
const versions = (page: Page) => page.getByRole('region', { name: 'Versions' });
const valueOf = (page: Page, name: string) => page.getByRole('region', { name: `Value of ${name}` });

async function beginSecret(page: Page, name: string): Promise<void> {
  await go(page, 'Secrets');
  await page
    .getByRole('button', { name: /^Add (secret|the first secret)$/ })
    .first()
    .click();
  await panelOf(page).getByRole('textbox', { name: 'Name', exact: true }).fill(name);
}

async function saveSecret(page: Page, name: string, value: string): Promise<void> {
  await beginSecret(page, name);
  await panelOf(page).getByRole('textbox', { name: 'Value' }).fill(value);
  await panelOf(page).getByRole('button', { name: 'Add secret' }).click();
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
}

test('a secret is drawn by the engine, edited with the change in sight, compared, and brought back', async ({ page }) => {
  test.slow();
  await makeVault(page, 'shop');
  await beginSecret(page, 'db-password');
  const panel = panelOf(page);
  await panel.getByRole('button', { name: 'Generate it' }).click();
  await panel.getByRole('spinbutton', { name: 'Characters' }).fill('40');
  await lookAt(page, 'secret-generate');
  await panel.getByRole('button', { name: 'Add secret' }).click();
  await expect(page.getByRole('heading', { name: 'db-password', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Reveal' }).first().click();
  await expect(valueOf(page, 'db-password')).toHaveText(/^.{40}$/);
  const drawn = await valueOf(page, 'db-password').innerText();
  await page.getByRole('button', { name: 'Hide' }).click();

  await test.step('a new version shows what changes before it is saved', async () => {
    await page.getByRole('button', { name: 'New version' }).click();
    await panel.getByRole('button', { name: 'Edit the current value' }).click();
    await expect(panel.getByRole('textbox', { name: 'Value' })).toHaveValue(drawn);
    await panel.getByRole('textbox', { name: 'Value' }).fill(`${drawn}\nand a second line `);
    await lookAt(page, 'secret-new-version');
    await panel.getByRole('button', { name: 'Review changes' }).click();
    await expect(panel.getByRole('region', { name: 'Changes of the value' })).toContainText('added: and·a·second·line·');
    await lookAt(page, 'secret-review');
    await panel.getByRole('button', { name: 'Save new version' }).click();
    await expect(panel).toBeHidden();
    await expect(versions(page).getByRole('listitem')).toHaveCount(2);
  });
  await test.step('two versions are compared, and values shown by an explicit act alone', async () => {
    await expect(versions(page).getByRole('checkbox')).toHaveCount(2);
    for (const box of await versions(page).getByRole('checkbox').all()) await box.check();
    await versions(page).getByRole('button', { name: 'Compare selected' }).click();
    await panel.getByRole('button', { name: 'Same value?' }).click();
    await expect(panel.getByText('They hold different values.')).toBeVisible();
    await lookAt(page, 'secret-compare');
    await expect(panel).not.toContainText('second');
    await panel.getByRole('button', { name: 'Reveal both values' }).click();
    await expect(panel.getByRole('region', { name: /line by line$/ })).toContainText('and·a·second·line·');
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
  });
  await test.step('the older one is made current again', async () => {
    await versions(page).getByRole('button', { name: 'Value' }).click();
    await lookAt(page, 'secret-older');
    await versions(page).getByRole('button', { name: 'Make current again…' }).click();
    await lookAt(page, 'secret-back');
    await panel.getByRole('button', { name: 'Make current' }).click();
    await expect(versions(page).getByRole('listitem')).toHaveCount(3);
    await page.getByRole('region', { name: 'Value', exact: true }).getByRole('button', { name: 'Reveal' }).click();
    await expect(valueOf(page, 'db-password')).toHaveText(drawn);
  });
});

test('a value is copied unseen and leaves the clipboard; a URI stays there', async ({ page }) => {
  await makeVault(page, 'shop');
  await saveSecret(page, 'db-password', 'zweite Zeile ☕');
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByText('Value of db-password copied')).toBeVisible();
  await expect.poll(onClipboard).toBe('zweite Zeile ☕');
  await lookAt(page, 'secret-copied');
  await expect(page.locator('body')).not.toContainText('zweite Zeile');
  await page.getByRole('button', { name: 'Clear now' }).click();
  await expect(toast(page, 'The value is off the clipboard.')).toBeVisible();
  expect(onClipboard()).not.toContain('zweite Zeile');

  await page.keyboard.press('Control+Shift+c');
  await expect.poll(onClipboard).toMatch(/^https:\/\/shop\.vault\.localhost:8443\/secrets\/db-password\/[0-9a-f]{32}$/);
  await page.getByRole('button', { name: 'Copy for code' }).click();
  await lookAt(page, 'secret-code');
  await page.getByRole('menuitem').first().click();
  await expect.poll(onClipboard).toContain('shop.vault.localhost');
});

test('what is disabled, deleted or set to expire is told, taken back, and never done twice', async ({ page }) => {
  test.slow();
  await makeVault(page, 'shop');
  await saveSecret(page, 'db-password', 's3cret');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  await expect(attributes(page)).toContainText('disabled');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(attributes(page)).toContainText('enabled');

  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await panelOf(page).getByRole('button', { name: 'Add tag' }).click();
  await panelOf(page).getByRole('textbox', { name: 'Name of tag 1' }).fill('owner');
  await panelOf(page).getByRole('textbox', { name: 'Value of tag 1' }).fill('ada');
  await lookAt(page, 'secret-edit');
  await panelOf(page).getByRole('button', { name: /^Save/ }).click();
  await expect(attributes(page)).toContainText('owner: ada');

  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await lookAt(page, 'secret-delete');
  await panelOf(page).getByRole('button', { name: 'Delete' }).click();
  await expect(toast(page, /db-password lies in the recycle bin until/)).toBeVisible();

  await beginSecret(page, 'db-password');
  await expect(panelOf(page).getByText(/^This name lies in the recycle bin until/)).toBeVisible();
  await lookAt(page, 'secret-name-taken');
  await panelOf(page).getByRole('button', { name: 'Recover' }).click();
  await expect(panelOf(page).getByText(/This name exists: saving makes a new version/)).toBeVisible();
  await panelOf(page).getByRole('button', { name: 'Cancel' }).click();
  await panelOf(page).getByRole('button', { name: 'Discard' }).click();
  await openSecret(page, 'db-password');
  await expect(attributes(page)).toContainText('owner: ada');
});
