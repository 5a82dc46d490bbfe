import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { go } from './hand.ts';
import { lookAt, test as base } from './house.ts';
import { addModule, leaveKey, leaveToken, userPin, withTokens } from './hsm-hand.ts';
import { dialog, field, press } from './people-hand.ts';
import { makeVault, openVault, recordsOf } from './secret-hand.ts';

const [source, target] = ['Old HSM', 'New HSM'];

/** Two tokens that were there before the house, and in the first what another program left. */
const test = base.extend<{ folder: string }>({
  folder: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads in the pattern what a fixture needs
    async ({}, use) =>
      withTokens(async (folder) => {
        for (const label of [source, target]) leaveToken(label);
        leaveKey(source, { kind: 'EC', id: 'a1', extractable: true });
        leaveKey(source, { kind: 'RSA', id: 'a2', extractable: false });
        await use(folder);
      }),
    { auto: true },
  ],
});

test.setTimeout(420_000);

const token = (page: Page, label: string) => page.getByRole('region', { name: label, exact: true });

async function openToken(page: Page, label: string): Promise<void> {
  await press(token(page, label), 'Open…');
  const panel = dialog(page, `Open ${label}`);
  await field(panel, 'User PIN').fill(userPin);
  await press(panel, 'Open token');
  await expect(panel).toBeHidden({ timeout: 20_000 });
  // Trying begins by itself, and takes SoftHSM a while.
  await expect(token(page, label).getByRole('button', { name: 'What it can do…' })).toBeVisible({ timeout: 120_000 });
}

async function bindVault(page: Page): Promise<void> {
  await makeVault(page, 'payroll');
  await openVault(page, 'payroll');
  await press(page, 'Make premium');
  await press(page, 'Choose token…');
  const decision = dialog(page, 'Token for HSM keys of payroll');
  await decision.getByRole('radio', { name: target }).click();
  await press(decision, 'Choose');
  await expect(page.getByRole('listitem').filter({ hasText: 'HSM keys are made in' })).toContainText(target);
}

async function choose(page: Page, key: string, name: string) {
  const panel = dialog(page, `Move a key out of ${source}`);
  await panel.getByRole('radio', { name: key }).check();
  await field(panel, 'Name in the vault').fill(name);
  await press(panel, 'Look whether it can move');
  return panel;
}

async function moveKey(page: Page): Promise<void> {
  await press(token(page, source), 'Move a key out…');
  const panel = await choose(page, 'foreign EC, EC P-256', 'moved');
  await expect(panel.getByText('It can move.')).toBeVisible({ timeout: 60_000 });
  await lookAt(page, 'transfer-check');
  await press(panel, 'Move the key');
  await expect(panel.getByText(/is in the vault payroll now\. Proved:/)).toBeVisible({ timeout: 120_000 });
  await expect(panel.getByRole('list', { name: 'Steps' }).getByRole('listitem')).toHaveText([
    'An exchange key is made in the new token',
    'The key is wrapped in its token',
    'It is in the new token',
    'Both showed that they are the same',
    'The exchange key is destroyed',
  ]);
  await lookAt(page, 'transfer-done');
}

async function planKey(page: Page): Promise<void> {
  await press(dialog(page, `Move a key out of ${source}`), 'Move another');
  const panel = await choose(page, 'foreign RSA, RSA 2048', 'anew');
  await expect(panel.getByText(/The token never gives this key away/)).toBeVisible({ timeout: 60_000 });
  await lookAt(page, 'transfer-refused');
  await press(panel, 'New key and plan…');
  await press(panel, 'Make the new key');
  await expect(panel.getByRole('group', { name: 'Plan' })).toContainText(
    'From “foreign RSA, RSA 2048” to the key anew of the vault payroll',
    {
      timeout: 60_000,
    },
  );
  await expect(panel.getByRole('group', { name: 'Plan' })).toContainText('Backups and archives hold older ones');
  await lookAt(page, 'transfer-plan');
  await panel.getByRole('contentinfo').or(panel).getByRole('button', { name: 'Close', exact: true }).last().click();
}

test('a key is moved from one token to another and proved; one that can’t leave gets a new one and a plan', async ({ page }) => {
  await go(page, 'HSM');
  await addModule(page);
  for (const label of [source, target]) await openToken(page, label);
  await bindVault(page);
  await go(page, 'HSM');
  await moveKey(page);
  await planKey(page);
  await go(page, 'Keys');
  await expect(page.getByRole('row', { name: /moved/ })).toContainText('EC');
  await expect(page.getByRole('row', { name: /anew/ })).toBeVisible();
  expect(await recordsOf(page, 'KeyTransferProve')).toBe(1);
});

async function makeExchange(page: Page): Promise<void> {
  await go(page, 'Keys');
  await page
    .getByRole('button', { name: /^Create/ })
    .first()
    .click();
  const panel = page.getByRole('dialog');
  await field(panel, 'Name').fill('exchange');
  await panel.getByRole('radio', { name: `HSM, token ${target}` }).click();
  await panel.getByRole('checkbox', { name: 'Key exchange key' }).check();
  await lookAt(page, 'exchange-create');
  await press(panel, 'Create key');
  await expect(panel).toBeHidden({ timeout: 60_000 });
  await expect(page.getByText('Brings keys of other HSMs in, and does nothing else.', { exact: false }).first()).toBeVisible({
    timeout: 20_000,
  });
  await lookAt(page, 'exchange-key');
}

async function makeByok(page: Page): Promise<Buffer> {
  await press(page, 'Make a .byok file…');
  const panel = dialog(page, 'Make a .byok file');
  const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await panel.getByRole('textbox', { name: 'Or paste it' }).fill(pem);
  await lookAt(page, 'byok-make');
  const saved = page.waitForEvent('download');
  await press(panel, 'Wrap the key');
  const file = readFileSync(await (await saved).path());
  await expect(panel).toBeHidden({ timeout: 20_000 });
  return file;
}

async function importByok(page: Page, file: Buffer): Promise<void> {
  await go(page, 'Keys');
  await press(page, 'Import key');
  const panel = page.getByRole('dialog');
  await panel.locator('input[type=file]').setInputFiles({ name: 'key.byok', mimeType: 'application/json', buffer: file });
  await press(panel, 'Look at it');
  const form = dialog(page, 'Import a wrapped key');
  await field(form, 'Name').fill('brought');
  await form.getByRole('radio', { name: 'EC, curve P-256', exact: true }).check();
  await lookAt(page, 'byok-import');
  await press(form, 'Import key');
  await expect(form).toBeHidden({ timeout: 60_000 });
  await expect(page.getByText(/brought in wrapped/).first()).toBeVisible({ timeout: 20_000 });
}

test('a key exchange key is made, a .byok file for it, and the key in that is brought in', async ({ page }) => {
  await go(page, 'HSM');
  await addModule(page);
  await openToken(page, target);
  await bindVault(page);
  await makeExchange(page);
  const file = await makeByok(page);
  expect(JSON.parse(file.toString())).toMatchObject({ schema_version: '1.0.0', header: { enc: 'CKM_RSA_AES_KEY_WRAP' } });
  await importByok(page, file);
});
