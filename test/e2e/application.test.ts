import { expect, type Page } from '@playwright/test';
import { foreignOffers, selfSigned } from './application-hand.ts';
import { fillSecret, go } from './hand.ts';
import { lookAt, test } from './house.ts';
import { dialog, field, press } from './people-hand.ts';
import { makeVault, onClipboard } from './secret-hand.ts';

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });

/** Names a new one, and is asked for its credential. */
async function add(page: Page, name: string): Promise<void> {
  await press(page, 'Add application');
  const panel = dialog(page, 'Add application');
  await field(panel, 'Name').fill(name);
  await field(panel, 'What it is for').fill('Pays on the last day of the month');
  await lookAt(page, 'application-add');
  await press(panel, 'Add, and go on');
}

/** Takes the secret that is shown once to where it is kept. @returns it */
async function keepSecret(page: Page, name: string): Promise<string> {
  const form = dialog(page, `Credential for ${name}`);
  await field(form, 'Label').fill('production server');
  await lookAt(page, 'application-credential');
  await press(form, 'Add credential');
  const shown = dialog(page, `Secret of ${name}`);
  const secret = await shown.getByRole('region', { name: `Credential of ${name}` }).innerText();
  await lookAt(page, 'application-shown');
  await press(shown, 'Copy');
  const clear = shown.getByRole('button', { name: 'Clear now' });
  await expect(clear).toBeVisible();
  expect(onClipboard()).toBe(secret);
  await clear.click();
  await expect(page.getByText('The value is off the clipboard.')).toBeVisible();
  expect(onClipboard()).not.toContain(secret);
  await page.keyboard.press('Escape');
  await expect(shown).toContainText('Nobody can show it again');
  await lookAt(page, 'application-unkept');
  await field(shown, 'Its last four characters').fill(secret.slice(-4));
  await press(shown, 'It is kept, go on');
  return secret;
}

test('an application is added, given a credential and a role, connected, and looked after', async ({ page }) => {
  test.slow();
  await makeVault(page, 'payroll');
  await fillSecret(page, 'db-password', 'the value of db-password');
  await expect(heading(page, 'db-password')).toBeVisible();
  await go(page, 'Applications');
  await expect(heading(page, 'No applications yet')).toBeVisible();
  await lookAt(page, 'application-none');
  await add(page, 'payroll-worker');
  const secret = await keepSecret(page, 'payroll-worker');

  await test.step('it is given the smallest role on one secret', async () => {
    const role = dialog(page, 'What payroll-worker may do');
    await expect(role.getByRole('combobox', { name: 'Role' }).getByRole('option', { selected: true })).toHaveText('Key Vault Secrets User');
    await role.getByRole('combobox', { name: 'Only one secret' }).pressSequentially('db-');
    await page.getByRole('option', { name: 'db-password' }).click();
    await field(role, 'Reason').fill('it pays people');
    await lookAt(page, 'application-role');
    await press(role, 'Give the role');
    await expect(dialog(page, 'Connect payroll-worker')).toBeVisible();
    await lookAt(page, 'application-connect');
    await press(dialog(page, 'Connect payroll-worker'), 'Done');
  });

  await expect(heading(page, 'payroll-worker')).toBeVisible();
  await expect(page.getByText('production server')).toBeVisible();
  await expect(page.getByText(/Key Vault Secrets User on payroll \/ db-password/)).toBeVisible();
  await lookAt(page, 'application-detail');
  expect(await page.locator('body').innerText()).not.toContain(secret);

  await test.step('a certificate is added and the secret ended', async () => {
    await press(page, 'Add credential');
    const form = dialog(page, 'Credential for payroll-worker');
    await form.getByRole('radio', { name: 'Certificate' }).check();
    await field(form, 'Label').fill('worker 2026');
    await field(form, 'Certificate').fill(selfSigned('payroll-worker'));
    await expect(form.getByText(/^Thumbprint \(SHA-256\)/)).toBeVisible();
    await lookAt(page, 'application-certificate');
    await press(form, 'Add credential');
    await press(dialog(page, 'Certificate of payroll-worker'), 'Go on');
    await press(page, 'End production server…');
    const end = dialog(page, 'End production server of payroll-worker');
    await field(end, 'Reason').fill('it stood in a ticket');
    await lookAt(page, 'application-end');
    await press(end, 'End it');
    await expect(page.getByRole('button', { name: 'End production server…' })).toBeHidden();
  });

  await test.step('it is disabled, and let in again', async () => {
    await press(page, 'Disable');
    await expect(page.getByText(/whatever it asks is refused/)).toBeVisible();
    await press(page, 'Undo');
    await expect(page.getByText(/whatever it asks is refused/)).toBeHidden();
  });

  await test.step('it stands beside people where access is looked at', async () => {
    await go(page, 'Access');
    await page.getByRole('combobox', { name: 'Which assignments' }).selectOption('below');
    await expect(page.getByRole('row', { name: /application payroll-worker/ })).toBeVisible();
    await lookAt(page, 'application-access');
  });

  await test.step('deleting it says what is lost', async () => {
    await go(page, 'Applications');
    await page.getByRole('row', { name: /payroll-worker/ }).click();
    await lookAt(page, 'application-list');
    await press(page, 'Delete…');
    const decision = dialog(page, 'Delete the application payroll-worker');
    await expect(decision).toContainText('Key Vault Secrets User');
    await field(decision, 'Reason').fill('replaced by another');
    await lookAt(page, 'application-delete');
    await field(decision, 'Type payroll-worker to confirm').fill('payroll-worker');
    await press(decision, 'Delete for good');
    await expect(heading(page, 'No applications yet')).toBeVisible();
  });
});

