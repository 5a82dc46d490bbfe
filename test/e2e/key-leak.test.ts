import { expect, test } from '@playwright/test';
import { offerToPaste } from '../leak/keyboard.ts';
import { heldBy, leaks } from '../leak/look.ts';
import { drawEc, drawOct, drawRsa, type PrivatePart } from '../leak/private-part.ts';
import { processesOf, type Role } from '../leak/process-scan.ts';
import { secret } from '../leak/secret.ts';
import { softHsm, softHsmIn } from '../support/soft-hsm.ts';
import { firstRun, go, password, signIn, unlock } from './hand.ts';
import { openWalker, seal, type Walker } from './leak-hand.ts';
import { dialog, field, press } from './people-hand.ts';
import { makeVault, openVault } from './secret-hand.ts';

/** What a person types or pastes passes through these; the browser is renewed on sealing. */
const typedInto: readonly Role[] = ['page', 'browser'];

const opened: Walker[] = [];

test.beforeEach(async () => {
  test.setTimeout(300_000);
  opened.push(await openWalker(softHsmIn));
});
test.afterEach(() => opened.pop()?.console.clear());

test('keys are in the engine alone, a PIN in the host of its library while its token is open, and nothing of either anywhere after', async () => {
  const [walker] = opened;
  if (!walker) throw new Error('no console');
  const { console, sentinels, page, lookAt, overEnd } = walker;
  const pins = { officer: secret('officer PIN', (one) => `${one}`), user: secret('user PIN', (one) => `${one}`) };
  const keys = { rsa: drawRsa('RSA key'), ec: drawEc('EC key'), oct: drawOct('symmetric key'), hard: drawRsa('key in the token') };
  const keyNames = Object.values(keys).map(({ sentinel }) => sentinel.name);
  sentinels.push(...[...Object.values(pins), ...Object.values(keys)].map(({ sentinel }) => sentinel));
  const token = () => page().getByRole('region', { name: 'Office HSM', exact: true });

  await test.step('a token is initialised: its PINs are where they were typed, and in no program that needed them', async () => {
    await firstRun(page());
    await signIn(page());
    await addModule(walker);
    await initialise(walker, pins);
    const made = await lookAt('a token is initialised');
    expect(heldBy(made, ...typedInto)).toEqual(expect.arrayContaining(['officer PIN', 'user PIN']));
    expect(leaks(made, ...typedInto)).toEqual([]);
  });

  await test.step('it is opened: its PIN is in the host too', async () => {
    await openToken(walker, pins.user.text);
    const open = await lookAt('the token is open');
    expect(heldBy(open, 'hsm-host')).toEqual(['user PIN']);
    expect(leaks(open, ...typedInto, 'hsm-host')).toEqual([]);
  });

  await test.step('keys are brought in, one of them into the token', async () => {
    await bind(walker);
    for (const [name, part] of Object.entries(keys)) await bringIn(walker, { name, part, hsm: name === 'hard' });
    const brought = await lookAt('keys are brought in');
    expect(heldBy(brought, ...typedInto)).toEqual(expect.arrayContaining(keyNames));
    expect(leaks(brought, ...typedInto, 'engine', 'hsm-host')).toEqual([]);
    expect(heldBy(brought, 'engine')).not.toContain('user PIN');
  });

  await test.step('the house is sealed: nothing is left', async () => {
    await overEnd(() => seal(walker, /Mara/));
    expect(leaks(await lookAt('sealed'))).toEqual([]);
  });

  await test.step('it opens the token by itself, and keys are used: neither window nor shell has anything of them', async () => {
    await unlock(page());
    await expect(page().getByRole('heading', { name: /^Sign in to/ })).toBeVisible({ timeout: 30_000 });
    await signIn(page(), password);
    await go(page(), 'HSM');
    await expect(token().getByText('open', { exact: true })).toBeVisible({ timeout: 60_000 });
    for (const name of Object.keys(keys)) await backUp(walker, name);
    const used = await lookAt('keys are used');
    expect(heldBy(used, 'hsm-host')).toContain('user PIN');
    expect(heldBy(used, 'engine')).not.toContain('user PIN');
    expect(leaks(used, 'engine', 'hsm-host')).toEqual([]);
  });

  await test.step('the token is closed: its PIN is nowhere', async () => {
    await go(page(), 'HSM');
    await press(token(), 'Close');
    await expect(token().getByText('locked', { exact: true })).toBeVisible({ timeout: 20_000 });
    const closed = await lookAt('the token is closed');
    expect(processesOf(console.person.uid).map(({ role }) => role)).toContain('hsm-host');
    expect(heldBy(closed, 'hsm-host')).toEqual([]);
    expect(leaks(closed, 'engine')).toEqual([]);
  });

  await test.step('the house is sealed again, and closed', async () => {
    await overEnd(() => seal(walker, /Mara/));
    expect(leaks(await lookAt('sealed again'))).toEqual([]);
    await console.close();
    await expect.poll(() => processesOf(console.person.uid), { timeout: 30_000 }).toEqual([]);
    expect(leaks(await lookAt('closed'))).toEqual([]);
  });
});

