import { expect, type Page } from '@playwright/test';
import { freePort } from '../support/a-rest-house.ts';
import { aCertificateChain } from '../support/a-certificate-chain.ts';
import { addSecret, go, password } from './hand.ts';
import { lookAt, test } from './house.ts';
import { dialog, field, press } from './people-hand.ts';
import { makeVault, openSecret } from './secret-hand.ts';

const theSwitch = (page: Page) => page.getByRole('switch', { name: 'Serve applications' });
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const foot = (page: Page) => page.getByRole('contentinfo');

/** Lets what stands further down be looked at too. */
async function lookAtPart(page: Page, part: string, name: string): Promise<void> {
  await region(page, part).scrollIntoViewIfNeeded();
  await lookAt(page, name);
}

async function choosePort(page: Page, port: number): Promise<void> {
  await press(region(page, 'Address'), 'Change…');
  const panel = dialog(page, 'Address of the endpoint');
  await field(panel, 'Port').fill(String(port));
  await press(panel, 'Save');
  await expect(panel).toBeHidden();
}

test('the endpoint is switched on, checked, and shows an application how to connect', async ({ page }) => {
  test.slow();
  const port = await freePort();
  await test.step('a house with a secret, and nothing served', async () => {
    // Beside the list, so that both are there.
    await page.setViewportSize({ width: 1440, height: 900 });
    await makeVault(page, 'payroll');
    await addSecret(page, 'db-password', 'the value of db-password');
    await go(page, 'Endpoint');
    await expect(foot(page).getByRole('button', { name: 'Endpoint off' })).toBeVisible();
    await lookAt(page, 'endpoint-off');
  });
  await test.step('another address asks for more, and is left', async () => {
    await press(region(page, 'Address'), 'Change…');
    await dialog(page, 'Address of the endpoint').getByRole('radio', { name: 'An address of this computer' }).check();
    await lookAt(page, 'endpoint-address');
    await press(dialog(page, 'Address of the endpoint'), 'Cancel');
    await press(dialog(page, 'Address of the endpoint'), 'Discard');
  });
  await test.step('switched on, the foot says so', async () => {
    await choosePort(page, port);
    await theSwitch(page).click();
    await expect(foot(page).getByRole('button', { name: `Endpoint on · ${port}` })).toBeVisible();
    await lookAt(page, 'endpoint-on');
  });
  await test.step('names and trust are asked of the system', async () => {
    await press(region(page, 'Names and trust'), 'Check now');
    await expect(page.getByRole('group', { name: 'Names' }).getByText('login.localhost')).toBeVisible({ timeout: 20_000 });
    await lookAtPart(page, 'Names and trust', 'endpoint-check');
    await lookAtPart(page, 'Trusting Strongroom’s authority', 'endpoint-trust');
    await lookAtPart(page, 'Limits and use just now', 'endpoint-limit');
  });
  await test.step('a secret says how an application reads it', async () => {
    await openSecret(page, 'db-password');
    await press(page, 'More');
    await page.getByRole('menuitem', { name: 'Use in an application…' }).click();
    const panel = dialog(page, 'Use in an application');
    await expect(panel.getByRole('group', { name: 'Code in JavaScript' })).toContainText(`https://payroll.vault.localhost:${port}`);
    await lookAt(page, 'endpoint-connect');
    await panel.getByRole('group', { name: 'Code in JavaScript' }).scrollIntoViewIfNeeded();
    await lookAt(page, 'endpoint-connect-code');
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
  });
  await test.step('switched off, nothing is served', async () => {
    await go(page, 'Endpoint');
    await theSwitch(page).click();
    await expect(foot(page).getByRole('button', { name: 'Endpoint off' })).toBeVisible();
  });
});

test('the endpoint is moved to another address, under names and a certificate of one’s own', async ({ page }) => {
  test.slow();
  const chain = aCertificateChain();
  const [good, other] = [chain.leaf('good', 'vault.example.org'), chain.leaf('other', 'vault.example.com')];
  const panel = dialog(page, 'Address of the endpoint');
  const choose = (label: string, path: string) => panel.getByLabel(`File of the ${label}`).setInputFiles(path);
  await makeVault(page, 'payroll');
  await go(page, 'Endpoint');
  await test.step('what does not fit is told, and nothing is saved', async () => {
    await press(region(page, 'Address'), 'Change…');
    await field(panel, 'Port').fill(String(await freePort()));
    await panel.getByRole('radio', { name: 'An address of this computer' }).check();
    await field(panel, 'IP address').fill('127.0.0.9');
    await field(panel, 'Suffix').fill('vault.example.org');
    await choose('certificate', other.certificate);
    await choose('private key', other.key);
    await field(panel, 'Reason').fill('for the computers of the house');
    await field(panel, 'Your password').fill(password);
    await press(panel, 'Save');
    await expect(panel.getByRole('alert')).toContainText('name');
    await lookAt(page, 'endpoint-own-unfit');
  });
  await test.step('what fits is served', async () => {
    await choose('certificate', good.certificate);
    await choose('private key', good.key);
    await field(panel, 'Your password').fill(password);
    await press(panel, 'Save');
    await expect(panel).toBeHidden();
    await expect(region(page, 'Address')).toContainText('https://payroll.vault.example.org:');
    await theSwitch(page).click();
    const decision = dialog(page, 'Serve applications');
    await field(decision, 'Reason').fill('for the computers of the house');
    await field(decision, 'Your password').fill(password);
    await press(decision, 'Serve them');
    await expect(decision).toBeHidden();
    await expect(foot(page).getByRole('button', { name: /^Endpoint on/ })).toBeVisible();
    await expect(region(page, 'Address')).toContainText('127.0.0.9, which other computers can reach');
    await lookAt(page, 'endpoint-own');
  });
  chain.remove();
});
