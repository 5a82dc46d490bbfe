import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { checkAccess, type Console, openConsole, overEndOf, shoot, test } from './console.ts';
import { addSecret, createVault, firstRun, go, password, reveal, signIn, unlock } from './hand.ts';

let page: Page;
test.beforeEach(async ({ console }) => {
  page = await console.attach();
});

const personMenu = async (item: string) => {
  await page.getByRole('button', { name: 'Mara Okafor' }).click();
  await page.getByRole('menuitem', { name: item }).click();
};

test('sign out ends the session and leaves the house open', async () => {
  await firstRun(page);
  await signIn(page);
  await personMenu('Sign out');
  await expect(page.getByRole('heading', { name: /Sign in to Northwind/ })).toBeVisible();
  await signIn(page);
});

test('seal closes the house, and recovery shares open it when the passphrase is forgotten', async ({ console }) => {
  const shares = await firstRun(page);
  await signIn(page);
  await createVault(page, 'payroll');
  await addSecret(page, 'db-password', 'zweite Zeile ☕');
  page = await overEndOf(page, console, async () => {
    await personMenu('Seal');
    await shoot(page, 'seal');
    await page.getByRole('dialog').getByRole('button', { name: 'Seal' }).click();
  });
  await page.getByRole('radio', { name: /Recovery shares/ }).check();
  for (const [index, share] of shares.entries()) {
    await page.getByRole('textbox', { name: `Share ${index + 1} of 3` }).fill(share);
    if (index === 2) await shoot(page, 'unlock-shares');
    await page.getByRole('button', { name: index === 2 ? 'Unlock' : 'Check and go on', exact: true }).click();
    if (index < 2) await expect(page.getByText(`Share ${index + 1} fits`)).toBeVisible();
  }
  await expect(page.getByRole('heading', { name: 'Opened by recovery shares' })).toBeVisible({ timeout: 20_000 });
  await checkAccess(page);
  await shoot(page, 'recover');
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('an altogether new staple');
  await page.getByRole('textbox', { name: 'Passphrase again' }).fill('an altogether new staple');
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill('another set of doors');
  await page.getByRole('textbox', { name: 'Password again' }).fill('another set of doors');
  await page.getByRole('button', { name: /^Set/ }).click();
  await expect(page.getByRole('heading', { name: /Sign in to Northwind/ })).toBeVisible({ timeout: 20_000 });
  await signIn(page, 'another set of doors');
  await expect(await reveal(page, 'db-password')).toContainText('zweite Zeile');
});

test('a wrong password is refused, slowed and in the log', async () => {
  await firstRun(page);
  for (let slip = 0; slip < 3; slip += 1) {
    await page.getByRole('textbox', { name: 'Password' }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled({ timeout: 20_000 });
  }
  await shoot(page, 'sign-in-wrong');
  await expect(async () => signIn(page, password)).toPass({ timeout: 40_000 });
  await go(page, 'Log');
  await expect(page.getByRole('row', { name: /Refused SessionCreate/ }).first()).toBeVisible();
  await shoot(page, 'log-refused');
});

test('a killed engine is followed by a fresh one, and nothing acknowledged is lost', async ({ console }) => {
  await firstRun(page);
  await signIn(page);
  await createVault(page, 'payroll');
  await addSecret(page, 'db-password', 'zweite Zeile ☕');
  const engine = enginePid(console);
  page = await overEndOf(page, console, async () => void process.kill(engine, 'SIGKILL'));
  await shoot(page, 'unlock-after-crash');
  await unlock(page);
  await signIn(page);
  await expect(await reveal(page, 'db-password')).toContainText('zweite Zeile');
});

test('a second start on the same data brings the first window forward', async ({ ground }) => {
  await firstRun(page);
  const second = await openConsole(ground).catch((error: unknown) => String(error));
  expect(second).toContain('already open');
});

/** The engine among the shell's children. */
function enginePid({ shell }: Console): number {
  const children = readFileSync(`/proc/${shell.pid}/task/${shell.pid}/children`, 'utf8').trim().split(' ').map(Number);
  const found = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('engine.js'));
  if (!found) throw new Error('no engine runs');
  return found;
}
