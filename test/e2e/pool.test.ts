import { expect, type Page } from '@playwright/test';
import { go } from './hand.ts';
import { lookAt } from './house.ts';
import { addModule, initialise, openToken, test } from './hsm-hand.ts';
import { dialog, field, grant, press } from './people-hand.ts';
import { openVault } from './secret-hand.ts';

test.setTimeout(420_000);

const region = (page: Page, name: string) => page.getByRole('region', { name });
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).first();

async function makePool(page: Page): Promise<void> {
  await go(page, 'Vaults');
  await page
    .getByRole('button', { name: /^Create (vault|the first vault)$/ })
    .first()
    .click();
  const panel = dialog(page, 'Create vault');
  await field(panel, 'Name').fill('hsms');
  await panel.getByRole('radio', { name: /Managed HSM pool/ }).check();
  await expect(panel.getByText(/https:\/\/hsms\.managedhsm\.localhost:\d+\//)).toBeVisible();
  await lookAt(page, 'pool-create');
  await press(panel, 'Create vault');
  await expect(heading(page, 'hsms')).toBeVisible();
}

async function bindPool(page: Page): Promise<void> {
  await press(page, 'Choose token…');
  const decision = dialog(page, 'Token for HSM keys of hsms');
  await decision.getByRole('radio', { name: 'Office HSM' }).click();
  await press(decision, 'Choose');
  await expect(page.getByRole('listitem').filter({ hasText: 'HSM keys are made in' })).toContainText('Office HSM');
}

async function makeRole(page: Page): Promise<void> {
  await press(page, 'Make a role');
  const panel = dialog(page, 'Make a role for hsms');
  await field(panel, 'Name').fill('Signers');
  await panel.getByRole('checkbox', { name: 'Sign', exact: true }).check();
  await lookAt(page, 'pool-role');
  await press(panel, 'Make role');
  await expect(page.getByText('1 action, held by nobody')).toBeVisible();
}

test('a pool keeps keys of its token alone, and who made it gives out its roles', async ({ page }) => {
  await go(page, 'HSM');
  await addModule(page);
  await initialise(page);
  await openToken(page);
  await test.step('it has an address and roles of its own', async () => {
    await makePool(page);
    await bindPool(page);
    await makeRole(page);
    await expect(region(page, 'Needs attention')).toContainText('Not looked at: keys.');
    await expect(page.getByRole('button', { name: 'Restore a secret…' })).toBeHidden();
    await lookAt(page, 'pool');
  });
  await test.step('who administers it uses no key until given a role for that', async () => {
    await expect(page.getByRole('link', { name: 'Create the first' })).toBeHidden();
    await region(page, 'Access').getByRole('link', { name: 'All access' }).click();
    await grant(page, { name: 'Mara Okafor', role: 'Managed HSM Crypto User', reason: 'signs releases' });
    await openVault(page, 'hsms');
    await page.getByRole('link', { name: 'Create the first' }).click();
  });
  await test.step('its keys are made in the token', async () => {
    const panel = dialog(page, 'Create a key in hsms');
    await field(panel, 'Name').fill('signing');
    await panel.getByRole('radio', { name: 'EC, elliptic curve' }).check();
    await press(panel, 'Create key');
    await expect(heading(page, 'signing')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('button', { name: /^https:\/\/hsms\.managedhsm.*copy key URI/ })).toBeVisible();
    await lookAt(page, 'pool-key');
  });
});
