import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { commandLine, processTree } from '../main/shell/support/process-tree.ts';
import { type Console, overEndOf, test as base } from './console.ts';
import { firstRun, go, password, signIn } from './hand.ts';
import { lookAt } from './house.ts';
import { addModule, initialise, openToken, userPin, withTokens } from './hsm-hand.ts';
import { dialog, field, press } from './people-hand.ts';

const test = base.extend<{ folder: string }>({
  folder: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads in the pattern what a fixture needs
    async ({}, use) => withTokens(use),
    { auto: true },
  ],
});

test.setTimeout(420_000);

async function addSlot(page: Page): Promise<void> {
  await go(page, 'Settings');
  await press(page, 'Add a slot');
  const panel = dialog(page, 'Add an unlock slot');
  await panel.getByRole('radio', { name: 'HSM key' }).check();
  await field(panel, 'Label').fill('Safe in the office');
  await panel.getByRole('radio', { name: 'Office HSM' }).check();
  await field(panel, 'User PIN').fill('000000');
  await field(panel, 'Your password').fill(password);
  await press(panel, 'Add the slot');
  await expect(panel.getByText(/The PIN wasn’t taken: it is another one/)).toBeVisible({ timeout: 20_000 });
  await lookAt(page, 'slot-hsm-add');
  await field(panel, 'User PIN').fill(userPin);
  await press(panel, 'Add the slot');
  await expect(panel).toBeHidden({ timeout: 60_000 });
  const row = page.getByRole('list', { name: 'Unlock slots' }).getByRole('listitem').filter({ hasText: 'Safe in the office' });
  await expect(row).toContainText('in the token Office HSM');
  await expect(row).toContainText('AES-256 key');
  await lookAt(page, 'slot-hsm-list');
}

const sealed = (page: Page) => async (): Promise<void> => {
  await press(page, 'Mara Okafor');
  await page.getByRole('menuitem', { name: 'Seal' }).click();
  await press(dialog(page, /Seal/), 'Seal');
};

async function choose(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('radio', { name: /Safe in the office/ }).check();
}

/** SoftHSM looks for tokens when it starts, and not again. */
function restartLibrary({ shell }: Console): void {
  for (const host of processTree(shell.pid ?? 0).filter((it) => commandLine(it).some((word) => /host-child\.[jt]s$/.test(word))))
    process.kill(host, 'SIGKILL');
}

const unlockWith = async (page: Page, pin: string): Promise<void> => {
  await field(page, 'PIN').fill(pin);
  await press(page, 'Unlock with the token');
};

test('a key in a token becomes a way to unlock: waited for, refused a wrong PIN, opened by the right one, and taken away again', async ({
  console,
  folder,
}) => {
  let page = await console.attach();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await firstRun(page);
  await signIn(page);
  await page.setViewportSize({ width: 1024, height: 700 });
  await go(page, 'HSM');
  await addModule(page);
  await initialise(page);
  await openToken(page);
  await addSlot(page);

  const tokens = join(folder, 'tokens');
  const [kept = ''] = readdirSync(tokens);
  page = await overEndOf(page, console, sealed(page));
  renameSync(join(tokens, kept), join(folder, kept));
  await choose(page);
  await expect(page.getByText('Waiting for Office HSM to be plugged in…')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: 'Unlock with the token' })).toHaveAttribute('aria-disabled', 'true');
  await lookAt(page, 'unlock-hsm-absent');

  renameSync(join(folder, kept), join(tokens, kept));
  restartLibrary(console);
  await expect(page.getByText('Office HSM is plugged in.')).toBeVisible({ timeout: 30_000 });
  await unlockWith(page, '000000');
  await expect(page.getByText(/The PIN wasn’t taken: it is another one/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/after a few more the token locks/)).toBeVisible({ timeout: 30_000 });
  await lookAt(page, 'unlock-hsm-wrong');
  await expect(field(page, 'PIN')).toHaveValue('');
  await unlockWith(page, userPin);
  await expect(page.getByRole('heading', { name: /Sign in to Northwind/ })).toBeVisible({ timeout: 30_000 });
  await signIn(page);

  await go(page, 'Settings');
  await press(page, 'Remove Safe in the office');
  const decision = dialog(page, 'Remove Safe in the office');
  await field(decision, 'Reason').fill('the token goes back');
  await field(decision, 'Your password').fill(password);
  await field(decision, 'Type Safe in the office to confirm').fill('Safe in the office');
  await lookAt(page, 'slot-hsm-remove');
  await press(decision, 'Remove for good');
  await expect(page.getByRole('button', { name: 'Remove Safe in the office' })).toBeHidden({ timeout: 20_000 });
});
