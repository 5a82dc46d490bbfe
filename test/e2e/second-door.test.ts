import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { freePort } from '../support/a-rest-house.ts';
import { type Program, placeProgram, type Said } from './application-program.ts';
import { checkAccess, overEndOf, shoot, test } from './console.ts';
import { addSecret, firstRun, go, passphrase, signIn, unlock } from './hand.ts';
import { dialog, field, press } from './people-hand.ts';
import { makeVault, onClipboard } from './secret-hand.ts';

const application = 'Payroll service';
const value = 'the value of db-password';

test.beforeEach(async ({ console }) => {
  page = await console.attach();
  program = placeProgram(['payroll.vault.localhost', 'login.localhost']);
});
test.afterEach(() => program.remove());

let page: Page;
let program: Program;

/** Switches the endpoint on, on a port that nobody else has. */
async function switchOn(): Promise<void> {
  await go(page, 'Endpoint');
  const port = String(await freePort());
  await press(page.getByRole('region', { name: 'Address' }), 'Change…');
  const panel = dialog(page, 'Address of the endpoint');
  await field(panel, 'Port').fill(port);
  await press(panel, 'Save');
  await expect(panel).toBeHidden();
  await page.getByRole('switch', { name: 'Serve applications' }).click();
  await expect(page.getByRole('button', { name: `Endpoint on · ${port}` })).toBeVisible();
}

/** From nothing to settings and code: adds the application, keeps its secret, gives it a role, and copies what it needs. */
async function addApplication(): Promise<{ settings: string; code: string }> {
  await go(page, 'Applications');
  await press(page.getByRole('main'), 'Add application');
  const first = dialog(page, 'Add application');
  await field(first, 'Name').fill(application);
  await press(first, 'Add, and go on');
  const second = dialog(page, `Credential for ${application}`);
  await field(second, 'Label').fill('server 1');
  await press(second, 'Add credential');
  const shown = dialog(page, new RegExp(`of ${application}$`));
  await press(shown, 'Copy');
  await expect.poll(onClipboard).toMatch(/^[\w-]{43}$/);
  const secret = onClipboard();
  await field(shown, 'Its last four characters').fill(secret.slice(-4));
  await press(shown, 'It is kept, go on');
  const third = dialog(page, `What ${application} may do`);
  await expect(third.getByRole('combobox', { name: 'Role' })).toHaveValue(/.+/);
  await field(third, 'Reason').fill('reads its own password');
  await press(third, 'Give the role');
  const copied = await copySettings();
  return { ...copied, settings: copied.settings.replace('the secret that was shown when it was added', secret) };
}

/** What the panel that connects an application has to give. */
async function copySettings(): Promise<{ settings: string; code: string }> {
  const panel = dialog(page, `Connect ${application}`);
  await panel.getByRole('combobox', { name: 'Secret' }).fill('db-password');
  await page.getByRole('option', { name: 'db-password' }).click();
  const saved = page.waitForEvent('download');
  await press(panel, 'Save CA file');
  await (await saved).saveAs(program.ca);
  expect(new X509Certificate(readFileSync(program.ca)).ca).toBe(true);
  await field(panel, 'Where the application finds it').fill(program.ca);
  await press(panel, 'Copy settings');
  await expect.poll(onClipboard).toContain('AZURE_CLIENT_ID');
  const settings = onClipboard();
  await press(panel, 'Copy code');
  await expect.poll(onClipboard).toContain('DefaultAzureCredential');
  await checkAccess(page);
  await shoot(page, 'second-door-connect');
  return { settings, code: onClipboard() };
}

function expectRead({ code, out, err }: Said): void {
  expect([code, out, err]).toEqual([0, `read ${value.length} characters\n`, '']);
}

/** Nobody listens. */
const expectNoAnswer = ({ code, err }: Said): void => expect([code, err]).toEqual([1, expect.stringContaining('ECONNREFUSED')]);

test('an application reads by copied settings, stands in the log, and is served after lock only where that is wanted', async ({
  console: opened,
}) => {
  test.slow();
  const copied = { settings: '', code: '' };
  const runs = (): Promise<Said> => program.run(copied.settings, copied.code);
  await test.step('the administrator switches the endpoint on, and adds an application', async () => {
    await firstRun(page);
    await signIn(page);
    await makeVault(page, 'payroll');
    await addSecret(page, 'db-password', value);
    await switchOn();
    Object.assign(copied, await addApplication());
    await press(dialog(page, `Connect ${application}`), 'Done');
  });
  await test.step('a program of its own reads, and the log says so beside what the person did', async () => {
    await go(page, 'Log');
    expectRead(await runs());
    const answered = performance.now();
    await expect(page.getByRole('row', { name: new RegExp(`SecretGet.*db-password.*${application}`) }).first()).toBeVisible();
    console.info(`in the log ${(performance.now() - answered).toFixed(0)} ms after the program ended`);
    await expect(page.getByRole('row', { name: /RoleAssignmentCreate.*Mara Okafor/ }).first()).toBeVisible();
    await shoot(page, 'second-door-log');
  });
  await test.step('locked, it is served no more', async () => {
    page = await overEndOf(page, opened, () => page.keyboard.press('Control+l'));
    await expect(page.getByRole('button', { name: 'Unlock', exact: true })).toBeVisible({ timeout: 20_000 });
    expectNoAnswer(await runs());
  });
  await test.step('unlocked, it is served again, and where it is chosen while the window is locked', async () => {
    await unlock(page, passphrase);
    await signIn(page);
    expectRead(await runs());
    await go(page, 'Endpoint');
    await press(page, 'Keep serving');
    await expect(page.getByRole('button', { name: /^Endpoint on · \d+ · served while locked$/ })).toBeVisible();
    page = await overEndOf(page, opened, () => page.keyboard.press('Control+l'));
    await expect(page.getByText('Applications are being served.')).toBeVisible({ timeout: 20_000 });
    await checkAccess(page);
    await shoot(page, 'second-door-locked');
    expectRead(await runs());
  });
  await test.step('sealed, nothing answers', async () => {
    page = await overEndOf(page, opened, async () => {
      await press(page, 'Seal…');
      await press(dialog(page, 'Seal Strongroom'), 'Seal');
    });
    await expect(page.getByRole('button', { name: 'Unlock', exact: true })).toBeVisible({ timeout: 20_000 });
    expectNoAnswer(await runs());
  });
});
