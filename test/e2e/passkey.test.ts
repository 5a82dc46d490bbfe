import { expect, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { password } from './hand.ts';
import { lookAt, test } from './house.ts';

const secretText = /[A-Z2-7]{4}(?: [A-Z2-7]{4}){7}/;
const codeText = /(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}/;

/** Electron's own scheme is no place that a passkey could be made for. */
const onlyInBrowser = () => test.skip(test.info().project.name === 'electron');

/** A security key that is plugged in, and touched whenever it is asked. */
async function plugIn(page: Page) {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('WebAuthn.enable');
  const { authenticatorId } = await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'usb', hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  const credentials = async () => (await devTools.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
  return {
    credentials,
    /** @returns puts it back */
    async unplug() {
      const [credential] = await credentials();
      if (!credential) throw new Error('nothing was made on the key');
      await devTools.send('WebAuthn.clearCredentials', { authenticatorId });
      return () => devTools.send('WebAuthn.addCredential', { authenticatorId, credential });
    },
  };
}

async function openAccount(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Mara Okafor' }).click();
  await page.getByRole('menuitem', { name: 'Your account' }).click();
  await expect(page.getByRole('heading', { name: 'Your account', level: 1 })).toBeVisible();
}

/** Opens the panel of a kind, and gives the own password there. */
async function begin(page: Page, kind: string) {
  await page.getByRole('button', { name: kind, exact: true }).click();
  const panel = page.getByRole('dialog');
  await panel.getByRole('textbox', { name: 'Your password' }).fill(password);
  await panel.getByRole('button', { name: 'Continue' }).click();
  return panel;
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Mara Okafor' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: /Sign in to Northwind/ })).toBeVisible();
}

/** Gives the password; what is asked for next is the caller's. */
async function givePassword(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

const inside = (page: Page) => expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible({ timeout: 20_000 });
const factors = (page: Page) => page.getByRole('list', { name: 'Second factors' }).getByRole('listitem');

/** Adds an app, and reads its secret as a person would type it. */
async function addApp(page: Page): Promise<TOTP> {
  const panel = await begin(page, 'Add authenticator app');
  await expect(panel).toContainText(secretText);
  const [secret = ''] = secretText.exec(await panel.innerText()) ?? [];
  const app = new TOTP({ secret: Secret.fromBase32(secret) });
  await panel.getByRole('textbox', { name: 'Code that the app shows' }).fill(app.generate());
  await expect(factors(page)).toHaveCount(1);
  return app;
}

test('a security key is asked for at signing in, and nobody gets in without it', async ({ page }) => {
  onlyInBrowser();
  const key = await plugIn(page);
  await openAccount(page);
  const panel = await begin(page, 'Add passkey');
  await panel.getByRole('textbox', { name: 'Label' }).fill('Blue key');
  await panel.getByRole('button', { name: 'Make the passkey' }).click();
  await expect(factors(page)).toContainText(['Blue key']);
  expect(await key.credentials()).toEqual([expect.objectContaining({ rpId: 'console.invalid', signCount: 1 })]);
  await lookAt(page, 'account-passkey');

  await signOut(page);
  await givePassword(page);
  await expect(page.getByRole('button', { name: 'Use the passkey' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeHidden();
  await lookAt(page, 'sign-in-passkey');
  await page.getByRole('button', { name: 'Use the passkey' }).click();
  await inside(page);
  expect(await key.credentials()).toEqual([expect.objectContaining({ signCount: 2 })]);

  await signOut(page);
  const putBack = await key.unplug();
  await givePassword(page);
  const use = page.getByRole('button', { name: 'Use the passkey' });
  await use.click();
  await expect(use).toBeEnabled();
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeHidden();
  await putBack();
  await use.click();
  await inside(page);
});

test('the code of an app signs in once, and a recovery code when the phone is lost', async ({ page }) => {
  await openAccount(page);
  const app = await addApp(page);
  const panel = await begin(page, 'Make recovery codes');
  const lines = panel.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(lines).toHaveCount(10);
  await lookAt(page, 'account-recovery-codes');
  const codes = await lines.allInnerTexts();
  for (const code of codes) expect(code).toMatch(codeText);
  await panel.getByRole('textbox', { name: 'Enter one of them' }).fill((codes[4] ?? '').toLowerCase());
  await panel.getByRole('button', { name: 'They are kept' }).click();
  await expect(factors(page)).toHaveCount(2);

  await signOut(page);
  await givePassword(page);
  const field = page.getByRole('textbox', { name: 'Code', exact: true });
  await field.fill('000000');
  await expect(page.getByText('This is not the code that the app shows now.')).toBeVisible();
  await lookAt(page, 'sign-in-code-wrong');
  // The code of the present step may be the one that was used at setting up: the next one is right already.
  await field.fill(app.generate({ timestamp: Date.now() + 30_000 }));
  await inside(page);

  await signOut(page);
  await givePassword(page);
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await page.getByRole('textbox', { name: 'Recovery code', exact: true }).fill(codes[0] ?? '');
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await inside(page);
  await openAccount(page);
  await expect(factors(page).filter({ hasText: 'Recovery codes' })).toContainText('9 left');
});

// A key in software is asked by tests alone. What a person's browser does with a real one shows only in that it asks for it at all: a page
// without a certificate is refused at once, unless the profile says otherwise.
test('the system’s own dialog asks for a real security key', async ({ page }) => {
  onlyInBrowser();
  const outcome = await page.evaluate(async () => {
    const given = new AbortController();
    const publicKey: PublicKeyCredentialCreationOptions = {
      challenge: new Uint8Array(32),
      rp: { id: location.hostname, name: 'Strongroom' },
      user: { id: new Uint8Array(16), name: 'mara', displayName: 'Mara Okafor' },
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    };
    const ask = () => navigator.credentials.create({ publicKey, signal: given.signal }).then(() => 'made', String);
    const first = ask();
    // Whether the first one still waits for a person is told to the next one.
    const told = await Promise.race([first, ask()]);
    given.abort();
    await first;
    return told;
  });
  expect(outcome).toMatch(/already pending/);
});
