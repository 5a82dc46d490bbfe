import { expect, type Page } from '@playwright/test';
import { go } from './hand.ts';
import { lookAt, test } from './house.ts';
import { accept, enter, field, grant, invite, leave, press, rail } from './people-hand.ts';
import { makeVault, onClipboard } from './secret-hand.ts';

const developer = { name: 'Lena Brandt', signIn: 'lena' };
const auditor = { name: 'Omar Haddad', signIn: 'omar' };
const value = 'the value of db-password';

async function addSecret(page: Page): Promise<void> {
  await go(page, 'Secrets');
  await press(page, 'Add secret');
  const panel = page.getByRole('dialog');
  await field(panel, 'Name').fill('db-password');
  await field(panel, 'Value').fill(value);
  await press(panel, 'Add secret');
  await expect(page.getByRole('heading', { name: 'db-password', exact: true })).toBeVisible();
}

/** Gives each what they need: reading in one vault, and the log of everything. */
async function giveAccess(page: Page): Promise<void> {
  await go(page, 'Vaults');
  await page.getByRole('gridcell', { name: 'payroll', exact: true }).click();
  await page.getByRole('region', { name: 'Access' }).getByRole('link', { name: 'All access' }).click();
  await expect(page.getByText('to payroll', { exact: false }).first()).toBeVisible();
  await grant(page, { name: developer.name, role: 'Key Vault Secrets User', reason: 'builds the payroll service' });
  await go(page, 'Access');
  await grant(page, { name: auditor.name, role: 'Monitoring Reader', reason: 'yearly audit' });
  await lookAt(page, 'three-people-access');
}

/** A developer finds a secret, takes its URI away, and never needs to see the value. */
async function findsAndCopies(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Find', level: 1 })).toBeVisible();
  // What they may is known as soon as the first of these is there.
  await expect(rail(page).getByRole('link', { name: 'Secrets' })).toBeVisible();
  await expect(rail(page).getByRole('link', { name: 'Log' })).toHaveCount(0);
  await expect(rail(page).getByRole('link', { name: 'People' })).toHaveCount(0);
  await page.getByRole('textbox', { name: 'Find a secret' }).fill('db');
  await page.getByRole('row', { name: /db-password/ }).click();
  await lookAt(page, 'three-people-developer');
  await page.keyboard.press('ControlOrMeta+Shift+c');
  await expect.poll(onClipboard).toMatch(/^https:\/\/payroll\.vault\.localhost:8443\/secrets\/db-password/);
}

/** Narrows the log to what has a text in its object or its identity. */
async function filterBy(page: Page, text: string): Promise<void> {
  const bar = page.getByRole('combobox', { name: 'Filter by field or text' });
  await bar.fill(text);
  await bar.press('Enter');
}

/** An auditor begins with the log, finds who read what, and has nowhere a control for a value. */
async function looksThrough(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Log', level: 1 })).toBeVisible();
  await filterBy(page, 'db-password');
  await expect(page.getByRole('row', { name: /SecretSet.*db-password.*Mara Okafor/ }).first()).toBeVisible();
  await lookAt(page, 'three-people-auditor');
  for (const place of ['Vaults', 'Access', 'Requests', 'Integrity', 'Settings', 'Log']) {
    await go(page, place);
    await expect(page.getByRole('button', { name: /^(Reveal|Copy value|Copy|Export…)$/ })).toHaveCount(0);
    await expect(page.getByText(value)).toHaveCount(0);
  }
}

test('an administrator, a developer and an auditor work in turn on one console', async ({ page }) => {
  test.slow();
  const codes: string[] = [];
  await test.step('the administrator makes a vault, invites two people and gives each what is theirs', async () => {
    await makeVault(page, 'payroll');
    await addSecret(page);
    for (const each of [developer, auditor]) codes.push(await invite(page, each));
    await giveAccess(page);
    await leave(page, 'Mara Okafor');
  });
  await test.step('the developer finds a secret and copies its URI', async () => {
    await accept(page, developer.signIn, codes[0] ?? '');
    await findsAndCopies(page);
    await leave(page, developer.name);
  });
  await test.step('the auditor sees the log, and no value', async () => {
    await accept(page, auditor.signIn, codes[1] ?? '');
    await looksThrough(page);
    await leave(page, auditor.name);
  });
  await test.step('the administrator finds in the log what the others did', async () => {
    await enter(page, 'Mara Okafor');
    await go(page, 'Log');
    await filterBy(page, developer.name);
    await expect(page.getByRole('row', { name: /SecretSearch.*Lena Brandt/ }).first()).toBeVisible();
    await expect(page.getByRole('row', { name: /Omar Haddad/ })).toHaveCount(0);
  });
});
