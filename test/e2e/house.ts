import { expect, type Page } from '@playwright/test';
import { checkAccess, shoot, test as base } from './console.ts';
import { firstRun, go, signIn } from './hand.ts';

const sizes = { narrow: { width: 1024, height: 700 }, wide: { width: 1440, height: 900 } } as const;
const appearances = ['light', 'dark'] as const;

/** What a page says of itself that nobody should ever hear: dialogs, uncaught errors, errors of the browser. */
function listen(page: Page): readonly string[] {
  const heard: string[] = [];
  page.on('dialog', (dialog) => {
    heard.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => heard.push(`uncaught: ${error.message}`));
  page.on('popup', (other) => heard.push(`window: ${other.url()}`));
  page.on('console', (message) => message.type() === 'error' && heard.push(`error: ${message.text()}`));
  return heard;
}

/**
 * The page of a signed-in administrator in an empty house, in the smallest window that is promised. When the walk is over the page has
 * said nothing odd, and the log is whole.
 */
export const test = base.extend<{ page: Page }>({
  page: async ({ console }, use, testInfo) => {
    const page = await console.attach();
    // Half-way through a fade no colour is what it will be.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const heard = listen(page);
    await firstRun(page);
    await signIn(page);
    await page.setViewportSize(sizes.narrow);
    await use(page);
    expect(heard).toEqual([]);
    if (testInfo.status === 'passed') await verifyLog(page);
  },
});

async function verifyLog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await go(page, 'Integrity');
  await page.getByRole('button', { name: /^Verify (now|again)$/ }).click();
  await expect(page.getByText(/the log is whole/i).first()).toBeVisible({ timeout: 30_000 });
}

/** Looks at what is shown in both appearances and both sizes: nothing scrolls sideways, a program finds nothing against WCAG 2.2 AA. */
export async function lookAt(page: Page, name: string): Promise<void> {
  // What the pointer happens to stand on says something of its own, after a while.
  await page.mouse.move(0, 0);
  for (const [size, viewport] of Object.entries(sizes).toReversed()) {
    await page.setViewportSize(viewport);
    for (const colorScheme of appearances) {
      await page.emulateMedia({ colorScheme });
      await checkAccess(page);
      await shoot(page, `${name}-${size}-${colorScheme}`);
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(overflow, `${name} scrolls sideways at ${viewport.width}`).toBe(false);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
