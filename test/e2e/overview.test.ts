import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { go } from './hand.ts';
import { lookAt, test } from './house.ts';
import { fillVault, localDay, makeVault, openSecret, toast } from './secret-hand.ts';

const dayMs = 86_400_000;
const attention = (page: Page, title: RegExp) =>
  page.getByRole('region', { name: 'Needs attention' }).getByRole('listitem').filter({ hasText: title });
const rows = (page: Page) => page.getByRole('grid', { name: 'Secrets' }).locator('.row.body');

test('each number of the overview leads to its list, and what expires is taken away as a calendar', async ({ page }) => {
  test.slow();
  const soon = Date.now() + 9 * dayMs;
  await lookAt(page, 'overview-first');
  await makeVault(page, 'shop');
  const csv = `name,value,expires\nold-key,one,2020-01-01\nolder-key,two,2019-01-01\nsoon-key,three,${localDay(soon)}\nquiet,four,\n`;
  await fillVault(page, 'shop', csv);
  await openSecret(page, 'quiet');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  await expect(toast(page, /quiet is disabled/)).toBeVisible();
  await page.keyboard.press('Escape');

  await go(page, 'Overview');
  await lookAt(page, 'overview');
  await attention(page, /^2 secrets expired/)
    .getByRole('link')
    .click();
  await expect(page.getByRole('heading', { name: 'Secrets', level: 1 })).toBeVisible();
  await expect(rows(page)).toHaveText([/older-key/, /old-key/]);
  await go(page, 'Overview');
  await attention(page, /^1 secret expiring within 30 days/)
    .getByRole('link')
    .click();
  await expect(rows(page)).toHaveText([/soon-key/]);

  await test.step('the calendar, and its file', async () => {
    await go(page, 'Overview');
    await page.getByRole('link', { name: 'Calendar' }).click();
    await expect(page.getByRole('heading', { name: 'Expiry calendar', level: 1 })).toBeVisible();
    await lookAt(page, 'calendar');
    await page.getByRole('button', { name: 'List', exact: true }).click();
    await lookAt(page, 'calendar-list');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as calendar file' }).click();
    const file = readFileSync(await (await saved).path(), 'utf8');
    const lines = file.replaceAll('\r\n ', '').split('\r\n');
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
    expect(lines).toContain('UID:soon-key.shop.secret@strongroom');
    expect(file).not.toContain('three');
    await expect(page.getByText('1 date saved')).toBeVisible();
    await lookAt(page, 'calendar-saved');
  });
});
