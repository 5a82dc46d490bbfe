import { expect, type Page } from '@playwright/test';
import { go } from './hand.ts';
import { lookAt, test } from './house.ts';
import { giveFile, importRows, makeVault, openSecret, previewRows } from './secret-hand.ts';

const script = '<img src=x onerror="document.title=1;alert(1)"><script>alert(2)</script>';
const bidi = '\u202Egnp.exe\u2066\u200B';
const terminal = '\u001B]0;title\u0007\u001B[31mred';
const formula = '=HYPERLINK("https://evil.invalid","press")';

const hostile = {
  scripted: { value: script, contentType: script.slice(0, 200), tags: { [script.slice(0, 200)]: script.slice(0, 200) } },
  turned: { value: bidi, contentType: bidi, tags: { [bidi]: bidi } },
  escaped: { value: terminal, contentType: 'text/plain', tags: { escape: '[31m' } },
  formula: { value: formula, contentType: formula, tags: { '=1+1': '@SUM(A1)' } },
  long: { value: 'x'.repeat(25_600), contentType: 'text/plain', tags: { word: 'w'.repeat(256) } },
};

/** What stands for what could not be seen. */
const signs: Readonly<Record<string, readonly string[]>> = { turned: ['U+202E', 'U+2066', 'U+200B'], escaped: ['ESC', 'BEL'] };

/** As the console's own export has them. */
const exported = JSON.stringify({
  format: 'strongroom-secrets',
  version: 1,
  exportedOn: '2026-11-22T16:52:36.123Z',
  secrets: Object.entries(hostile).map(([name, rest]) => ({ vault: 'shop', name, enabled: true, ...rest })),
});

const untouched = async (page: Page) => {
  expect(await page.title()).not.toBe('1');
  expect(await page.locator('img[src="x"], script:has-text("alert")').count()).toBe(0);
};

test('what others wrote to harm is shown as text, in every place that shows it', async ({ page }) => {
  test.slow();
  await makeVault(page, 'shop');
  await giveFile(page, 'shop', { name: `${script.replaceAll('/', '')}${bidi}.json`, text: exported });
  await lookAt(page, 'hostile-file');
  await previewRows(page);
  await untouched(page);
  await lookAt(page, 'hostile-rows');
  await expect(await importRows(page)).toHaveText('5 secrets written.');
  await go(page, 'Secrets');
  await untouched(page);
  await lookAt(page, 'hostile-list');
  for (const [name, { value }] of Object.entries(hostile)) {
    await openSecret(page, name);
    await page.getByRole('button', { name: 'Reveal' }).first().click();
    const shown = page.getByRole('region', { name: `Value of ${name}` });
    await expect(shown).toBeVisible();
    expect(await shown.evaluate((element) => element.textContent)).toBe(value);
    for (const sign of signs[name] ?? []) await expect(shown.locator(`[data-sign="${sign}"]`).first()).toBeAttached();
    // No character outside a value may turn the text around it: each stands as its sign.
    if (name === 'turned') await expect(page.getByRole('region', { name: 'Attributes' })).toContainText(/(?:U\+202E[^]*){3}/);
    const attributes = await page.getByRole('region', { name: 'Attributes' }).innerText();
    for (const character of '\u202E\u2066\u200B\u001B') expect(attributes).not.toContain(character);
    if (name === 'turned') expect(attributes.match(/U\+202E/g)).toHaveLength(3);
    await untouched(page);
    await lookAt(page, `hostile-${name}`);
  }
  await page.keyboard.press('Control+k');
  await page.keyboard.type('scripted');
  await expect(page.getByRole('option', { name: /scripted/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await go(page, 'Secrets');
  await page.getByRole('textbox', { name: 'Search secrets' }).fill(script.slice(0, 60));
  await expect(page.getByRole('gridcell', { name: 'scripted', exact: true })).toBeVisible();
  await go(page, 'Log');
  await untouched(page);
  await lookAt(page, 'hostile-log');
});
