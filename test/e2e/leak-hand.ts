import { existsSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { createKeyboard, type Keyboard } from '../leak/keyboard.ts';
import { look, type Look, report } from '../leak/look.ts';
import type { Sentinel } from '../leak/pattern.ts';
import { openPrivateConsole, type PrivateConsole } from '../leak/private-console.ts';
import { processesOf } from '../leak/process-scan.ts';

const browser = [process.env['CHROME_PATH'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => path && existsSync(path));

/** A person at a console of their own, whose memory and files are searched now and then. */
export interface Walker {
  readonly console: PrivateConsole;
  readonly keyboard: Keyboard;
  /** What is looked for; to be added to. */
  readonly sentinels: Sentinel[];
  /** The page that the window shows now. */
  page(): Page;
  /** Types into a field as a person does. Asking the driver to fill it would put the text into the browser by another way. */
  type(name: string | RegExp, text: string): Promise<void>;
  press(name: string): Promise<void>;
  /** Searches everything, and keeps the list of what was searched with the test's results. */
  lookAt(moment: string): Promise<Look>;
  /** Does what ends the page, and meets the next one when every process that drew pages is gone. */
  overEnd(act: () => Promise<void> | void): Promise<void>;
  signIn(password: string): Promise<void>;
}

/**
 * Opens a console that was never set up.
 * @param furnish makes what its programs find besides. @returns environment
 */
export async function openWalker(furnish?: Parameters<typeof openPrivateConsole>[1]): Promise<Walker> {
  if (!browser) throw new Error('no browser: apt-get install chromium');
  const console = await openPrivateConsole(browser, furnish);
  const keyboard = createKeyboard(console.display.name);
  const sentinels: Sentinel[] = [];
  const pages = (): number[] => processesOf(console.person.uid).flatMap(({ pid, role }) => (role === 'page' ? [pid] : []));
  let page: Page | undefined;

  const current = (): Page => {
    if (!page) throw new Error('the console shows no page yet');
    return page;
  };
  /** Attaches to the window, as soon as one shows what is expected of it. */
  async function meet(expected: (found: Page) => Locator): Promise<void> {
    await expect(async () => {
      page = await console.attach();
      await expect(expected(page)).toBeVisible();
    }).toPass({ timeout: 60_000 });
  }
  const type: Walker['type'] = async (name, text) => {
    const field = current().getByRole('textbox', { name, exact: typeof name === 'string' });
    await field.click();
    await expect(field).toBeFocused();
    keyboard.type(text);
  };
  const press = (name: string) => current().getByRole('button', { name, exact: true }).click();

  try {
    await meet((found) => found.getByRole('heading', { name: 'Set up Strongroom' }));
    keyboard.takeFocus();
  } catch (error) {
    await console.clear();
    throw error;
  }
  return {
    console,
    keyboard,
    sentinels,
    page: current,
    type,
    press,
    async lookAt(moment) {
      const seen = look({ uid: console.person.uid, home: console.home }, sentinels);
      await test.info().attach(moment, { body: report(moment, seen), contentType: 'text/plain' });
      return seen;
    },
    async overEnd(act) {
      const before = pages();
      await act();
      await expect.poll(() => pages().filter((pid) => before.includes(pid)), { timeout: 30_000 }).toEqual([]);
      await meet((found) => found.getByRole('button', { name: 'Unlock', exact: true }));
    },
    async signIn(password) {
      await expect(current().getByRole('heading', { name: /^Sign in to/ })).toBeVisible({ timeout: 30_000 });
      await type('Password', password);
      await press('Sign in');
      await expect(current().getByRole('navigation', { name: 'Places' })).toBeVisible({ timeout: 30_000 });
    },
  };
}

/** Ends what a window serves by its menu. */
export async function seal({ page }: Walker, person: RegExp): Promise<void> {
  await page().getByRole('banner').getByRole('button', { name: person }).click();
  await page().getByRole('menuitem', { name: 'Seal…' }).click();
  await page().getByRole('dialog').getByRole('button', { name: 'Seal' }).click();
}
