import { generateKeyPairSync } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { softHsm } from '../support/soft-hsm.ts';
import { leaveKey, leaveToken, officerPin, test, token, userPin } from './hsm-hand.ts';
import { choose, command, enter, expectPlace, expectRound, find, goBy, overtype, pick, tabTo, typeInto } from './key-hand.ts';
import { dialog, field } from './people-hand.ts';
import { toast } from './secret-hand.ts';

test.setTimeout(420_000);

const [old, newPin] = ['Old HSM', '654321'];
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const title = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
const tokenButton = (page: Page, label: string, name: string) =>
  page.getByRole('region', { name: label, exact: true }).getByRole('button', { name, exact: true });

async function addModule(page: Page): Promise<void> {
  await goBy(page, 'h', 'HSM');
  await enter(page, button(page, 'Add by path…'));
  const panel = dialog(page, 'Add a module');
  await typeInto(page, field(panel, 'Name'), 'Soft module');
  await typeInto(page, field(panel, 'Path of the library'), softHsm);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Soft module' })).toContainText('ready', { timeout: 30_000 });
  await expect(panel).toBeHidden();
  await expectPlace(page);
}

async function initialise(page: Page): Promise<void> {
  await enter(page, button(page, 'Initialise…').first());
  const panel = dialog(page, 'Initialise a token');
  await typeInto(page, field(panel, 'Label'), 'Office HSM');
  for (const name of ['Officer PIN', 'Officer PIN again']) await typeInto(page, field(panel, name), officerPin);
  for (const name of ['User PIN', 'User PIN again']) await typeInto(page, field(panel, name), userPin);
  await typeInto(page, field(panel, 'Type initialise to confirm'), 'initialise');
  await page.keyboard.press('Enter');
  await expect(panel).toBeHidden({ timeout: 30_000 });
  await expect(token(page)).toBeVisible();
  await expectPlace(page);
}

async function changePin(page: Page): Promise<void> {
  const way = tokenButton(page, 'Office HSM', 'Change user PIN…');
  await enter(page, way);
  const panel = dialog(page, 'Change the user PIN of Office HSM');
  await expect(field(panel, 'Present user PIN')).toBeFocused();
  await page.keyboard.type(userPin);
  for (const name of ['New user PIN', 'New user PIN again']) await typeInto(page, field(panel, name), newPin);
  await expectRound(page, panel);
  await enter(page, panel.getByRole('button', { name: 'Change PIN' }));
  await expect(toast(page, 'The user PIN of Office HSM is another now.')).toBeVisible({ timeout: 20_000 });
  await expect(panel).toBeHidden();
  await expect(way).toBeFocused();
}

async function open(page: Page, label: string, pin: string): Promise<void> {
  await enter(page, tokenButton(page, label, 'Open…'));
  const panel = dialog(page, `Open ${label}`);
  await expect(field(panel, 'User PIN')).toBeFocused();
  await page.keyboard.type(pin);
  await page.keyboard.press('Enter');
  await expect(panel).toBeHidden({ timeout: 20_000 });
  await expect(tokenButton(page, label, 'Close')).toBeVisible();
  await expectPlace(page);
  // Trying begins by itself, and takes SoftHSM a while.
  await expect(tokenButton(page, label, 'What it can do…')).toBeVisible({ timeout: 120_000 });
  await expectPlace(page);
}

test('a module, its tokens and their PINs are looked after by keyboard alone, and a key is moved into a pool', async ({ page }) => {
  leaveToken(old);
  leaveKey(old, { kind: 'EC', id: 'a1', extractable: true });
  await test.step('a module is added, a token initialised, and its PIN changed', async () => {
    await addModule(page);
    await initialise(page);
    await changePin(page);
    await open(page, 'Office HSM', newPin);
    await open(page, old, userPin);
    await expectRound(page, page.getByRole('main'));
  });
  await test.step('a pool is made in it, with a role of its own', async () => {
    await makePool(page);
    await makeRole(page);
    await grant(page);
  });
  await test.step('a key comes in as a file', async () => {
    await makeExchange(page);
    await importByok(page, await makeByok(page));
  });
  await test.step('another is moved from token to token', () => moveKey(page));
  await test.step('the token is closed, the module removed', () => leave(page));
});

async function makePool(page: Page): Promise<void> {
  await goBy(page, 'v', 'Vaults');
  await page.keyboard.press('n');
  const panel = dialog(page, 'Create vault');
  await typeInto(page, field(panel, 'Name'), 'hsms');
  await pick(panel, 'Managed HSM pool');
  await page.keyboard.press('Enter');
  await expect(title(page, 'hsms')).toBeFocused();
  await enter(page, button(page, 'Choose token…'));
  const decision = dialog(page, 'Token for HSM keys of hsms');
  await pick(decision, 'Office HSM');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listitem').filter({ hasText: 'HSM keys are made in' })).toContainText('Office HSM');
  await expect(button(page, 'Choose token…')).toBeFocused();
}

async function allow(page: Page, panelName: string, action: string): Promise<void> {
  const panel = dialog(page, panelName);
  await tabTo(page, panel.getByRole('checkbox', { name: action, exact: true }));
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(panel).toBeHidden();
}

