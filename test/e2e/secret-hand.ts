import { spawnSync } from 'node:child_process';
import { expect, type Locator, type Page } from '@playwright/test';
import { go } from './hand.ts';

/** A file as a person has it on a disk. */
export interface GivenFile {
  readonly name: string;
  readonly text: string | Buffer;
}

const byName = (name: string) => ({ name, exact: true });

/** Makes a vault as it is proposed, and leaves its page open. */
export async function makeVault(page: Page, name: string): Promise<void> {
  await go(page, 'Vaults');
  await page
    .getByRole('button', { name: /^Create (vault|the first vault)$/ })
    .first()
    .click();
  const panel = page.getByRole('dialog');
  await panel.getByRole('textbox', { name: 'Name' }).fill(name);
  await panel.getByRole('button', { name: 'Create vault' }).click();
  await expect(page.getByRole('heading', byName(name))).toBeVisible();
}

/** Opens a vault's page. */
export async function openVault(page: Page, name: string): Promise<void> {
  await go(page, 'Vaults');
  await page.getByRole('gridcell', byName(name)).click();
  await expect(page.getByRole('heading', byName(name))).toBeVisible();
}

/** Opens a secret's page from the list. */
export async function openSecret(page: Page, name: string): Promise<void> {
  await go(page, 'Secrets');
  await page.getByRole('gridcell', byName(name)).first().click();
  await expect(page.getByRole('heading', byName(name))).toBeVisible();
}

/** From a vault's page to the second step of an import. */
export async function giveFile(page: Page, vault: string, { name, text }: GivenFile): Promise<void> {
  await openVault(page, vault);
  await page.getByRole('link', byName('Import')).click();
  await expect(page.getByRole('heading', { name: 'Import secrets', level: 1 })).toBeVisible();
  await chooseFile(page, { name, text });
}

/** Answers the system's dialog for a file. */
export async function chooseFile(page: Page, { name, text }: GivenFile): Promise<void> {
  const asked = page.waitForEvent('filechooser');
  await page.getByRole('button', byName('Choose a file')).click();
  await (await asked).setFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) });
}

/** From the second step of an import to its rows. */
export async function previewRows(page: Page): Promise<void> {
  await page.getByRole('button', byName('Preview')).click();
  await expect(page.getByRole('grid', { name: 'Rows of the file' })).toBeVisible();
}

/** Writes what is chosen. @returns the sentence about it */
export async function importRows(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Import [\d,]+ secrets?$/ }).click();
  await expect(page.getByRole('link', { name: 'Show the secrets' })).toBeVisible({ timeout: 30_000 });
  return page.getByRole('status').filter({ hasText: /written/ });
}

/**
 * Puts secrets into a vault as a person does who has them in a table.
 * @param tags columns of the table that become tags
 */
export async function fillVault(page: Page, vault: string, csv: string, tags: readonly string[] = []): Promise<void> {
  await giveFile(page, vault, { name: `${vault}.csv`, text: csv });
  for (const tag of tags) await page.getByRole('checkbox', byName(tag)).check();
  await previewRows(page);
  await expect(await importRows(page)).toHaveText(/^\d+ secrets? written\.$/);
}

/** Types a condition into the filter of the log, and waits until the list answers it. @returns where it says how many records fit */
export async function filterLog(page: Page, typed: string): Promise<Locator> {
  const bar = page.getByRole('search', { name: 'Filter the log' });
  const conditions = bar.getByRole('button', { name: /^Remove / });
  const value = typed.slice(typed.indexOf(':') + 1);
  await expect(conditions.filter({ hasText: value })).toHaveCount(0);
  await bar.getByRole('combobox', { name: 'Filter by field or text' }).fill(typed);
  await page.keyboard.press('Enter');
  await expect(bar.getByRole('button', { name: new RegExp(`^Remove .*${value}`) })).toBeVisible();
  // Said once it is known, and not before.
  const total = page.getByText(/^[\d,]+ records? fits?$/);
  await expect(total).toBeVisible();
  return total;
}

/** How many records the log has of an operation. */
export async function recordsOf(page: Page, operation: string): Promise<number> {
  await go(page, 'Log');
  const total = await filterLog(page, `operation:${operation}`);
  return Number.parseInt(await total.innerText(), 10);
}

/** The message at the foot of the window. */
export const toast = (page: Page, text: string | RegExp): Locator => page.getByRole('status').filter({ hasText: text }).first();

/** A moment as the control for one takes it, in the person's zone. */
export const localTime = (time: number): string => {
  const date = new Date(time - new Date(time).getTimezoneOffset() * 60_000);
  return date.toISOString().slice(0, 16);
};

/** A day as a file has it. */
export const localDay = (time: number): string => localTime(time).slice(0, 10);

/** What another program would be given. */
export const onClipboard = (): string => spawnSync('xclip', ['-selection', 'clipboard', '-out'], { encoding: 'utf8' }).stdout;
