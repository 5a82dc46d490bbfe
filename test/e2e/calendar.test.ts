import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import { go } from './hand.ts';
import { lookAt, test } from './house.ts';
import { command } from './key-hand.ts';
import { makeVault, toast } from './secret-hand.ts';

const dayMs = 86_400_000;
const dialog = (page: Page) => page.getByRole('dialog');
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).first();
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true, level: 1 });
const attention = (page: Page, title: RegExp) =>
  page.getByRole('region', { name: 'Needs attention' }).getByRole('listitem').filter({ hasText: title });

/** As a field for date and time takes it, in the zone of the window. */
const localMinute = (time: number): string => new Date(time - new Date(time).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

async function createKey(page: Page, name: string, expires?: number): Promise<void> {
  await go(page, 'Keys');
  await button(page, /^Create (key|the first key)$/).click();
  await dialog(page).getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await dialog(page).getByRole('radio', { name: 'EC, elliptic curve' }).check();
  if (expires !== undefined) await dialog(page).getByLabel('Expires').fill(localMinute(expires));
  await dialog(page).getByRole('button', { name: 'Create key', exact: true }).click();
  await expect(page.getByRole('heading', { name, exact: true }).first()).toBeVisible({ timeout: 30_000 });
}

async function setPolicy(page: Page): Promise<void> {
  await button(page, 'Edit policy').click();
  await dialog(page).getByRole('radio', { name: 'Some time after a version was made' }).check();
  await dialog(page).getByRole('textbox', { name: 'Days after it was made' }).fill('7');
  await dialog(page).getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('A new version is made 7 days after the one before.').first()).toBeVisible();
}

/** What is said must lie over nothing that is pressed. */
async function expectApart(page: Page, said: Locator): Promise<void> {
  const message = await said.boundingBox();
  for (const one of await page.getByRole('main').getByRole('button').all()) {
    const box = await one.boundingBox();
    if (!box || !message || !(await one.isVisible())) continue;
    const inSight = await one.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const at = document.elementFromPoint(left + width / 2, top + height / 2);
      return at !== null && element.contains(at);
    });
    const overlaps =
      box.x < message.x + message.width &&
      message.x < box.x + box.width &&
      box.y < message.y + message.height &&
      message.y < box.y + box.height;
    expect(overlaps && inSight, await one.innerText()).toBe(false);
  }
}

test('keys stand among what needs attention and in the calendar, where one is rotated before its day', async ({ page }) => {
  test.slow();
  await makeVault(page, 'payroll');
  await createKey(page, 'ending', Date.now() + 9 * dayMs);
  await createKey(page, 'turning');
  await setPolicy(page);

  await test.step('the overview leads to the keys that it counts', async () => {
    await go(page, 'Overview');
    await expect(attention(page, /^1 key expiring within 30 days/)).toBeVisible();
    await lookAt(page, 'overview-keys');
    await attention(page, /^1 key expiring within 30 days/)
      .getByRole('link')
      .click();
    await expect(heading(page, 'Keys')).toBeVisible();
    await expect(page.getByRole('grid', { name: 'Keys' }).locator('.row.body')).toHaveText([/ending/]);
  });
  await test.step('the calendar of rotations has every coming one, and rotates now', async () => {
    await button(page, 'Clear').click();
    await page.getByRole('link', { name: 'Rotation calendar' }).click();
    await expect(heading(page, 'Rotation calendar')).toBeVisible();
    await button(page, 'Month after').click();
    await expect(page.getByRole('table').getByText('is rotated')).not.toHaveCount(0);
    expect(await page.getByRole('table').getByText('turning').count()).toBeGreaterThan(3);
    await lookAt(page, 'calendar-rotation');
    await button(page, 'Today').click();
    await button(page, 'List').click();
    if (new Date(Date.now() + 7 * dayMs).getMonth() !== new Date().getMonth()) await button(page, 'Month after').click();
    await button(page, /^Rotate now.*turning$/).click();
    await dialog(page).getByRole('button', { name: 'Rotate now', exact: true }).click();
    const said = toast(page, /turning has a new version/);
    await expect(said).toBeVisible();
    await expectApart(page, said);
    await lookAt(page, 'calendar-rotated');
  });
  await test.step('the palette opens the calendar with all of it, and its file tells ends from rotations', async () => {
    await command(page, 'Open the expiry calendar');
    await expect(heading(page, 'Expiry calendar')).toBeVisible();
    await lookAt(page, 'calendar-all');
    const saved = page.waitForEvent('download');
    await button(page, 'Save as calendar file').click();
    const lines = readFileSync(await (await saved).path(), 'utf8')
      .replaceAll('\r\n ', '')
      .split('\r\n');
    expect(lines.filter((line) => line.startsWith('UID:')).toSorted()).toEqual([
      'UID:ending.payroll.key@strongroom',
      'UID:turning.payroll.key-rotation@strongroom',
    ]);
    expect(lines).toContain('RRULE:FREQ=DAILY;INTERVAL=7');
    await command(page, 'Open the rotation calendar');
    await expect(heading(page, 'Rotation calendar')).toBeVisible();
  });
});
