import { expect, type Page } from '@playwright/test';
import { lookAt, test } from './house.ts';
import { choose, command, enter, expectPlace, find, goBy, overtype, strike, tabTo, typeInto } from './key-hand.ts';
import { dialog, field } from './people-hand.ts';
import { onClipboard, toast } from './secret-hand.ts';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).first();
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
const grid = (page: Page, name: string | RegExp) => page.getByRole('grid', { name });
const lena = 'Lena Brandt';

async function invite(page: Page): Promise<void> {
  await goBy(page, 'p', 'People');
  await page.keyboard.press('n');
  const panel = dialog(page, 'Invite person');
  await expect(field(panel, 'Name')).toBeFocused();
  await page.keyboard.type(lena);
  await typeInto(page, field(panel, 'Signs in as'), 'lena');
  await tabTo(page, panel.getByRole('checkbox', { name: 'Require a second factor' }));
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  const shown = dialog(page, `One-time code for ${lena}`);
  const code = await shown.getByRole('region', { name: 'One-time code' }).innerText();
  await enter(page, shown.getByRole('button', { name: 'Copy' }));
  await expect(shown.getByText(/copied/)).toBeVisible();
  expect(onClipboard()).toBe(code);
  await enter(page, shown.getByRole('button', { name: 'Clear now' }));
  await expect(shown.getByText('The value is off the clipboard.')).toBeVisible();
  await lookAt(page, 'keyboard-invitation');
  await enter(page, shown.getByRole('button', { name: 'Done' }));
  await enter(page, shown.getByRole('button', { name: 'It is on its way, close' }));
  await expect(heading(page, lena)).toBeFocused();
}

async function lookAfter(page: Page): Promise<void> {
  await page.keyboard.press('e');
  await overtype(page, field(dialog(page, /Lena/), 'Name'), 'Lena Brandt-Voss');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Lena Brandt-Voss')).toBeVisible();
  await expectPlace(page);
  await page.keyboard.press('Control+z');
  await expect(heading(page, lena)).toBeVisible();
  await command(page, 'disable person');
  await expect(toast(page, /can’t sign in any more/)).toBeVisible();
  await expectPlace(page);
  await page.keyboard.press('Control+z');
  await expect(button(page, 'Disable')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(grid(page, 'People')).toBeFocused();
}

async function gather(page: Page): Promise<void> {
  await goBy(page, 'g', 'Groups');
  await page.keyboard.press('n');
  await typeInto(page, field(dialog(page, 'Create group'), 'Name'), 'Clerks');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Clerks')).toBeFocused();
  await enter(page, button(page, 'Add members'));
  const panel = dialog(page, 'Add members to Clerks');
  await find(page, panel.getByRole('combobox', { name: 'People, groups and applications' }), 'lena', lena);
  await enter(page, panel.getByRole('button', { name: 'Add', exact: true }));
  await expect(panel).toBeHidden();
  await expect(button(page, 'Add members')).toBeFocused();
  await enter(page, button(page, `Take out ${lena}`));
  await expect(page.getByRole('list', { name: 'Members' }).getByRole('link', { name: lena })).toBeHidden();
  await expectPlace(page);
}

async function grant(page: Page): Promise<void> {
  await goBy(page, 'a', 'Access');
  await command(page, 'add access');
  const panel = dialog(page, 'Add access');
  await expect(panel.getByRole('combobox', { name: 'Who' })).toBeFocused();
  await find(page, panel.getByRole('combobox', { name: 'Who' }), 'lena', lena);
  await choose(page, panel.getByRole('combobox', { name: 'Role' }), 'Key Vault Reader');
  await typeInto(page, field(panel, 'Reason'), 'to see what there is');
  await enter(page, panel.getByRole('button', { name: 'Grant' }));
  await expect(panel).toBeHidden();
  await expect(toast(page, `${lena} has Key Vault Reader`)).toBeVisible();
  await expectPlace(page);
}

/** Opens the assignment by going down the list. */
async function openGrant(page: Page): Promise<void> {
  const rows = grid(page, /^Access to/);
  await tabTo(page, rows);
  const names = await rows.getByRole('row').allInnerTexts();
  const at = names.findIndex((name) => name.includes(lena));
  await page.keyboard.press('Home');
  // The first row is the head.
  for (let step = 1; step < at; step += 1) await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: new RegExp(lena) })).toBeFocused();
  await expect(heading(page, 'Key Vault Reader')).toBeVisible();
}

async function end(page: Page): Promise<void> {
  await enter(page, button(page, 'End…'));
  const decision = dialog(page, `End Key Vault Reader of ${lena}`);
  await typeInto(page, field(decision, 'Reason'), 'seen enough');
  await typeInto(page, field(decision, `Type ${lena} to confirm`), lena);
  await page.keyboard.press('Enter');
  await expect(decision).toBeHidden();
  await expect(toast(page, /no longer has Key Vault Reader/)).toBeVisible();
  await expectPlace(page);
}

/** Looks at who may, person by person, and at what was. */
async function check(page: Page): Promise<void> {
  await choose(page, page.getByRole('combobox', { name: 'Lines' }), 'Each person and application');
  await expect(
    grid(page, /^Access to/)
      .getByRole('row', { name: /Mara Okafor/ })
      .first(),
  ).toBeVisible();
  await tabTo(page, page.getByRole('group', { name: 'State' }).getByRole('button', { name: 'In force' }));
  await strike(page, 'ArrowRight', 'ArrowRight', 'Space');
  await expect(grid(page, /^Access to/).getByRole('row', { name: /Lena Brandt/ })).toBeVisible();
  await expectPlace(page);
}

test('people and access are looked after by keyboard alone', async ({ page }) => {
  test.slow();
  await test.step('somebody is invited', () => invite(page));
  await test.step('renamed, disabled, and taken back', () => lookAfter(page));
  await test.step('put into a group, and taken out', () => gather(page));
  await test.step('given a role', () => grant(page));
  await test.step('which is ended', async () => {
    await openGrant(page);
    await end(page);
  });
  await test.step('who may do what is checked', () => check(page));
});
