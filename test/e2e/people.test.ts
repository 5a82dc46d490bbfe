import { expect, type Locator, type Page } from '@playwright/test';
import { go, password } from './hand.ts';
import { lookAt, test } from './house.ts';
import { anApp } from './people-hand.ts';

const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });
const field = (within: Page | Locator, name: string) => within.getByRole('textbox', { name, exact: true });

/** Invites somebody from the list of people. @returns the one-time code */
async function invite(
  page: Page,
  { name, signIn, secondFactor }: { name: string; signIn: string; secondFactor: boolean },
): Promise<string> {
  await go(page, 'People');
  await page.getByRole('button', { name: 'Invite person' }).click();
  const panel = dialog(page, 'Invite person');
  await field(panel, 'Name').fill(name);
  await field(panel, 'Signs in as').fill(signIn);
  await panel.getByRole('checkbox', { name: 'Require a second factor' }).setChecked(secondFactor);
  await panel.getByRole('button', { name: 'Invite', exact: true }).click();
  const shown = dialog(page, `One-time code for ${name}`);
  return shown.getByRole('region', { name: 'One-time code' }).innerText();
}

async function closeCode(page: Page): Promise<void> {
  const shown = dialog(page, /^One-time code for/);
  await shown.getByRole('button', { name: 'Done' }).click();
  await shown.getByRole('button', { name: 'It is on its way, close' }).click();
  await expect(shown).toBeHidden();
}

async function leave(page: Page, displayName: string, way: 'Sign out' | 'Switch person'): Promise<void> {
  await page.getByRole('button', { name: displayName, exact: true }).click();
  await page.getByRole('menuitem', { name: way }).click();
  await expect(page.getByRole('group', { name: 'Who you are' })).toBeVisible();
}

async function givePassword(page: Page, name: string, given = password): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(name) }).check();
  await field(page, 'Password').fill(given);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const inHouse = (page: Page) => expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible({ timeout: 20_000 });

const lena = { name: 'Lena Brandt', signIn: 'lena', secondFactor: true };
const herPassword = 'a password of her own';

test('somebody is invited, accepts, sets up a second factor, and signs in by it', async ({ page }) => {
  test.slow();
  const code = await invite(page, lena);
  await lookAt(page, 'people-code');
  await closeCode(page);
  await expect(page.getByRole('heading', { name: lena.name })).toBeVisible();
  await lookAt(page, 'people-invited');

  await leave(page, 'Mara Okafor', 'Sign out');
  await page.getByRole('button', { name: 'I have an invitation' }).click();
  await field(page, 'Sign-in name').fill('lena');
  await field(page, 'One-time code').fill(code.toLowerCase());
  await field(page, 'New password').fill(herPassword);
  await field(page, 'New password again').fill(herPassword);
  await lookAt(page, 'people-invitation');
  await page.getByRole('button', { name: 'Set the password and sign in' }).click();

  await expect(page.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible({ timeout: 20_000 });
  await lookAt(page, 'people-factor-due');
  await page.getByRole('button', { name: 'Continue' }).click();
  await field(page, 'Your password').fill(herPassword);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('img', { name: 'QR code for the authenticator app' })).toBeVisible();
  const secret = await page.getByText(/^(?:[A-Z2-7]{4} ){3,}/).innerText();
  await lookAt(page, 'people-app');
  const nextCode = anApp(secret);
  await field(page, 'Code that the app shows').pressSequentially(await nextCode());
  await expect(page.getByRole('heading', { name: 'Recovery codes for an emergency' })).toBeVisible();
  await field(page, 'Your password').fill(herPassword);
  await page.getByRole('button', { name: 'Continue' }).click();
  const lines = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(lines).toHaveCount(10);
  const codes = await lines.allInnerTexts();
  await lookAt(page, 'people-recovery-codes');
  await field(page, 'Enter one of them').fill(codes[2] ?? '');
  await page.getByRole('button', { name: 'They are kept' }).click();
  await inHouse(page);

  await leave(page, lena.name, 'Sign out');
  await lookAt(page, 'people-who');
  await givePassword(page, lena.name, herPassword);
  await expect(field(page, 'Code')).toBeFocused();
  await lookAt(page, 'people-second-factor');
  await field(page, 'Code').pressSequentially(await nextCode());
  await inHouse(page);
  await page.getByRole('button', { name: lena.name, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Your account' }).click();
  await expect(page.getByRole('list', { name: 'Second factors' }).getByRole('listitem')).toHaveCount(2);
  await lookAt(page, 'people-account');

  await leave(page, lena.name, 'Switch person');
  await expect(page.getByRole('radio', { name: /Mara/ })).toBeFocused();
  await givePassword(page, 'Mara Okafor');
  await inHouse(page);
});

test('groups hold people and groups, and say what is lost when they go', async ({ page }) => {
  test.slow();
  await invite(page, { ...lena, secondFactor: false });
  await closeCode(page);
  for (const name of ['Clerks', 'Payroll team']) {
    await go(page, 'Groups');
    await page.getByRole('button', { name: 'Create group' }).first().click();
    await field(dialog(page, 'Create group'), 'Name').fill(name);
    await dialog(page, 'Create group').getByRole('button', { name: 'Create group' }).click();
    await expect(page.getByRole('heading', { name })).toBeVisible();
  }
  await addTo(page, 'Payroll team', 'Clerks');
  await page.getByRole('link', { name: 'Clerks' }).click();
  await addTo(page, 'Clerks', lena.name);
  await expect(page.getByRole('list', { name: 'Members' }).getByRole('link', { name: lena.name })).toBeVisible();
  await page.getByRole('button', { name: 'Add members' }).click();
  await choose(page, 'Payroll team');
  await dialog(page, /^Add members/)
    .getByRole('button', { name: 'Add', exact: true })
    .click();
  await expect(dialog(page, /^Add members/).getByRole('alert')).toContainText('the group would be in itself');
  await lookAt(page, 'people-cycle');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('link', { name: 'Payroll team' }).click();
  await expect(page.getByRole('list', { name: 'In Clerks' }).getByRole('link', { name: lena.name })).toBeVisible();
  await lookAt(page, 'people-group');
  await page.getByRole('button', { name: 'Delete…' }).click();
  await lookAt(page, 'people-group-delete');
});

async function choose(page: Page, name: string): Promise<void> {
  const panel = dialog(page, /^Add members to/);
  await panel.getByRole('combobox', { name: 'People, groups and applications' }).fill(name);
  await page.getByRole('option', { name: new RegExp(name) }).click();
}

async function addTo(page: Page, group: string, member: string): Promise<void> {
  await expect(page.getByRole('heading', { name: group })).toBeVisible();
  await page.getByRole('button', { name: 'Add members' }).click();
  await choose(page, member);
  await dialog(page, `Add members to ${group}`).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog(page, /^Add members/)).toBeHidden();
}
