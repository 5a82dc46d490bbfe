import type { Page } from '@playwright/test';
import { go, type Shot, takeSeries } from './picture.ts';

const row = (name: RegExp) => async (page: Page) => page.getByRole('row', { name }).first().click();

const openDb = async (page: Page) => {
  await go('Secrets')(page);
  await row(/db-password/)(page);
  await page.getByRole('heading', { name: 'Versions' }).waitFor();
};

/** The list of secrets with everything in it selected. */
const selectAll = async (page: Page) => {
  await go('Secrets')(page);
  await page.getByRole('grid', { name: 'Secrets' }).focus();
  await page.keyboard.press('Control+a');
};

const typePalette = (text: string) => async (page: Page) => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(text);
};

const finding: readonly Shot[] = [
  { name: 'list-many', scene: 'many', steps: async (page) => (await go('Secrets')(page), row(/service-0000004/)(page)) },
  {
    name: 'list-end',
    scene: 'many',
    steps: async (page) => {
      await go('Secrets')(page);
      await page.getByRole('grid', { name: 'Secrets' }).focus();
      await page.keyboard.press('End');
      await row(/service-0999999/)(page);
    },
  },
  { name: 'list-hostile', scene: 'hostile', steps: go('Secrets') },
  {
    name: 'list-filter',
    scene: 'full',
    steps: async (page) => {
      await go('Secrets')(page);
      await page.getByRole('textbox', { name: 'Search secrets' }).pressSequentially('vault:payroll type:text/plain expires:90d ');
    },
  },
  {
    name: 'list-filter-add',
    scene: 'full',
    steps: async (page) => (await go('Secrets')(page), page.getByRole('button', { name: 'Filter', exact: true }).click()),
  },
  {
    name: 'list-nothing',
    scene: 'full',
    steps: async (page) => (await go('Secrets')(page), page.getByRole('textbox', { name: 'Search secrets' }).fill('no such thing')),
  },
  {
    name: 'list-columns',
    scene: 'full',
    steps: async (page) => (await go('Secrets')(page), page.getByRole('button', { name: 'Columns' }).click()),
  },
  { name: 'list-selected', scene: 'full', steps: selectAll },
  {
    name: 'list-preview',
    scene: 'full',
    steps: async (page) => (await selectAll(page), page.getByRole('button', { name: 'Delete' }).click()),
  },
  {
    name: 'list-done',
    scene: 'full',
    steps: async (page) => {
      await selectAll(page);
      await page.getByRole('button', { name: 'Disable' }).click();
      await page.getByRole('button', { name: /^Disable \d/ }).click();
      await page.getByRole('button', { name: 'Undo' }).waitFor();
    },
  },
  { name: 'list-tag', scene: 'full', steps: async (page) => (await selectAll(page), page.getByRole('button', { name: 'Tag' }).click()) },
  { name: 'palette', scene: 'full', steps: typePalette('') },
  { name: 'palette-typed', scene: 'full', steps: typePalette('se') },
  { name: 'palette-nothing', scene: 'full', steps: typePalette('zzzz') },
];

const shots: readonly Shot[] = [
  ...finding,
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

/** Pictures of every screen over a scripted engine, and what axe finds: `node test/renderer/harness/shoot.ts [name part] [widths] [looks]`. */
await takeSeries({ folder: 'harness', html: 'index.html', widths: '1440,1024,3840', shots });
