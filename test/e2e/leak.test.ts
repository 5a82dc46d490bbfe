import { expect, test } from '@playwright/test';
import { offerToPaste } from '../leak/keyboard.ts';
import { heldBy, leaks } from '../leak/look.ts';
import { processesOf, type Role } from '../leak/process-scan.ts';
import { inspectSandbox } from '../leak/sandbox.ts';
import { drawSecrets } from '../leak/secret.ts';
import { findShares, sentinelOfShares } from '../leak/share.ts';
import { createVault, go, reveal } from './hand.ts';
import { openWalker, seal, type Walker } from './leak-hand.ts';

/**
 * Processes that may hold what a person types while the house is open. The browser's own holds whatever passes through a keyboard or
 * a clipboard, and nothing in it can be cleared: it is renewed on sealing.
 */
const mayHold: readonly Role[] = ['page', 'browser'];

const opened: Walker[] = [];

test.beforeEach(async () => {
  test.setTimeout(300_000);
  opened.push(await openWalker());
});
test.afterEach(() => opened.pop()?.console.clear());

test('what is typed and shown is in the page, nowhere after sealing, and never in a file', async () => {
  const [walker] = opened;
  if (!walker) throw new Error('no console');
  const { console, keyboard, sentinels, page, type, press, lookAt, overEnd, signIn } = walker;
  const secrets = drawSecrets();
  sentinels.push(...Object.values(secrets).map(({ sentinel }) => sentinel));
  expect(inspectSandbox(console.person.uid)).toEqual({ switchedOff: [], unfiltered: [], unseparated: [] });

  const shares = await test.step('the first run', async () => {
    await type('Name', 'Northwind');
    await type('Your name', 'Mara Okafor');
    await type('Your password', secrets.password.text);
    await type('Your password again', secrets.password.text);
    await press('Continue');
    await type('Passphrase', secrets.passphrase.text);
    await type('Passphrase again', secrets.passphrase.text);
    await press('Continue');
    await press('Show share 2 to write it down by hand');
    const found = findShares(console.person.uid);
    expect(found).toHaveLength(5);
    sentinels.push(sentinelOfShares('recovery share', found));
    await type('Enter one of them again', found[1]?.toLowerCase() ?? '');
    const typed = await lookAt('all is typed');
    expect(heldBy(typed, 'page')).toEqual(expect.arrayContaining(['passphrase', 'password', 'recovery share']));
    // The engine keeps the shares until one was entered again.
    expect(heldBy(typed, 'engine')).toEqual(['recovery share']);
    expect(leaks(typed, ...mayHold, 'engine')).toEqual([]);
    await press('Create the house');
    await expect(page().getByRole('heading', { name: 'Done', level: 1 })).toBeVisible({ timeout: 60_000 });
    expect(leaks(await lookAt('the house is made'), ...mayHold)).toEqual([]);
    return found;
  });

  await test.step('a secret of two versions, and another slot', async () => {
    await press('Sign in');
    await signIn(secrets.password.text);
    await createVault(page(), 'payroll');
    await go(page(), 'Secrets');
    await press('Add the first secret');
    const panel = page().getByRole('dialog');
    await type('Name', 'db-password');
    await type('Value', secrets.olderValue.text);
    await panel.getByRole('button', { name: 'Add secret' }).click();
    await expect(panel).toBeHidden();
    await press('New version');
    await page().getByRole('textbox', { name: 'Value' }).click();
    offerToPaste(console.display.name, secrets.longValue.text);
    keyboard.press('ctrl+v');
    const sizeBytes = Buffer.byteLength(secrets.longValue.text).toLocaleString('en');
    await expect(panel.getByText(`${sizeBytes} of 25,600 bytes`)).toBeVisible();
    await press('Save new version');
    await expect(panel).toBeHidden();
    await addSlot(walker, secrets.slotPassphrase.text, secrets.password.text);
  });

  await test.step('both versions are shown, then the house is locked', async () => {
    await go(page(), 'Secrets');
    await page().getByRole('gridcell', { name: 'db-password', exact: true }).click();
    await press('Value');
    await page().getByRole('button', { name: 'Reveal' }).last().click();
    await expect(page().getByRole('region', { name: /^Value of version/ })).toBeVisible();
    await page().getByRole('button', { name: 'Reveal' }).first().click();
    await expect(page().getByRole('region', { name: 'Value of db-password' })).toBeVisible();
    const shown = await lookAt('a value is shown');
    expect(heldBy(shown, 'page')).toEqual(expect.arrayContaining(['older value', 'long value', 'passphrase of another slot']));
    expect(leaks(shown, ...mayHold)).toEqual([]);
    await console.detach();
    await overEnd(() => keyboard.press('ctrl+l'));
    const locked = await lookAt('locked');
    expect(heldBy(locked, 'page')).toEqual([]);
    expect(leaks(locked, 'browser')).toEqual([]);
  });

  await test.step('a wrong passphrase, then the recovery shares', async () => {
    await type(/^Passphrase/, secrets.wrongPassphrase.text);
    await press('Unlock');
    await expect(
      page()
        .getByText(/not the passphrase/)
        .first(),
    ).toBeVisible({ timeout: 30_000 });
    await page()
      .getByRole('radio', { name: /Recovery shares/ })
      .check();
    for (const [at, share] of shares.slice(0, 3).entries()) {
      await type(new RegExp(`^Share ${at + 1}`), share);
      if (at < 2) await press('Check and go on');
    }
    expect(heldBy(await lookAt('three shares are typed'), 'page')).toEqual(expect.arrayContaining(['wrong passphrase', 'recovery share']));
    await press('Unlock');
    await type('Passphrase', secrets.newPassphrase.text);
    await type('Passphrase again', secrets.newPassphrase.text);
    await type('Password', secrets.newPassword.text);
    await type('Password again', secrets.newPassword.text);
    await press('Set both');
    await signIn(secrets.newPassword.text);
  });

  await test.step('the house is sealed while a value is shown', async () => {
    await reveal(page(), 'db-password');
    await expect(page().getByRole('region', { name: 'Value of db-password' })).toBeVisible();
    const shown = await lookAt('shown again');
    expect(heldBy(shown, 'page')).toEqual(expect.arrayContaining(['long value', 'new passphrase', 'new password']));
    expect(leaks(shown, ...mayHold)).toEqual([]);
    await overEnd(() => seal(walker, /Mara/));
    expect(leaks(await lookAt('sealed'))).toEqual([]);
  });

  await console.close();
  await expect.poll(() => processesOf(console.person.uid), { timeout: 30_000 }).toEqual([]);
  expect(leaks(await lookAt('closed'))).toEqual([]);
});

/** The driver types here: what is in the browser by its way must be gone after sealing, too. */
async function addSlot({ page, press, type }: Walker, passphrase: string, password: string): Promise<void> {
  await go(page(), 'Settings');
  await press('Add a slot');
  const panel = page().getByRole('dialog');
  await panel.getByRole('textbox', { name: 'Label' }).fill('Deputy');
  for (const name of ['New passphrase', 'New passphrase again']) {
    await panel.getByRole('textbox', { name, exact: true }).click();
    await page().keyboard.type(passphrase);
  }
  await type('Your password', password);
  await press('Add the slot');
  await expect(panel).toBeHidden({ timeout: 30_000 });
}
