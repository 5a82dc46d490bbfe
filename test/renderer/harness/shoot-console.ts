import type { Page } from '@playwright/test';
import { go, type Shot, takeSeries } from './picture.ts';

const row = (name: RegExp) => async (page: Page) => page.getByRole('row', { name }).first().click();
const button = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();

const steps =
  (...all: readonly ((page: Page) => Promise<unknown>)[]) =>
  async (page: Page) => {
    for (const step of all) await step(page);
  };

const vault = steps(go('Vaults'), row(/payroll/), (page) => page.getByText('Needs attention').waitFor());
const calendar = steps((page) => page.getByRole('link', { name: 'Calendar' }).click());
const importing = steps(vault, (page) => page.getByRole('link', { name: 'Import' }).click());
const file = (name: string) => (page: Page) =>
  page.getByLabel('File to import').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from('A=1\n') });
const mapping = steps(importing, file('.env'), (page) => page.getByRole('heading', { name: 'Names' }).waitFor());
const preview = steps(mapping, button('Preview'), (page) => page.getByRole('grid').waitFor());

const shots: readonly Shot[] = [
  { name: 'overview', scene: 'full' },
  { name: 'overview-empty', scene: 'empty' },
  { name: 'vaults', scene: 'full', steps: go('Vaults') },
  { name: 'vault', scene: 'full', steps: vault },
  { name: 'vault-lock', scene: 'full', steps: steps(vault, button('Lock…')) },
  { name: 'vault-protect', scene: 'full', steps: steps(go('Vaults'), row(/network/), button('Turn on…')) },
  { name: 'vault-tags', scene: 'full', steps: steps(vault, button('Edit tags')) },
  { name: 'vault-delete', scene: 'full', steps: steps(vault, button('Delete')) },
  {
    name: 'vault-new-group',
    scene: 'full',
    steps: steps(go('Vaults'), button('Create vault'), (page) => page.getByLabel('Resource group').selectOption('')),
  },
  { name: 'bin', scene: 'full', steps: go('Recycle bin') },
  { name: 'bin-open', scene: 'full', steps: steps(go('Recycle bin'), row(/smtp-relay/)) },
  { name: 'bin-protected', scene: 'full', steps: steps(go('Recycle bin'), row(/kept-for-audit/)) },
  { name: 'bin-purge', scene: 'full', steps: steps(go('Recycle bin'), row(/shop-staging/), button('Purge…')) },
  { name: 'bin-empty', scene: 'empty', steps: go('Recycle bin') },
  { name: 'calendar', scene: 'full', steps: calendar },
  { name: 'calendar-list', scene: 'full', steps: steps(calendar, button('List')) },
  { name: 'import', scene: 'full', steps: importing },
  { name: 'import-map', scene: 'full', steps: mapping },
  { name: 'import-rows', scene: 'full', steps: preview },
  { name: 'import-row-bin', scene: 'full', steps: steps(preview, button(/in the bin/), row(/old-token/)) },
  { name: 'import-row-person', scene: 'full', steps: steps(preview, row(/gmail/)) },
  { name: 'import-tried', scene: 'full', steps: steps(preview, button('Dry run'), (page) => page.getByText(/Dry run:/).waitFor()) },
  {
    name: 'import-done',
    scene: 'full',
    steps: steps(preview, button(/^Import \d/), (page) =>
      page
        .getByText(/written/)
        .first()
        .waitFor(),
    ),
  },
  { name: 'export', scene: 'full', steps: steps(vault, button('Export')) },
  {
    name: 'export-clear',
    scene: 'full',
    steps: steps(vault, button('Export'), (page) => page.getByRole('radio', { name: 'In clear' }).check()),
  },
];

/** Pictures of the console of secrets over a scripted engine, as `shoot.ts` takes them: `[name part] [widths] [looks]`. */
await takeSeries({ folder: 'harness', html: 'index.html', widths: '1440,1024', shots });
