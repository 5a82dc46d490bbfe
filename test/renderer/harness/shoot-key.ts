import type { Page } from '@playwright/test';
import { go, type Shot, takeSeries } from './picture.ts';

const steps =
  (...all: readonly ((page: Page) => Promise<unknown>)[]) =>
  async (page: Page) => {
    for (const step of all) await step(page);
  };

const row = (name: RegExp) => async (page: Page) => page.getByRole('row', { name }).first().click();
const button = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();
const toEnd = (name: string) => (page: Page) => page.getByRole('region', { name }).last().scrollIntoViewIfNeeded();
const keys = go('Keys');
const paste = (page: Page) => page.getByLabel('Or paste it').fill('a key');
const signing = steps(keys, row(/invoice-signing/), (page) => page.getByText('Still on an older version').waitFor());

const shots: readonly Shot[] = [
  { name: 'list', scene: 'full', steps: keys },
  { name: 'empty', scene: 'empty', steps: keys },
  { name: 'detail', scene: 'full', steps: signing },
  { name: 'detail-versions', scene: 'full', steps: steps(signing, toEnd('Public key')) },
  { name: 'detail-use', scene: 'full', steps: steps(signing, toEnd('Where it is used')) },
  { name: 'hsm', scene: 'full', steps: steps(keys, row(/disk-wrapping/)) },
  { name: 'rotate', scene: 'full', steps: steps(signing, button('Rotate now…')) },
  { name: 'policy', scene: 'full', steps: steps(signing, button('Edit policy')) },
  { name: 'edit', scene: 'full', steps: steps(signing, button('Edit')) },
  { name: 'create', scene: 'full', steps: steps(keys, button('Create key')) },
  { name: 'import', scene: 'full', steps: steps(keys, button('Import key')) },
  { name: 'import-found', scene: 'full', steps: steps(keys, button('Import key'), paste, button('Look at it')) },
  { name: 'delete', scene: 'full', steps: steps(signing, button('Delete')) },
  { name: 'vault', scene: 'full', steps: steps(go('Vaults'), row(/payroll/), (page) => page.getByText('1 key').waitFor()) },
];

await takeSeries({ folder: 'key', html: 'index.html', widths: '1440,1024', shots });
