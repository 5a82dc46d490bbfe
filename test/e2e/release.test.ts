import { generateKeyPairSync } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { go } from './hand.ts';
import { lookAt, test } from './house.ts';
import { enter, tabTo, typeInto } from './key-hand.ts';
import { dialog, field, press } from './people-hand.ts';
import { makeVault, toast } from './secret-hand.ts';

const authority = 'https://contoso.attest.example';
const jwk = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
const keySet = JSON.stringify({ keys: [{ ...jwk, kid: 'first', alg: 'RS256', use: 'sig' }] });

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const leaves = 'It may be released to attested environments';

async function trust(page: Page): Promise<void> {
  await go(page, 'Settings');
  const section = part(page, 'Attestation');
  await expect(section).toContainText('No authority is trusted yet, so no key can be released.');
  await section.scrollIntoViewIfNeeded();
  await lookAt(page, 'attestation-empty');
  await press(section, 'Trust an authority');
  const panel = dialog(page, 'Trust an authority');
  await field(panel, 'Name').fill('Contoso');
  await field(panel, 'Address').fill('http://contoso.attest.example');
  await field(panel, 'Or paste its key set').fill(keySet.replace('"kid"', '"d":"AQAB","kid"'));
  await press(panel, 'Trust it');
  await expect(panel).toContainText('An address begins with https:// and has no query.');
  await field(panel, 'Address').fill(`${authority}/`);
  await press(panel, 'Trust it');
  await expect(panel).toContainText('There is a private key in it.');
  await lookAt(page, 'attestation-add');
  await field(panel, 'Or paste its key set').fill(keySet);
  await press(panel, 'Trust it');
  await expect(toast(page, 'Contoso is trusted from now on.')).toBeVisible();
  await expect(section.getByRole('list', { name: 'Trusted authorities' })).toContainText(authority);
  await lookAt(page, 'attestation');
}

test('a key that may leave is made with its policy, which is changed until nobody may', async ({ page }) => {
  test.slow();
  await makeVault(page, 'payroll');
  await trust(page);
  await test.step('with the keyboard: a key, whom it may go to, and what that has to attest', async () => {
    await go(page, 'Keys');
    await page.getByRole('button', { name: 'Create the first key' }).click();
    const panel = dialog(page, /^Create a key/);
    await typeInto(page, field(panel, 'Name'), 'enclave');
    await tabTo(page, panel.getByRole('checkbox', { name: leaves }));
    await page.keyboard.press('Space');
    await enter(page, panel.getByRole('button', { name: 'Create key', exact: true }));
    await expect(panel).toContainText('An authority is an address that begins with https://');
    await typeInto(page, field(panel, 'An environment that this authority attests'), authority);
    await typeInto(page, field(panel, 'Name of claim 1 of authority 1'), 'x-ms-isolation-tee.x-ms-compliance-status');
    await typeInto(page, field(panel, 'Value of claim 1 of authority 1'), 'azure-compliant-cvm');
    await enter(page, panel.getByRole('button', { name: 'Add a claim' }));
    await typeInto(page, field(panel, 'Name of claim 2 of authority 1'), 'secureboot');
    await typeInto(page, field(panel, 'Value of claim 2 of authority 1'), 'true');
    await lookAt(page, 'release-rows');
    await tabTo(page, panel.getByRole('radio', { name: 'Authorities and their claims' }));
    await page.keyboard.press('ArrowDown');
    await expect(field(panel, 'Policy')).toHaveValue(/"equals": true/);
    await lookAt(page, 'release-text');
    await enter(page, panel.getByRole('button', { name: 'Create key', exact: true }));
    await expect(toast(page, 'enclave is made.')).toBeVisible({ timeout: 30_000 });
  });
  await test.step('its page says to whom, and whether the house trusts those', async () => {
    const section = part(page, 'Release');
    await expect(section).toContainText('trusted as Contoso');
    await expect(section.getByRole('listitem')).toHaveText([
      'x-ms-isolation-tee.x-ms-compliance-status is azure-compliant-cvm',
      'secureboot is true',
    ]);
    await section.scrollIntoViewIfNeeded();
    await lookAt(page, 'release');
  });
  await test.step('its policy is changed, and then stays', async () => {
    await press(part(page, 'Release'), 'Change policy…');
    const panel = dialog(page, 'Release of enclave');
    await field(panel, 'Value of claim 2 of authority 1').fill('false');
    await panel.getByRole('checkbox', { name: 'Nobody may change this policy any more' }).check();
    await press(panel, 'Save');
    await expect(toast(page, 'The release policy of enclave is changed.')).toBeVisible();
    await expect(part(page, 'Release')).toContainText('secureboot is false');
    await expect(part(page, 'Release')).toContainText('Immutable: nobody can change this policy any more.');
  });
  await test.step('once nobody is trusted, the key says that it goes nowhere, and where to change that', async () => {
    await go(page, 'Settings');
    await press(part(page, 'Attestation'), 'Remove Contoso');
    await press(dialog(page, 'Remove Contoso'), 'Remove');
    await expect(toast(page, 'Contoso is trusted no more.')).toBeVisible();
    await go(page, 'Keys');
    await page.getByRole('row', { name: /enclave/ }).click();
    await expect(part(page, 'Release')).toContainText('this house trusts none of these authorities');
    await part(page, 'Release').scrollIntoViewIfNeeded();
    await lookAt(page, 'release-untrusted');
    await part(page, 'Release').getByRole('link', { name: 'Settings' }).click();
    await expect(part(page, 'Attestation')).toBeVisible();
  });
});
