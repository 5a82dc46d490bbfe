import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { softHsm, softHsmIn } from '../support/soft-hsm.ts';
import { test as base } from './house.ts';
import { dialog, field, press } from './people-hand.ts';

export const [officerPin, userPin] = ['87654321', '123456'];

/** The console under test reads where SoftHSM keeps its tokens from its environment: a folder of the walk's own, as long as `use` lasts. */
export async function withTokens(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-softhsm-'));
  const before = process.env['SOFTHSM2_CONF'];
  Object.assign(process.env, softHsmIn(folder));
  await use(folder);
  if (before === undefined) delete process.env['SOFTHSM2_CONF'];
  else process.env['SOFTHSM2_CONF'] = before;
  rmSync(folder, { recursive: true, force: true });
}

const foreignChild = join(import.meta.dirname, '../main/hsm/support/foreign-child.ts');

/** A token that was there before the house. */
export function leaveToken(label: string): void {
  execFileSync('softhsm2-util', ['--init-token', '--free', '--label', label, '--so-pin', officerPin, '--pin', userPin]);
}

/** What another program left in a token. */
export function leaveKey(label: string, key: { kind: 'EC' | 'RSA'; id: string; extractable: boolean }): void {
  const order = { path: softHsm, parameters: '', label, pin: userPin, trustedOnly: false, ...key };
  execFileSync(process.execPath, [foreignChild, JSON.stringify(order)]);
}

/** The walk of an administrator on a machine with SoftHSM. */
export const test = base.extend<{ tokens: void }>({
  tokens: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads in the pattern what a fixture needs
    async ({}, use) => {
      await withTokens(() => use());
    },
    { auto: true },
  ],
});

type Look = (page: Page, name: string) => Promise<void>;

export async function addModule(page: Page, look?: Look): Promise<void> {
  await press(page, 'Add by path…');
  const panel = dialog(page, 'Add a module');
  await field(panel, 'Name').fill('Soft module');
  await field(panel, 'Path of the library').fill(softHsm);
  await look?.(page, 'hsm-add');
  await press(panel, 'Add module');
  await expect(panel).toBeHidden({ timeout: 30_000 });
  await expect(page.getByRole('region', { name: 'Soft module' })).toContainText('ready', { timeout: 30_000 });
}

export async function initialise(page: Page, look?: Look): Promise<void> {
  await page.getByRole('button', { name: 'Initialise…' }).first().click();
  const panel = dialog(page, 'Initialise a token');
  await field(panel, 'Label').fill('Office HSM');
  for (const name of ['Officer PIN', 'Officer PIN again']) await field(panel, name).fill(officerPin);
  for (const name of ['User PIN', 'User PIN again']) await field(panel, name).fill(userPin);
  await field(panel, 'Type initialise to confirm').fill('initialise');
  await look?.(page, 'hsm-init');
  await press(panel, 'Initialise');
  await expect(panel).toBeHidden({ timeout: 30_000 });
}

export const token = (page: Page) => page.getByRole('region', { name: 'Office HSM', exact: true });

export async function openToken(page: Page): Promise<void> {
  await press(token(page), 'Open…');
  const panel = dialog(page, 'Open Office HSM');
  await field(panel, 'User PIN').fill(userPin);
  await press(panel, 'Open token');
  await expect(panel).toBeHidden({ timeout: 20_000 });
  await expect(token(page).getByText('open', { exact: true })).toBeVisible();
}

/** Makes the vault whose page is open a premium one, whose HSM keys are made in the token. */
export async function bindVault(page: Page, vault: string, look?: Look): Promise<void> {
  await expect(page.getByRole('button', { name: 'Choose token…' })).toHaveAttribute('aria-disabled', 'true');
  await press(page, 'Make premium');
  await press(page, 'Choose token…');
  const decision = dialog(page, `Token for HSM keys of ${vault}`);
  await decision.getByRole('radio', { name: 'Office HSM' }).click();
  await look?.(page, 'hsm-bind');
  await press(decision, 'Choose');
  await expect(page.getByRole('listitem').filter({ hasText: 'HSM keys are made in' })).toContainText('Office HSM');
}
