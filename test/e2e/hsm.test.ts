import { expect, type Page } from '@playwright/test';
import { go } from './hand.ts';
import { lookAt, test as base } from './house.ts';
import { addModule, initialise, token, userPin, withTokens } from './hsm-hand.ts';
import { dialog, field, press } from './people-hand.ts';
import { makeVault, openVault, toast } from './secret-hand.ts';

/** The console under test reads where SoftHSM keeps its tokens from its environment: a folder of this walk's own. */
const test = base.extend<{ tokens: void }>({
  tokens: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads in the pattern what a fixture needs
    async ({}, use) => {
      await withTokens(() => use());
    },
    { auto: true },
  ],
});

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

async function bind(page: Page): Promise<void> {
  await makeVault(page, 'payroll');
  await openVault(page, 'payroll');
  await expect(page.getByRole('button', { name: 'Choose token…' })).toHaveAttribute('aria-disabled', 'true');
  await press(page, 'Make premium');
  await press(page, 'Choose token…');
  const decision = dialog(page, 'Token for HSM keys of payroll');
  await decision.getByRole('radio', { name: 'Office HSM' }).click();
  await lookAt(page, 'hsm-bind');
  await press(decision, 'Choose');
  await expect(page.getByRole('listitem').filter({ hasText: 'HSM keys are made in' })).toContainText('Office HSM');
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
  await bind(page);
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