async function addModule({ page }: Walker): Promise<void> {
  await go(page(), 'HSM');
  await press(page(), 'Add by path…');
  const panel = dialog(page(), 'Add a module');
  await field(panel, 'Name').fill('Soft module');
  await field(panel, 'Path of the library').fill(softHsm);
  await press(panel, 'Add module');
  await expect(panel).toBeHidden({ timeout: 30_000 });
  await expect(page().getByRole('region', { name: 'Soft module' })).toContainText('ready', { timeout: 30_000 });
}

async function initialise({ page, type }: Walker, { officer, user }: Record<'officer' | 'user', { readonly text: string }>): Promise<void> {
  await page().getByRole('button', { name: 'Initialise…' }).first().click();
  const panel = dialog(page(), 'Initialise a token');
  await field(panel, 'Label').fill('Office HSM');
  for (const name of ['Officer PIN', 'Officer PIN again']) await type(name, officer.text);
  for (const name of ['User PIN', 'User PIN again']) await type(name, user.text);
  await field(panel, 'Type initialise to confirm').fill('initialise');
  await press(panel, 'Initialise');
  await expect(panel).toBeHidden({ timeout: 30_000 });
}

async function openToken({ page, type }: Walker, pin: string): Promise<void> {
  const token = page().getByRole('region', { name: 'Office HSM', exact: true });
  await press(token, 'Open…');
  const panel = dialog(page(), 'Open Office HSM');
  await type('User PIN', pin);
  await panel.getByRole('checkbox', { name: 'Keep the PIN, sealed' }).check();
  await press(panel, 'Open token');
  await expect(panel).toBeHidden({ timeout: 30_000 });
  // What it can do is tried now.
  await expect(token.getByRole('button', { name: 'What it can do…' })).toBeVisible({ timeout: 120_000 });
}

async function bind({ page }: Walker): Promise<void> {
  await makeVault(page(), 'payroll');
  await openVault(page(), 'payroll');
  await press(page(), 'Make premium');
  await press(page(), 'Choose token…');
  const decision = dialog(page(), 'Token for HSM keys of payroll');
  await decision.getByRole('radio', { name: 'Office HSM' }).click();
  await press(decision, 'Choose');
  await expect(page().getByRole('listitem').filter({ hasText: 'HSM keys are made in' })).toContainText('Office HSM');
}

/** Pastes a key, as somebody does who has it in another program. */
async function bringIn({ console, keyboard, page }: Walker, key: { name: string; part: PrivatePart; hsm: boolean }): Promise<void> {
  await go(page(), 'Keys');
  await page().getByRole('button', { name: 'Import key', exact: true }).first().click();
  const panel = page().getByRole('dialog');
  await panel.getByRole('textbox', { name: 'Or paste it' }).click();
  offerToPaste(console.display.name, key.part.text);
  keyboard.press('ctrl+v');
  await press(panel, 'Look at it');
  await expect(panel).toContainText('private key', { timeout: 30_000 });
  await field(panel, 'Name').fill(key.name);
  await panel.getByRole('radio', { name: key.hsm ? 'HSM, token Office HSM' : /^Software/ }).click();
  await press(panel, 'Import key');
  await expect(panel).toBeHidden({ timeout: 60_000 });
}

/** The engine opens what is private of a key to put it into the file; that of a key in a token stays there. */
async function backUp({ page }: Walker, name: string): Promise<void> {
  await go(page(), 'Keys');
  await page().getByRole('gridcell', { name, exact: true }).first().click();
  await expect(page().getByRole('region', { name: 'Versions', exact: true })).toBeVisible();
  await press(page(), 'More');
  await page().getByRole('menuitem', { name: 'Back up to a file' }).click();
  await expect(page().getByRole('status').filter({ hasText: name }).first()).toBeVisible();
}
