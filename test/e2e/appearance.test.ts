import { expect } from '@playwright/test';
import { checkAccess, shoot, test } from './console.ts';
import { addSecret, createVault, firstRun, go, reveal, signIn } from './hand.ts';

const sizes = { narrow: { width: 1024, height: 700 }, wide: { width: 3840, height: 2160 } } as const;

test('every screen holds in the dark, at 1024×700 and at 4K', async ({ console }) => {
  test.slow();
  const page = await console.attach();
  await firstRun(page);
  await signIn(page);
  await createVault(page, 'payroll');
  await addSecret(page, 'a-very-long-name-that-does-not-fit-anywhere-because-somebody-thought-that-names-should-say-everything', 'long');
  await addSecret(page, 'db-password', 'first line\nzweite Zeile ☕');
  await go(page, 'Settings');
  await page.getByRole('radio', { name: 'Dark' }).check();
  for (const [name, size] of Object.entries(sizes)) {
    await page.setViewportSize(size);
    for (const place of ['Overview', 'Vaults', 'Secrets', 'Log', 'Integrity', 'Settings']) {
      await go(page, place);
      await checkAccess(page);
      await shoot(page, `dark-${name}-${place.toLowerCase()}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
      expect(overflow, `${place} scrolls sideways at ${size.width}`).toBe(false);
    }
    // It hides by itself, which on a slow machine is before all is looked at.
    await expect(await reveal(page, 'db-password')).toBeVisible();
    await shoot(page, `dark-${name}-secret`);
    await checkAccess(page);
  }
});
