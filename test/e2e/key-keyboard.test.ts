import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './house.ts';
import { command, enter, expectPlace, expectRound, find, goBy, overtype, pick, tabTo, typeInto } from './key-hand.ts';
import { dialog, field } from './people-hand.ts';
import { onClipboard, toast } from './secret-hand.ts';

const button = (within: Page | Locator, name: string | RegExp) => within.getByRole('button', { name, exact: true }).first();
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const title = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
const path = (page: Page) => page.getByRole('navigation', { name: 'Place', exact: true });

async function makeVault(page: Page, name: string): Promise<void> {
  await goBy(page, 'v', 'Vaults');
  await page.keyboard.press('n');
  await typeInto(page, field(dialog(page, 'Create vault'), 'Name'), name);
  await page.keyboard.press('Enter');
  await expect(title(page, name)).toBeFocused();
}

async function makeReleasable(page: Page): Promise<void> {
  await makeVault(page, 'dev');
  await goBy(page, 'k', 'Keys');
  await page.keyboard.press('n');
  const panel = dialog(page, 'Create a key in dev');
  await typeInto(page, field(panel, 'Name'), 'enclave');
  await pick(panel, 'EC, elliptic curve');
  await tabTo(page, panel.getByRole('checkbox', { name: 'It may be released to attested environments' }));
  await page.keyboard.press('Space');
  await typeInto(page, field(panel, 'An environment that this authority attests'), 'https://contoso.attest.example');
  await typeInto(page, field(panel, 'Name of claim 1 of authority 1'), 'secureboot');
  await typeInto(page, field(panel, 'Value of claim 1 of authority 1'), 'true');
  await page.keyboard.press('Enter');
  await expect(title(page, 'enclave')).toBeFocused({ timeout: 30_000 });
}

async function changeRelease(page: Page): Promise<void> {
  const way = button(part(page, 'Release'), 'Change policy…');
  await enter(page, way);
  const panel = dialog(page, 'Release of enclave');
  await expectRound(page, panel);
  await enter(page, button(panel, 'Add a claim'));
  await expect(field(panel, 'Name of claim 2 of authority 1')).toBeFocused();
  await page.keyboard.type('debug');
  await enter(page, button(panel, 'Remove claim 2 of authority 1'));
  await expect(button(panel, 'Add a claim')).toBeFocused();
  await overtype(page, field(panel, 'Value of claim 1 of authority 1'), 'false');
  await page.keyboard.press('Escape');
  await expect(button(panel, 'Keep writing')).toBeFocused();
  await page.keyboard.press('Enter');
  await typeInto(page, field(panel, 'Value of claim 1 of authority 1'), '');
  await page.keyboard.press('Enter');
  await expect(panel).toBeHidden();
  await expect(part(page, 'Release')).toContainText('secureboot is false');
  await expect(way).toBeFocused();
}

async function tryKey(page: Page): Promise<void> {
  await page.keyboard.press('t');
  const panel = dialog(page, 'Try enclave');
  await typeInto(page, field(panel, 'What is signed'), 'a letter');
  await enter(page, button(panel, 'Sign'));
  await expect(panel.getByRole('group', { name: 'Signature', exact: true })).toContainText(/^[\w-]{86}$/);
  await expectRound(page, panel);
  await enter(page, button(panel, 'Verify this'));
  await expect(panel.getByText('Valid', { exact: true })).toBeVisible();
  await expectPlace(page);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expectPlace(page);
}

async function setPolicy(page: Page): Promise<void> {
  await enter(page, button(page, 'Edit policy'));
  const panel = dialog(page, 'Rotation of enclave');
  await pick(panel, 'Some time after a version was made');
  await overtype(page, field(panel, 'Days after it was made'), '7');
  await page.keyboard.press('Enter');
  await expect(panel).toBeHidden();
  await expect(part(page, 'Rotation')).toContainText('A new version is made 7 days after the one before.');
  await expect(button(page, 'Edit policy')).toBeFocused();
}

async function rotate(page: Page): Promise<void> {
  await command(page, 'Open the rotation calendar');
  await expect(title(page, 'Rotation calendar')).toBeFocused();
  await expect(path(page)).toContainText('Rotation calendar');
  const today = page.getByRole('table').locator('[aria-current=date]');
  await tabTo(page, today);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('table').locator('[aria-pressed=true]')).toBeFocused();
  await expect(page.getByRole('table').locator('[aria-pressed=true]')).toContainText('enclave is rotated');
  await expectRound(page, page.getByRole('main'));
  await enter(page, button(page, /^Rotate now.*enclave$/));
  await expect(button(dialog(page, 'Rotate enclave'), 'Cancel')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button(page, /^Rotate now.*enclave$/)).toBeFocused();
  await page.keyboard.press('Enter');
  await enter(page, button(dialog(page, 'Rotate enclave'), 'Rotate now'));
  await expect(toast(page, /enclave has a new version/)).toBeVisible({ timeout: 30_000 });
  await expectPlace(page);
  await command(page, 'Open the expiry calendar');
  await expect(path(page)).toContainText('Expiry calendar');
  await expectPlace(page);
}

async function makeAnew(page: Page): Promise<void> {
  await command(page, 'Make keys anew');
  await expect(title(page, 'Make keys anew')).toBeFocused();
  await find(page, page.getByRole('combobox', { name: 'Keys of' }), 'dev', 'dev');
  await find(page, page.getByRole('combobox', { name: 'anew in' }), 'prod', 'prod');
  await expectRound(page, page.getByRole('main'));
  await enter(page, button(page, 'Compare'));
  const rows = page.getByRole('grid', { name: 'Keys of both vaults' });
  await expect(rows).toContainText('missing there');
  await expectPlace(page);
  await tabTo(page, rows);
  await page.keyboard.press('Enter');
  await expect(title(page, 'enclave')).toBeFocused();
  await pick(page.getByRole('main'), 'Leave it out');
  await page.keyboard.press('Escape');
  await expect(rows).toBeFocused();
  await page.keyboard.press('Enter');
  await pick(page.getByRole('main'), 'Make it');
  await page.keyboard.press('Escape');
  await enter(page, button(page, 'Make 1 key'));
  await expect(page.getByText('1 key made.').first()).toBeVisible({ timeout: 30_000 });
  await expectPlace(page);
  await enter(page, button(page, 'Copy the new line'));
  await expect.poll(onClipboard).toContain('prod.vault');
  await enter(page, button(page, 'Compare again'));
  await expect(rows).toContainText('the same');
  await expectPlace(page);
}

test('keys are released, tried, rotated by the calendar and made anew by keyboard alone', async ({ page }) => {
  test.slow();
  await test.step('one is made that may be released', () => makeReleasable(page));
  await test.step('its policy is changed', () => changeRelease(page));
  await test.step('it signs and verifies', () => tryKey(page));
  await test.step('it is rotated by the calendar', async () => {
    await setPolicy(page);
    await rotate(page);
  });
  await test.step('its vault is made anew in another', async () => {
    await makeVault(page, 'prod');
    await makeAnew(page);
  });
});