async function makeRole(page: Page): Promise<void> {
  await enter(page, button(page, 'Make a role'));
  await typeInto(page, field(dialog(page, 'Make a role for hsms'), 'Name'), 'Signers');
  await expectRound(page, dialog(page, 'Make a role for hsms'));
  await allow(page, 'Make a role for hsms', 'Sign');
  await expect(page.getByText('1 action, held by nobody')).toBeVisible();
  await expect(button(page, 'Make a role')).toBeFocused();
  await enter(page, button(page, 'Change Signers'));
  await allow(page, 'Change the role Signers', 'Verify');
  await expect(page.getByText('2 actions, held by nobody')).toBeVisible();
  await expect(button(page, 'Change Signers')).toBeFocused();
  await enter(page, button(page, 'Delete Signers'));
  await enter(page, dialog(page, 'Delete the role Signers').getByRole('button', { name: 'Delete role' }));
  await expect(button(page, 'Delete Signers')).toBeHidden();
  await expectPlace(page);
}

async function grant(page: Page): Promise<void> {
  await enter(page, page.getByRole('region', { name: 'Access' }).getByRole('link', { name: 'All access' }));
  await expect(page.getByRole('heading', { name: 'Access', level: 1 })).toBeFocused();
  await command(page, 'add access');
  const panel = dialog(page, 'Add access');
  await find(page, panel.getByRole('combobox', { name: 'Who' }), 'mara', 'Mara Okafor');
  await choose(page, panel.getByRole('combobox', { name: 'Role' }), 'Managed HSM Crypto User');
  await typeInto(page, field(panel, 'Reason'), 'signs releases');
  await page.keyboard.press('Enter');
  await expect(panel).toBeHidden();
  await expectPlace(page);
}

async function makeExchange(page: Page): Promise<void> {
  await goBy(page, 'k', 'Keys');
  await page.keyboard.press('n');
  const panel = dialog(page, 'Create a key in hsms');
  await typeInto(page, field(panel, 'Name'), 'exchange');
  await tabTo(page, panel.getByRole('checkbox', { name: 'Key exchange key' }));
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(title(page, 'exchange')).toBeFocused({ timeout: 60_000 });
}

async function makeByok(page: Page): Promise<string> {
  const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await enter(page, button(page, 'Make a .byok file…'));
  const panel = dialog(page, 'Make a .byok file');
  await tabTo(page, panel.getByRole('textbox', { name: 'Or paste it' }));
  await page.keyboard.insertText(pem);
  await expectRound(page, panel);
  const saved = page.waitForEvent('download');
  await enter(page, panel.getByRole('button', { name: 'Wrap the key' }));
  const file = await (await saved).path();
  await expect(panel).toBeHidden();
  await expect(button(page, 'Make a .byok file…')).toBeFocused();
  return file;
}

async function importByok(page: Page, file: string): Promise<void> {
  await command(page, 'import key');
  const panel = page.getByRole('dialog');
  const asked = page.waitForEvent('filechooser');
  await enter(page, panel.getByRole('button', { name: 'Choose a file' }));
  await (await asked).setFiles(file);
  await enter(page, panel.getByRole('button', { name: 'Look at it' }));
  const form = dialog(page, 'Import a wrapped key');
  await expect(field(form, 'Name')).toBeFocused();
  await page.keyboard.type('brought');
  await pick(form, 'EC, curve P-256');
  await page.keyboard.press('Enter');
  await expect(title(page, 'brought')).toBeFocused({ timeout: 60_000 });
}

async function moveKey(page: Page): Promise<void> {
  const way = tokenButton(page, old, 'Move a key out…');
  await goBy(page, 'h', 'HSM');
  await enter(page, way);
  const panel = dialog(page, `Move a key out of ${old}`);
  await pick(panel, 'foreign EC, EC P-256');
  await typeInto(page, field(panel, 'Name in the vault'), 'moved');
  await expectRound(page, panel);
  await overtype(page, field(panel, 'Name in the vault'), 'moved');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('It can move.')).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Enter');
  await expect(panel.getByText(/is in the vault hsms now\. Proved:/)).toBeVisible({ timeout: 120_000 });
  await expectPlace(page);
  await enter(page, panel.getByRole('button', { name: 'Move another' }));
  await expect(panel.getByRole('radio', { name: 'foreign EC, EC P-256' })).toBeVisible();
  await expectPlace(page);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(way).toBeFocused();
}

async function leave(page: Page): Promise<void> {
  await enter(page, tokenButton(page, old, 'Close'));
  await expect(tokenButton(page, old, 'Open…')).toBeVisible({ timeout: 20_000 });
  await expectPlace(page);
  await enter(page, button(page, 'Remove Soft module'));
  await typeInto(page, field(dialog(page, 'Remove Soft module'), 'Type Soft module to confirm'), 'Soft module');
  await page.keyboard.press('Enter');
  await expect(title(page, 'No hardware keeps keys yet')).toBeVisible({ timeout: 20_000 });
  await expectPlace(page);
}
