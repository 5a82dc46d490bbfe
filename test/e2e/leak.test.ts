import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { openPrivateConsole, type PrivateConsole } from '../leak/console.ts';
import { createKeyboard, type Keyboard, offerToPaste } from '../leak/keyboard.ts';
import { patternsOf, type Sentinel, sentinelOf, sentinelOfBytes } from '../leak/pattern.ts';
import { readMemory } from '../leak/process-memory.ts';
import { createSearch } from '../leak/search.ts';
import { processesOf, scanFiles, scanProcesses, type Find } from '../leak/scan.ts';
import { decodeBase32 } from '../../app/seal/base32.ts';
import { createVault, go, reveal } from './hand.ts';

const browserProgram = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((p) => existsSync(p)) ?? '';
const word = () => randomBytes(18).toString('base64').replace(/[+/]/g, 'x');
const secrets = {
  passphrase: word() + word(),
  password: word(),
  wrong: word(),
  second: word(),
  older: `${word()}\n${word()}\n"${word()}"`,
  long: `${word()} ${'lorem ipsum '.repeat(400)}\n☕ ${word()} ü\n${'x'.repeat(3000)} ${word()}`,
};
const sentinels: Sentinel[] = Object.entries(secrets).map(([name, text]) => sentinelOf(name, ...text.split(/[^A-Za-z0-9]+/).filter((w) => w.length === 24 || w.length === 48)));

let console_: PrivateConsole;
let keyboard: Keyboard;
let page: Page;
const t0 = Date.now();
const say = (...x: unknown[]) => process.stdout.write(`\n[${((Date.now() - t0) / 1000).toFixed(1)}] ${x.map((y) => typeof y === 'string' ? y : JSON.stringify(y)).join(' ')}\n`);

function scan(label: string) {
  const t = Date.now();
  const search = createSearch(patternsOf(sentinels));
  const found = scanProcesses(console_.person.uid, search);
  for (const p of found) say(label, p.role, p.pid, `${(p.bytes / 1e6).toFixed(0)}MB`, p.finds.map((f) => `${f.sentinel}/${f.encoding}x${f.times}`).join(' '));
  const files = scanFiles(console_.person.uid, [console_.home], search);
  say(label, 'files', files.files.length, files.bytes, files.finds.map((f) => `${f.sentinel}/${f.encoding} ${f.place}`).join('\n'));
  say(label, 'took', Date.now() - t);
  return found;
}

const field = (name: string | RegExp) => page.getByRole('textbox', { name, exact: typeof name === 'string' });
const type = async (name: string | RegExp, text: string) => { await field(name).focus(); keyboard.type(text); };