test('an application of another organisation is taken up by consent, renewed, and its consent revoked', async ({ page }) => {
  test.slow();
  const [first, newer] = await foreignOffers('backup-as-a-service');
  if (!first || !newer) throw new Error('nothing was offered');
  await go(page, 'Applications');
  await press(page, 'Take up one of another organisation…');
  const panel = dialog(page, 'Take up an application of another organisation');
  await field(panel, 'Offer').fill(first.offer.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')));
  await press(panel, 'Look at it');
  await expect(panel.getByRole('alert')).toContainText('Nothing was saved');
  await field(panel, 'Offer').fill(first.offer);
  await lookAt(page, 'consent-offer');
  await press(panel, 'Look at it');
  await expect(panel).toContainText('Contoso');
  expect((await panel.innerText()).replaceAll(':', '')).toContain(
    Buffer.from(first.fingerprint, 'base64url').toString('hex').toUpperCase(),
  );
  await panel.getByRole('checkbox', { name: /^The fingerprint is what Contoso says/ }).check();
  await field(panel, 'Reason').fill('they back up our secrets');
  await lookAt(page, 'consent-preview');
  await press(panel, 'Take it up');
  await expect(heading(page, /backup-as-a-service/)).toContainText('Contoso');
  await lookAt(page, 'consent-detail');

  await test.step('a newer offer renews its certificates', async () => {
    await press(page, 'Renew…');
    await field(panel, 'Offer').fill(newer.offer);
    await press(panel, 'Look at it');
    await expect(panel).toContainText('the same key signed this offer');
    await field(panel, 'Reason').fill('its certificate ends soon');
    await lookAt(page, 'consent-renew');
    await press(panel, 'Renew its certificates');
    await expect(page.getByRole('list', { name: 'Credentials' }).getByRole('listitem')).toHaveCount(2);
  });

  await test.step('the consent is taken back', async () => {
    await press(page, 'Revoke consent…');
    const decision = dialog(page, 'Revoke consent to backup-as-a-service');
    await field(decision, 'Reason').fill('we left them');
    await field(decision, 'Type backup-as-a-service to confirm').fill('backup-as-a-service');
    await press(decision, 'Revoke consent');
    await expect(heading(page, 'No applications yet')).toBeVisible();
  });
});

test('an application is offered to another organisation', async ({ page }) => {
  await go(page, 'Applications');
  await add(page, 'payroll-worker');
  await press(dialog(page, 'Credential for payroll-worker'), 'Skip for now');
  await press(dialog(page, 'What payroll-worker may do'), 'Skip for now');
  await press(dialog(page, 'Connect payroll-worker'), 'Done');
  await press(page, 'Add credential');
  const form = dialog(page, 'Credential for payroll-worker');
  await form.getByRole('radio', { name: 'Certificate' }).check();
  await field(form, 'Label').fill('worker 2026');
  await field(form, 'Certificate').fill(selfSigned('payroll-worker'));
  await press(form, 'Add credential');
  await press(dialog(page, 'Certificate of payroll-worker'), 'Go on');
  await press(page, 'Offer…');
  const panel = dialog(page, 'Offer payroll-worker to another organisation');
  await press(panel, 'Make the offer');
  await expect(panel.getByRole('region', { name: 'Offer' })).toHaveText(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  await lookAt(page, 'application-offer');
  await press(panel, 'Done');
});
