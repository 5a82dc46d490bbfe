import { createPublicKey, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { go } from './hand.ts';
import { lookAt, test } from './house.ts';
import { choose, command, enter, strike, tabTo, typeInto } from './key-hand.ts';
import { chooseFile, makeVault, onClipboard, recordsOf } from './secret-hand.ts';

const panel = (page: Page) => page.getByRole('dialog');
const press = (page: Page, name: string) => panel(page).getByRole('button', { name, exact: true }).click();
const field = (page: Page, name: string) => panel(page).getByRole('textbox', { name, exact: true });
const list = (page: Page, name: string) => panel(page).getByRole('combobox', { name, exact: true });
const form = (page: Page, of: string, name: string) =>
  panel(page)
    .getByRole('group', { name: `Form of ${of}` })
    .getByRole('button', { name, exact: true });
const code = (page: Page) => panel(page).getByRole('group', { name: /^Code in/ });

/** Makes a key of a kind, and leaves its page open. */
async function makeKey(page: Page, name: string, kind: string): Promise<void> {
  await go(page, 'Keys');
  await page
    .getByRole('button', { name: /^Create (key|the first key)$/ })
    .first()
    .click();
  await field(page, 'Name').fill(name);
  await panel(page).getByRole('radio', { name: kind }).check();
  await press(page, 'Create key');
  await expect(page.getByRole('heading', { name, exact: true }).first()).toBeVisible({ timeout: 30_000 });
}

/** What the private key signed, checked by another program with the public one. */
async function isSignedBy(page: Page, content: Buffer, signature: string): Promise<boolean> {
  await page.getByRole('button', { name: 'Copy as PEM' }).click();
  await expect.poll(onClipboard).toContain('BEGIN PUBLIC KEY');
  const key = createPublicKey(onClipboard());
  return verify('sha256', content, { key, padding: 6, saltLength: 32 }, Buffer.from(signature, 'base64url'));
}

test('a key is tried on text and on a file, with the code for it beside', async ({ page }) => {
  test.slow();
  await makeVault(page, 'payroll');
  await makeKey(page, 'tried', 'RSA');
  await page.getByRole('button', { name: 'Try it…' }).click();
  await expect(panel(page)).toContainText('Each use is recorded in the log');
  await lookAt(page, 'workbench-empty');
  const content = Buffer.alloc(2 ** 20, 'letter ');

  await test.step('a file is signed by its digest, and another program finds the signature right', async () => {
    await form(page, 'What is signed', 'File').click();
    await chooseFile(page, { name: 'letter.txt', text: content });
    await expect(panel(page)).toContainText('Chosen: letter.txt, 1.0 MiB');
    await press(page, 'Sign');
    const signature = panel(page).getByRole('group', { name: 'Signature', exact: true });
    await expect(signature).toContainText(/^[\w-]{342}$/, { timeout: 60_000 });
    const made = await signature.innerText();
    await lookAt(page, 'workbench-signed');
    await press(page, 'Verify this');
    await expect(panel(page).getByText('Valid', { exact: true })).toBeVisible({ timeout: 60_000 });
    await lookAt(page, 'workbench-verified');
    await page.keyboard.press('Escape');
    expect(await isSignedBy(page, content, made)).toBe(true);
  });
  await test.step('a text is encrypted, and decrypted with one press; it shows and is copied when asked', async () => {
    await page.getByRole('button', { name: 'Try it…' }).click();
    await list(page, 'Operation').selectOption('encrypt');
    await field(page, 'Text to encrypt').fill('x'.repeat(191));
    await expect(panel(page)).toContainText('These are 191 bytes: 190 at most.');
    await lookAt(page, 'workbench-too-long');
    await field(page, 'Text to encrypt').fill('the launch code');
    await press(page, 'Encrypt');
    await press(page, 'Decrypt this');
    await press(page, 'Reveal');
    await expect(panel(page).getByRole('region', { name: 'What was decrypted' })).toHaveText('the launch code');
    await lookAt(page, 'workbench-decrypted');
    await press(page, 'Copy');
    await expect.poll(onClipboard).toBe('the launch code');
    await expect(page.getByText('Value of what tried decrypted copied')).toBeVisible();
  });
  await test.step('the code follows what is chosen, and what was decrypted is saved as a file', async () => {
    await list(page, 'An application does it in').selectOption('Python');
    await expect(code(page)).toContainText('client.decrypt(EncryptionAlgorithm("RSA-OAEP-256"), data)');
    await expect(code(page)).toContainText('/keys/tried/');
    const saved = page.waitForEvent('download');
    await press(page, 'Save as a file');
    expect(await readFile(await (await saved).path(), 'utf8')).toBe('the launch code');
    await lookAt(page, 'workbench-python');
  });
  await test.step('what the key may no longer do is refused in a sentence, and each use stands in the log', async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'More', exact: true }).first().click();
    await page.getByRole('menuitem', { name: 'Disable' }).click();
    await page.getByRole('button', { name: 'Try it…' }).click();
    await field(page, 'What is signed').fill('a letter');
    await press(page, 'Sign');
    await expect(panel(page)).toContainText('“tried” is disabled, so nothing was done with it.');
    await expect(field(page, 'What is signed')).toHaveValue('a letter');
    await lookAt(page, 'workbench-refused');
    await page.keyboard.press('Escape');
    expect(await recordsOf(page, 'KeyDecrypt')).toBe(1);
  });
});

test('a key is tried by keys alone', async ({ page }) => {
  test.slow();
  await makeVault(page, 'payroll');
  await makeKey(page, 'sealing', 'AES, symmetric');
  await command(page, 'try the key');
  await expect(panel(page)).toContainText('Try sealing');
  await choose(page, list(page, 'Operation'), 'Encrypt');
  await typeInto(page, field(page, 'Text to encrypt'), 'by hand');
  await typeInto(page, field(page, 'Additional data'), 'order 7');
  await lookAt(page, 'workbench-aes');
  await enter(page, panel(page).getByRole('button', { name: 'Encrypt', exact: true }));
  await enter(page, panel(page).getByRole('button', { name: 'Decrypt this', exact: true }));
  await enter(page, panel(page).getByRole('button', { name: 'Reveal', exact: true }));
  await expect(panel(page).getByRole('region', { name: 'What was decrypted' })).toHaveText('by hand');
  await test.step('bytes in hex, shown in hex', async () => {
    await tabTo(page, form(page, 'result', 'Text'));
    await strike(page, 'ArrowRight', 'Space');
    await enter(page, panel(page).getByRole('button', { name: 'Reveal', exact: true }));
    await expect(panel(page).getByRole('region', { name: 'What was decrypted' })).toHaveText(Buffer.from('by hand').toString('hex'));
  });
  await test.step('other additional data is refused, and nothing typed is lost', async () => {
    await typeInto(page, field(page, 'Additional data'), '7');
    await enter(page, panel(page).getByRole('button', { name: 'Decrypt', exact: true }));
    await expect(panel(page)).toContainText('This can’t be decrypted with this key.');
    await expect(field(page, 'Additional data')).toHaveValue('order 77');
    await lookAt(page, 'workbench-undecrypted');
  });
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeHidden();
  await strike(page, 't');
  await expect(field(page, 'Text to encrypt')).toHaveValue('');
  await page.keyboard.press('Escape');
});