test('explore', async () => {
  test.setTimeout(400_000);
  console_ = await openPrivateConsole(browserProgram);
  try {
    page = await console_.attach(1);
    keyboard = createKeyboard(console_.display.name);
    await expect(page.getByRole('heading', { name: 'Set up Strongroom' })).toBeVisible();
    keyboard.takeFocus();
    await type('Name', 'Northwind');
    await type('Your name', 'Mara Okafor');
    await field('Name to sign in with').fill('mara');
    await type('Your password', secrets.password);
    await type('Your password again', secrets.password);
    await page.getByRole('button', { name: 'Continue' }).click();
    await type('Passphrase', secrets.passphrase);
    await type('Passphrase again', secrets.passphrase);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: `Show share 2 to write it down by hand` }).click();
    const shares = new Set<string>();
    for (const { pid } of processesOf(console_.person.uid).filter((p) => p.role === 'page'))
      for (const s of readMemory(pid, 100)) for (const m of s.bytes.toString('latin1').match(/(?:[0-9A-HJKMNP-TV-Z]{4}-){17}[0-9A-HJKMNP-TV-Z]{4}/g) ?? []) shares.add(m);
    say('shares', shares.size);
    for (const share of shares) {
      const bare = share.slice(20).replaceAll('-', '');
      const bytes = decodeBase32(Buffer.from(share.replaceAll('-', ''))) ?? new Uint8Array();
      sentinels.push(sentinelOf('share', share.slice(20), share.slice(20).toLowerCase(), bare, bare.toLowerCase()), sentinelOfBytes('share', bytes.slice(10, 41)));
    }
    const list = [...shares];
    await type('Enter one of them again', (list[1] ?? '').toLowerCase());
    scan('A typed');
    await page.getByRole('button', { name: 'Create the house' }).click();
    await expect(page.getByRole('heading', { name: 'Done', level: 1 })).toBeVisible({ timeout: 60_000 });
    scan('A2 done');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await type('Password', secrets.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible({ timeout: 20_000 });
    await createVault(page, 'payroll');
    await go(page, 'Secrets');
    await page.getByRole('button', { name: /^Add (secret|the first secret)$/ }).first().click();
    const panel = page.getByRole('dialog');
    await panel.getByRole('textbox', { name: 'Name' }).fill('db');
    await panel.getByRole('textbox', { name: 'Value' }).focus();
    keyboard.type(secrets.older);
    await panel.getByRole('button', { name: 'Add secret' }).click();
    await expect(panel).toBeHidden();
    scan('B added');
    await page.getByRole('button', { name: 'New version' }).click();
    await panel.getByRole('textbox', { name: 'Value' }).focus();
    offerToPaste(console_.display.name, secrets.long);
    keyboard.press('ctrl+v');
    await expect(panel.getByText(`${new TextEncoder().encode(secrets.long).length.toLocaleString('en')} of 25,600 bytes`)).toBeVisible();
    await panel.getByRole('button', { name: 'Save new version' }).click();
    await expect(panel).toBeHidden();
    await page.getByRole('button', { name: 'Value', exact: true }).click();
    await page.getByRole('button', { name: 'Reveal' }).last().click();
    await expect(page.getByRole('region', { name: /Value of version/ })).toBeVisible();
    await page.getByRole('button', { name: 'Reveal' }).first().click();
    await expect(page.getByRole('region', { name: /Value of db/ })).toBeVisible();
    scan('C shown');
    await page.getByRole('button', { name: 'Hide' }).first().click();
    await page.getByRole('button', { name: 'Mara' }).first().isVisible();
    scan('C2 hidden');
    const before = processesOf(console_.person.uid).filter((p) => p.role === 'page').map((p) => p.pid);
    await console_.detach();
    keyboard.press('ctrl+l');
    await expect.poll(() => processesOf(console_.person.uid).filter((p) => before.includes(p.pid)).length, { timeout: 30_000 }).toBe(0);
    page = await console_.attach(1);
    await expect(page.getByRole('button', { name: 'Unlock', exact: true })).toBeVisible({ timeout: 20_000 });
    scan('D locked');
    await type(/^Passphrase/, secrets.wrong);
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await expect(page.getByText(/not the passphrase/).first()).toBeVisible({ timeout: 20_000 });
    await page.getByRole('radio', { name: /Recovery shares/ }).check();
    await type(/^Share 1/, list[0] ?? '');
    await page.getByRole('button', { name: 'Check and go on' }).click();
    await type(/^Share 2/, list[1] ?? '');
    scan('E shares');
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await type('Password', secrets.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible({ timeout: 20_000 });
    await reveal(page, 'db');
    scan('F again');
    await page.getByRole('banner').getByRole('button', { name: /mara/i }).click();
    await page.getByRole('menuitem', { name: 'Seal…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Seal' }).click();
    page = await console_.attach(2);
    await expect(page.getByRole('button', { name: 'Unlock', exact: true })).toBeVisible({ timeout: 20_000 });
    scan('G sealed');
    await console_.close();
    scan('H closed');
  } catch (e) { if (page) await page.screenshot({ path: '/tmp/leak.png' }).catch(() => 0); throw e; } finally { await console_.clear(); }
});
