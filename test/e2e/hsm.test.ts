import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { go } from './hand.ts';
import { lookAt, test as base } from './house.ts';
import { dialog, field, press } from './people-hand.ts';
import { makeVault, openVault, toast } from './secret-hand.ts';

const library = '/usr/lib/softhsm/libsofthsm2.so';
const [officerPin, userPin] = ['87654321', '123456'];

/** The console under test reads where SoftHSM keeps its tokens from its environment: a folder of this walk's own. */
const test = base.extend<{ tokens: void }>({
  tokens: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads in the pattern what a fixture needs
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'strongroom-softhsm-'));
      const before = process.env['SOFTHSM2_CONF'];
      mkdirSync(join(folder, 'tokens'));
      writeFileSync(join(folder, 'softhsm2.conf'), `directories.tokendir = ${join(folder, 'tokens')}\nobjectstore.backend = file\n`);
      process.env['SOFTHSM2_CONF'] = join(folder, 'softhsm2.conf');
      await use();
      if (before === undefined) delete process.env['SOFTHSM2_CONF'];
      else process.env['SOFTHSM2_CONF'] = before;
      rmSync(folder, { recursive: true, force: true });
    },
    { auto: true },
  ],
});

test.setTimeout(420_000);

async function addModule(page: Page): Promise<void> {
  await press(page, 'Add by path…');
  const panel = dialog(page, 'Add a module');
  await field(panel, 'Name').fill('Soft module');
  await field(panel, 'Path of the library').fill(library);
  await lookAt(page, 'hsm-add');
  await press(panel, 'Add module');
  await expect(panel).toBeHidden({ timeout: 30_000 });
  await expect(page.getByRole('region', { name: 'Soft module' })).toContainText('ready', { timeout: 30_000 });
}

async function initialise(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Initialise…' }).first().click();
  const panel = dialog(page, 'Initialise a token');
  await field(panel, 'Label').fill('Office HSM');
  for (const name of ['Officer PIN', 'Officer PIN again']) await field(panel, name).fill(officerPin);
  for (const name of ['User PIN', 'User PIN again']) await field(panel, name).fill(userPin);
  await field(panel, 'Type initialise to confirm').fill('initialise');
  await lookAt(page, 'hsm-init');
  await press(panel, 'Initialise');
  await expect(panel).toBeHidden({ timeout: 30_000 });
}

const token = (page: Page) => page.getByRole('region', { name: 'Office HSM', exact: true });

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
  await addModule(page);
  await initialise(page);
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
