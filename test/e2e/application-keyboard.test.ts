import { expect, type Page } from '@playwright/test';
import { freePort } from '../support/a-rest-house.ts';
import { test } from './house.ts';
import { command, enter, expectPlace, find, goBy, overtype, tabTo, typeInto } from './key-hand.ts';
import { dialog, field } from './people-hand.ts';
import { onClipboard, toast } from './secret-hand.ts';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).first();
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
const foot = (page: Page) => page.getByRole('contentinfo');

async function furnish(page: Page): Promise<void> {
  await goBy(page, 'v', 'Vaults');
  await page.keyboard.press('n');
  await typeInto(page, field(dialog(page, /.*/), 'Name'), 'payroll');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'payroll')).toBeFocused();
  await goBy(page, 's', 'Secrets');
  await page.keyboard.press('n');
  await typeInto(page, field(dialog(page, /.*/), 'Name'), 'db-password');
  await typeInto(page, field(dialog(page, /.*/), 'Value'), 's3cret');
  await enter(page, dialog(page, /.*/).getByRole('button', { name: 'Add secret' }));
  await expect(heading(page, 'db-password')).toBeFocused();
}

async function add(page: Page): Promise<void> {
  await goBy(page, 'n', 'Applications');
  await page.keyboard.press('n');
  const panel = dialog(page, 'Add application');
  await typeInto(page, field(panel, 'Name'), 'payroll-worker');
  await page.keyboard.press('Enter');
}

async function credential(page: Page): Promise<void> {
  const form = dialog(page, 'Credential for payroll-worker');
  await typeInto(page, field(form, 'Label'), 'production server');
  await page.keyboard.press('Enter');
  const shown = dialog(page, 'Secret of payroll-worker');
  const secret = await shown.getByRole('region', { name: 'Credential of payroll-worker' }).innerText();
  await enter(page, shown.getByRole('button', { name: 'Copy', exact: true }));
  await expect(shown.getByRole('button', { name: 'Clear now' })).toBeVisible();
  expect(onClipboard()).toBe(secret);
  await enter(page, shown.getByRole('button', { name: 'Clear now' }));
  await expect(shown.getByText('The value is off the clipboard.')).toBeVisible();
  await typeInto(page, field(shown, 'Its last four characters'), secret.slice(-4));
  await enter(page, shown.getByRole('button', { name: 'It is kept, go on' }));
}

async function grant(page: Page): Promise<void> {
  const role = dialog(page, 'What payroll-worker may do');
  await find(page, role.getByRole('combobox', { name: 'Only one secret' }), 'db-', 'db-password');
  await typeInto(page, field(role, 'Reason'), 'it pays people');
  await page.keyboard.press('Enter');
  const connect = dialog(page, 'Connect payroll-worker');
  await enter(page, connect.getByRole('button', { name: 'Done' }));
  await expect(connect).toBeHidden();
  await expect(heading(page, 'payroll-worker')).toBeFocused();
}

async function lookAfter(page: Page): Promise<void> {
  await command(page, 'disable application');
  await expect(page.getByText(/whatever it asks is refused/)).toBeVisible();
  await expectPlace(page);
  await page.keyboard.press('Control+z');
  await expect(page.getByText(/whatever it asks is refused/)).toBeHidden();
  await enter(page, button(page, 'End production server…'));
  const end = dialog(page, 'End production server of payroll-worker');
  await typeInto(page, field(end, 'Reason'), 'it stood in a ticket');
  await typeInto(page, field(end, 'Type payroll-worker to confirm'), 'payroll-worker');
  await page.keyboard.press('Enter');
  await expect(end).toBeHidden();
  await expectPlace(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid', { name: 'Applications' })).toBeFocused();
}

test('applications are added, given a credential and a role, and looked after by keyboard alone', async ({ page }) => {
  test.slow();
  await furnish(page);
  await test.step('one is added', () => add(page));
  await test.step('given a credential', () => credential(page));
  await test.step('and a role', () => grant(page));
  await test.step('disabled, let in, its credential ended', () => lookAfter(page));
});

async function serve(page: Page, port: number): Promise<void> {
  await goBy(page, 'e', 'Endpoint');
  await enter(page, region(page, 'Address').getByRole('button', { name: 'Change…' }));
  const panel = dialog(page, 'Address of the endpoint');
  await overtype(page, field(panel, 'Port'), String(port));
  await page.keyboard.press('Enter');
  await expect(panel).toBeHidden();
  await expect(region(page, 'Address').getByRole('button', { name: 'Change…' })).toBeFocused();
  await tabTo(page, page.getByRole('switch', { name: 'Serve applications' }));
  await page.keyboard.press('Space');
  await expect(foot(page).getByRole('button', { name: `Endpoint on · ${port}` })).toBeVisible();
  await expect(page.getByRole('switch', { name: 'Serve applications' })).toBeFocused();
}

async function checkNames(page: Page): Promise<void> {
  const part = region(page, 'Names and trust');
  await enter(page, part.getByRole('button', { name: 'Check now' }));
  await expect(page.getByRole('group', { name: 'Names' }).getByText('login.localhost')).toBeVisible({ timeout: 20_000 });
  await expect(part.getByRole('button', { name: 'Check again' })).toBeFocused();
  const own = region(page, 'Addresses without names');
  await find(page, own.getByRole('combobox', { name: 'Add one for' }), 'pay', 'payroll');
  await expect(toast(page, 'payroll has an address of its own.')).toBeVisible();
  await expectPlace(page);
  await enter(page, own.getByRole('button', { name: 'Take the address of payroll away' }));
  await expect(own.getByRole('button', { name: 'Take the address of payroll away' })).toBeHidden();
  await expectPlace(page);
}

async function connect(page: Page): Promise<void> {
  await command(page, 'use in an application');
  const panel = dialog(page, 'Use in an application');
  await expect(panel).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expectPlace(page);
}

test('the endpoint is set, switched on, checked and switched off by keyboard alone', async ({ page }) => {
  test.slow();
  await furnish(page);
  const port = await freePort();
  await test.step('on a port that was chosen', () => serve(page, port));
  await test.step('names are checked, a vault gets an address', () => checkNames(page));
  await test.step('what an application needs is shown', () => connect(page));
  await test.step('use and limits are changed', async () => {
    await enter(page, region(page, 'Limits and use just now').getByRole('button', { name: 'Change limits…' }));
    const panel = dialog(page, 'Limits of the endpoint');
    await expect(panel).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
    await expect(region(page, 'Limits and use just now').getByRole('button', { name: 'Change limits…' })).toBeFocused();
  });
  await test.step('nothing is served any more', async () => {
    await tabTo(page, page.getByRole('switch', { name: 'Serve applications' }));
    await page.keyboard.press('Space');
    await expect(foot(page).getByRole('button', { name: 'Endpoint off' })).toBeVisible();
    await expectPlace(page);
  });
});
