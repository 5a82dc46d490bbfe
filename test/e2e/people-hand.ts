import { expect, type Locator, type Page } from '@playwright/test';
import { TOTP, URI } from 'otpauth';
import { go, password } from './hand.ts';

export const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });
export const field = (within: Page | Locator, name: string) => within.getByRole('textbox', { name, exact: true });
export const press = (within: Page | Locator, name: string | RegExp) => within.getByRole('button', { name, exact: true }).click();
export const rail = (page: Page) => page.getByRole('navigation', { name: 'Places' });

export interface Invited {
  readonly name: string;
  readonly signIn: string;
}

/** Invites somebody without a second factor. @returns the one-time code */
export async function invite(page: Page, { name, signIn }: Invited): Promise<string> {
  await go(page, 'People');
  await press(page, 'Invite person');
  const panel = dialog(page, 'Invite person');
  await field(panel, 'Name').fill(name);
  await field(panel, 'Signs in as').fill(signIn);
  await panel.getByRole('checkbox', { name: 'Require a second factor' }).setChecked(false);
  await press(panel, 'Invite');
  const shown = dialog(page, `One-time code for ${name}`);
  const code = await shown.getByRole('region', { name: 'One-time code' }).innerText();
  await press(shown, 'Done');
  await press(shown, 'It is on its way, close');
  await expect(shown).toBeHidden();
  return code;
}

/** Chooses a password by the one-time code, and is in. */
export async function accept(page: Page, signIn: string, code: string): Promise<void> {
  await press(page, 'I have an invitation');
  await field(page, 'Sign-in name').fill(signIn);
  await field(page, 'One-time code').fill(code);
  await field(page, 'New password').fill(password);
  await field(page, 'New password again').fill(password);
  await press(page, 'Set the password and sign in');
  await expect(rail(page)).toBeVisible({ timeout: 20_000 });
}

/** Leaves the console to the next person. @param name of who leaves */
export async function leave(page: Page, name: string): Promise<void> {
  await press(page, name);
  await page.getByRole('menuitem', { name: 'Switch person' }).click();
  await expect(page.getByRole('group', { name: 'Who you are' })).toBeVisible();
}

export async function enter(page: Page, name: string): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(name) }).check();
  await field(page, 'Password').fill(password);
  await press(page, 'Sign in');
  await expect(rail(page)).toBeVisible({ timeout: 20_000 });
}

/** Fills the panel that adds access, where the place is chosen already. */
export async function grant(page: Page, { name, role, reason }: { name: string; role: string; reason: string }): Promise<void> {
  await press(page, 'Add access');
  const panel = dialog(page, 'Add access');
  await panel.getByRole('combobox', { name: 'Who' }).fill(name);
  await page.getByRole('option', { name }).click();
  await panel.getByRole('combobox', { name: 'Role' }).selectOption({ label: role });
  await field(panel, 'Reason').fill(reason);
  await press(panel, 'Grant');
  await expect(panel).toBeHidden();
}

/** The codes of an authenticator app that was told the secret by hand. No step is taken twice, so a code may have to be waited for. */
export function anApp(secret: string) {
  const totp = URI.parse(`otpauth://totp/Northwind:somebody?secret=${secret.replaceAll(' ', '')}&issuer=Northwind`);
  if (!(totp instanceof TOTP)) throw new Error('no code that changes with time');
  let last = '';
  return async (): Promise<string> => {
    await expect.poll(() => totp.generate(), { timeout: 40_000, intervals: [500] }).not.toBe(last);
    last = totp.generate();
    return last;
  };
}
