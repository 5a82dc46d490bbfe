import AxeBuilder from '@axe-core/playwright';
import { chromium, type Browser, type Page } from '@playwright/test';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { serveHarness } from './serve.ts';

/** Pictures of every screen over a scripted engine, and what axe finds in them: `node test/renderer/harness/shoot.ts [name part]`. */
const folder = join(import.meta.dirname, '../../shot/harness');

interface Shot {
  readonly name: string;
  readonly scene: string;
  readonly steps?: (page: Page) => Promise<void>;
}

const go = (place: string) => (page: Page) => page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: place }).click();
const row = (name: RegExp) => async (page: Page) => page.getByRole('row', { name }).first().click();

const openDb = async (page: Page) => {
  await go('Secrets')(page);
  await page.getByRole('combobox').click();
  await page.getByRole('option', { name: 'payroll' }).click();
  await row(/db-password/)(page);
  await page.getByRole('heading', { name: 'Versions' }).waitFor();
};

const shots: readonly Shot[] = [
  { name: 'overview', scene: 'full' },
  { name: 'overview-empty', scene: 'empty' },
  { name: 'overview-broken', scene: 'broken' },
  { name: 'overview-loading', scene: 'loading' },
  { name: 'vaults', scene: 'full', steps: go('Vaults') },
  { name: 'vaults-empty', scene: 'empty', steps: go('Vaults') },
  { name: 'vaults-broken', scene: 'broken', steps: go('Vaults') },
  { name: 'vaults-loading', scene: 'loading', steps: go('Vaults') },
  { name: 'vaults-long', scene: 'long', steps: async (page) => (await go('Vaults')(page), row(/v2345/)(page)) },
  { name: 'vault', scene: 'full', steps: async (page) => (await go('Vaults')(page), row(/payroll/)(page)) },
  {
    name: 'vault-create',
    scene: 'full',
    steps: async (page) => {
      await go('Vaults')(page);
      await page.getByRole('button', { name: 'Create vault' }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill('shop-staging');
    },
  },
  {
    name: 'vault-create-wrong',
    scene: 'full',
    steps: async (page) => {
      await go('Vaults')(page);
      await page.getByRole('button', { name: 'Create vault' }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill('2-shop');
      await page.getByRole('button', { name: 'Add tag' }).click();
      await page.getByRole('textbox', { name: 'Value of tag 1' }).fill('finance');
      await page.getByRole('dialog').getByRole('button', { name: 'Create vault' }).click();
    },
  },
  {
    name: 'vault-protect',
    scene: 'full',
    steps: async (page) => {
      await go('Vaults')(page);
      await page.getByRole('button', { name: 'Create vault' }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill('shop-staging');
      await page.getByRole('checkbox', { name: 'Purge protection' }).check();
      await page.getByRole('dialog').getByRole('button', { name: 'Create vault' }).click();
      await page.getByRole('dialog', { name: 'Turn on' }).waitFor();
    },
  },
  { name: 'secrets', scene: 'full', steps: async (page) => (await openDb(page), page.keyboard.press('Escape')) },
  { name: 'secrets-empty', scene: 'full', steps: go('Secrets') },
  { name: 'secrets-no-vault', scene: 'empty', steps: go('Secrets') },
  { name: 'secrets-long', scene: 'long', steps: async (page) => (await go('Secrets')(page), row(/a-secret-whose/)(page)) },
  { name: 'secret', scene: 'full', steps: openDb },
  {
    name: 'secret-revealed',
    scene: 'full',
    steps: async (page) => (await openDb(page), page.getByRole('button', { name: 'Reveal' }).first().click()),
  },
  {
    name: 'secret-older',
    scene: 'full',
    steps: async (page) => (await openDb(page), page.getByRole('button', { name: 'Value', exact: true }).first().click()),
  },
  {
    name: 'secret-add',
    scene: 'full',
    steps: async (page) => (await openDb(page), page.getByRole('button', { name: 'Add secret' }).click({ force: true })),
  },
  {
    name: 'secret-add-wrong',
    scene: 'full',
    steps: async (page) => {
      await go('Secrets')(page);
      await page.getByRole('button', { name: 'Add secret' }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill('db password');
      await page.getByRole('textbox', { name: 'Value' }).fill('x'.repeat(25_601));
      await page.getByRole('dialog').getByRole('button', { name: 'Add secret' }).click();
      await page.getByRole('button', { name: 'Close' }).click();
    },
  },
  { name: 'keys', scene: 'full', steps: (page) => page.keyboard.press('?') },
  {
    name: 'seal',
    scene: 'full',
    steps: async (page) => {
      await page.getByRole('button', { name: 'M. Okafor' }).click();
      await page.getByRole('menuitem', { name: 'Seal' }).click();
    },
  },
  { name: 'person', scene: 'full', steps: (page) => page.getByRole('button', { name: 'M. Okafor' }).click() },
];

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
  { width: 3840, height: 2160 },
] as const;

interface View {
  readonly size: (typeof sizes)[number];
  readonly look: 'light' | 'dark';
}

async function shoot(browser: Browser, url: string, shot: Shot, { size, look }: View): Promise<string[]> {
  const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(`page error: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && found.push(`console: ${message.text().slice(0, 300)}`));
  await page.goto(`${url}?scene=${shot.scene}&look=${look}`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  page.setDefaultTimeout(5_000);
  await shot.steps?.(page).catch((error: unknown) => found.push(`step: ${String(error).slice(0, 300)}`));
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(folder, `${shot.name}-${size.width}-${look}.png`) });
  const { violations } = await new AxeBuilder({ page })
    .exclude('[role=tooltip]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  for (const violation of violations)
    found.push(
      `axe ${violation.id}: ${violation.help} — ${violation.nodes
        .map((node) => node.html.slice(0, 160))
        .slice(0, 3)
        .join(' | ')}`,
    );
  await context.close();
  return found;
}

async function main(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const [part = '', wantedSizes = '1440,1024,3840', looks = 'light,dark'] = process.argv.slice(2);
  const harness = await serveHarness();
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const wanted = shots.filter(({ name }) => name.includes(part));
  const at = sizes.filter(({ width }) => wantedSizes.split(',').includes(String(width)));
  const views = at.flatMap((size) =>
    (['light', 'dark'] as const).filter((look) => looks.split(',').includes(look)).map((look) => ({ size, look })),
  );
  for (const { shot, size, look } of wanted.flatMap((shot) => views.map((view) => ({ shot, ...view })))) {
    const found = await shoot(browser, harness.url, shot, { size, look });
    process.stdout.write(`${shot.name} ${size.width} ${look}: ${found.length === 0 ? 'clean' : `\n  ${found.join('\n  ')}`}\n`);
  }
  await browser.close();
  await harness.close();
}

await main();
