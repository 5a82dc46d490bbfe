import { expect, type Page } from '@playwright/test';
import { go } from './hand.ts';
import { lookAt } from './house.ts';
import { addModule, bindVault, initialise, test, token, userPin } from './hsm-hand.ts';
import { dialog, field, press } from './people-hand.ts';
import { makeVault, openVault, toast } from './secret-hand.ts';

test.setTimeout(420_000);

async function open(page: Page): Promise<void> {
  await press(token(page), 'Open…');
  const panel = dialog(page, 'Open Office HSM');
  await field(panel, 'User PIN').fill('000000');
  await press(panel, 'Open token');
  await expect(panel.getByText(/The PIN wasn’t taken: it is another one/)).toBeVisible({ timeout: 20_000 });
  await lookAt(page, 'hsm-wrong-pin');
  await field(panel, 'User PIN').fill(userPin);
  await press(panel, 'Open token');
  await expect(panel).toBeHidden({ timeout: 20_000 });
  await expect(token(page).getByText('open', { exact: true })).toBeVisible();
}

async function makeKey(page: Page): Promise<void> {
  await go(page, 'Keys');
  await page
    .getByRole('button', { name: /^Create/ })
    .first()
    .click();
  const panel = page.getByRole('dialog');
  await field(panel, 'Name').fill('signing');
  await panel.getByRole('radio', { name: 'HSM, token Office HSM' }).click();
  await press(panel, 'Create key');
  await expect(panel).toBeHidden({ timeout: 60_000 });
  await expect(page.getByText(/In token Office HSM/).first()).toBeVisible({ timeout: 20_000 });
}

test('an HSM is added, its token initialised, opened and tried, and a vault’s key made in it', async ({ page }) => {
  await go(page, 'HSM');
  await lookAt(page, 'hsm-empty');
  await addModule(page, lookAt);
  await initialise(page, lookAt);
  await open(page);
  // Trying begins by itself, and takes SoftHSM a while.
  await token(page).getByRole('button', { name: 'What it can do…' }).click({ timeout: 120_000 });
  const able = dialog(page, 'What Office HSM can do');
  await expect(able.getByRole('row', { name: 'RS256 by the token' })).toBeVisible();
  await lookAt(page, 'hsm-able');
  await page.keyboard.press('Escape');
  await expect(able).toBeHidden();
  await lookAt(page, 'hsm-open');
  await makeVault(page, 'payroll');
  await openVault(page, 'payroll');
  await bindVault(page, 'payroll', lookAt);
  await makeKey(page);
  await go(page, 'HSM');
  await expect(token(page)).toContainText('1 key of vaults');
  await press(token(page), 'Close');
  await expect(token(page).getByText('locked', { exact: true })).toBeVisible({ timeout: 20_000 });
  await press(page, 'Remove Soft module');
  const decision = dialog(page, 'Remove Soft module');
  await field(decision, 'Type Soft module to confirm').fill('Soft module');
  await press(decision, 'Remove module');
  await expect(page.getByRole('heading', { name: 'No hardware keeps keys yet' })).toBeVisible({ timeout: 20_000 });
  await expect(toast(page, 'Soft module was removed.')).toBeVisible();
});
