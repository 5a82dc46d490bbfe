import { expect, type Page } from '@playwright/test';

export const passphrase = 'correct horse battery staple';
export const password = 'three small blue doors';

/** Groups of four, as they are printed. */
const shareText = /(?:[0-9A-Z]{4}-){10,}[0-9A-Z]{1,4}/;

const field = (page: Page, name: string | RegExp) => page.getByRole('textbox', { name, exact: typeof name === 'string' });

/** Step one of the first run: organisation and person. */
export async function tellWho(page: Page): Promise<void> {
  await field(page, 'Name').fill('Northwind');
  await field(page, 'Your name').fill('Mara Okafor');
  await field(page, 'Name to sign in with').fill('mara');
  await field(page, 'Your password').fill(password);
  await field(page, 'Your password again').fill(password);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'How the house unlocks' })).toBeVisible();
}

/** Step two: a passphrase, and shares as they are proposed. */
export async function chooseSlots(page: Page): Promise<void> {
  await field(page, 'Passphrase').fill(passphrase);
  await field(page, 'Passphrase again').fill(passphrase);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'Save the recovery shares' })).toBeVisible();
}

/** Step three: writes three shares down, and enters the second again. @returns the three */
export async function keepShares(page: Page): Promise<string[]> {
  const shares: string[] = [];
  for (const number of [1, 2, 3]) {
    const item = page.getByRole('listitem').filter({ hasText: `Share ${number}` });
    // A share hides by itself after a while, so on a slow machine it may be gone again before it is read.
    await expect(async () => {
      await item.getByRole('button', { name: `Show share ${number} to write it down by hand` }).click({ timeout: 2_000 });
      await expect(item).toContainText(shareText, { timeout: 2_000 });
    }).toPass({ timeout: 30_000 });
    shares.push(shareText.exec(await item.innerText())?.[0] ?? '');
  }
  await field(page, 'Enter one of them again').fill(shares[1]?.toLowerCase() ?? '');
  await page.getByRole('button', { name: 'Create the house' }).click();
  await expect(page.getByRole('heading', { name: 'Done', level: 1 })).toBeVisible({ timeout: 30_000 });
  return shares;
}

export async function firstRun(page: Page): Promise<string[]> {
  await tellWho(page);
  await chooseSlots(page);
  const shares = await keepShares(page);
  await page.getByRole('button', { name: 'Sign in' }).click();
  return shares;
}

export async function signIn(page: Page, given = password): Promise<void> {
  await field(page, 'Password').fill(given);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible({ timeout: 20_000 });
}

export async function unlock(page: Page, given = passphrase): Promise<void> {
  await field(page, /^Passphrase/).fill(given);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
}

export async function go(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: place, exact: true }).click();
  await expect(page.getByRole('heading', { name: place, level: 1 })).toBeVisible();
}

export async function createVault(page: Page, name: string): Promise<void> {
  await go(page, 'Vaults');
  await page
    .getByRole('button', { name: /^Create (vault|the first vault)$/ })
    .first()
    .click();
  const panel = page.getByRole('dialog');
  await panel.getByRole('textbox', { name: 'Name' }).fill(name);
  await panel.getByRole('button', { name: 'Create vault' }).click();
  await expect(page.getByRole('gridcell', { name, exact: true })).toBeVisible();
}

/** Fills the panel and sends it; what follows is the caller's to expect. */
export async function fillSecret(page: Page, name: string, value: string): Promise<void> {
  await go(page, 'Secrets');
  await page
    .getByRole('button', { name: /^Add (secret|the first secret)$/ })
    .first()
    .click();
  const panel = page.getByRole('dialog');
  await panel.getByRole('textbox', { name: 'Name' }).fill(name);
  await panel.getByRole('textbox', { name: 'Value' }).fill(value);
  await panel.getByRole('button', { name: 'Add secret' }).click();
}

export async function addSecret(page: Page, name: string, value: string): Promise<void> {
  await fillSecret(page, name, value);
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('gridcell', { name, exact: true })).toBeVisible();
}

/** Opens a secret and asks for its value. */
export async function reveal(page: Page, name: string) {
  await go(page, 'Secrets');
  await page.getByRole('gridcell', { name, exact: true }).click();
  // The one that was open before has a value, too.
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Reveal' }).first().click();
  return page.getByRole('region', { name: `Value of ${name}` });
}
