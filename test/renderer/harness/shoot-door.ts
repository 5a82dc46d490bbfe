import type { Page } from '@playwright/test';
import { right, someShares } from '../support/door-client.ts';
import { go, type Shot, takeSeries } from './picture.ts';

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const fill = (page: Page, name: string, value: string) =>
  page.getByLabel(name, { exact: true }).and(page.locator('input, textarea')).fill(value);

const detail = async (page: Page) => {
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Northwind Trading');
  await fill(page, 'Your name', 'Maya Okafor');
  await fill(page, 'Your password', right.password);
  await fill(page, 'Your password again', right.password);
  await press(page, 'Continue');
};
const slots = async (page: Page) => {
  await detail(page);
  await fill(page, 'Passphrase', right.passphrase);
  await fill(page, 'Passphrase again', right.passphrase);
};
const shares = async (page: Page) => {
  await slots(page);
  await press(page, 'Continue');
  await page.getByText('Share 1', { exact: true }).waitFor();
};
const enterShare = async (page: Page, share: string) => {
  await page.getByRole('textbox', { name: /^Share \d/ }).fill(share);
  await press(page, /Check and go on|Unlock$/);
};
const toShares = (page: Page) => page.getByRole('radio', { name: /Recovery shares/ }).check();
const openLog = async (page: Page) => {
  await go('Log')(page);
  await page.getByRole('row').nth(3).waitFor();
};
/** Types a condition into the filter of the log. */
const filterLog = async (page: Page, text: string) => {
  await page.getByRole('combobox', { name: 'Filter by field or text' }).fill(text);
  await page.keyboard.press('Enter');
};

const openRow = (at: number) => async (page: Page) => {
  await openLog(page);
  await page.getByRole('row').nth(at).click();
  await page.getByText('Correlation', { exact: true }).waitFor();
};

const shots: readonly Shot[] = [
  { name: 'first-run-1', scene: 'empty' },
  { name: 'first-run-1-wrong', scene: 'empty', steps: (page) => press(page, 'Continue') },
  { name: 'first-run-2', scene: 'empty', steps: slots },
  { name: 'first-run-2-insecure', scene: 'empty-insecure', steps: detail },
  {
    name: 'first-run-2-wrong',
    scene: 'empty-absent',
    steps: async (page) => {
      await detail(page);
      await fill(page, 'Passphrase', 'password1234');
      await page.getByRole('checkbox', { name: /recovery shares/ }).uncheck();
      await press(page, 'Continue');
    },
  },
  { name: 'first-run-3', scene: 'empty', steps: shares },
  {
    name: 'first-run-3-wrong',
    scene: 'empty',
    steps: async (page) => {
      await shares(page);
      await press(page, 'Show share 1');
      await fill(page, 'Enter one of them again', 'AAAA-BBBB');
      await press(page, 'Create the house');
      await page.getByText(/not as printed/).waitFor();
    },
  },
  {
    name: 'first-run-4',
    scene: 'empty',
    steps: async (page) => {
      await shares(page);
      await fill(page, 'Enter one of them again', someShares()[1] ?? '');
      await press(page, 'Create the house');
      await page.getByRole('heading', { name: 'Done' }).waitFor();
    },
  },
  { name: 'unlock', scene: 'closed' },
  {
    name: 'unlock-wrong',
    scene: 'closed',
    steps: async (page) => {
      await fill(page, 'Passphrase', 'not the right one');
      await press(page, 'Unlock');
      await page.getByText(/Next attempt in/).waitFor();
    },
  },
  { name: 'unlock-forgotten', scene: 'closed', steps: (page) => press(page, 'Forgotten passphrase') },
  {
    name: 'unlock-shares',
    scene: 'closed',
    steps: async (page) => {
      await toShares(page);
      await enterShare(page, someShares()[0] ?? '');
      await page.getByText('Share 1 fits').waitFor();
      await enterShare(page, someShares('AAAA-0000')[1] ?? '');
      await page.getByText(/another set/).waitFor();
    },
  },
  { name: 'unlock-keychain', scene: 'closed', steps: (page) => page.getByRole('radio', { name: /keychain/ }).check() },
  { name: 'recover', scene: 'recovered' },
  { name: 'rollback', scene: 'older' },
  {
    name: 'rollback-accept',
    scene: 'older',
    steps: async (page) => {
      await fill(page, 'Password', right.password);
      await press(page, 'Sign in');
      await fill(page, 'Reason', 'Disk replaced on 3 March, backup of 2 March restored.');
      await press(page, 'Accept the older copy…');
      await page.getByRole('button', { name: 'Accept for good' }).waitFor();
    },
  },
  { name: 'sign-in', scene: 'open' },
  {
    name: 'sign-in-wrong',
    scene: 'open',
    steps: async (page) => {
      await fill(page, 'Password', 'not the right one');
      await press(page, 'Sign in');
      await page.getByText(/Next attempt in/).waitFor();
    },
  },
  { name: 'sign-in-other', scene: 'open', steps: (page) => page.getByRole('radio', { name: /Someone else/ }).check() },
  { name: 'log', scene: 'busy', steps: openLog },
  { name: 'log-detail', scene: 'busy', steps: openRow(3) },
  {
    name: 'log-refused',
    scene: 'busy',
    steps: async (page) => {
      await openLog(page);
      await filterLog(page, 'result:refused');
      await page.getByRole('row').nth(2).click();
      await page.getByText('Correlation', { exact: true }).waitFor();
      await press(page, 'Show the record as it was hashed');
    },
  },
  {
    name: 'log-paused',
    scene: 'busy',
    steps: async (page) => {
      await openLog(page);
      await page.getByRole('grid').evaluate(async (grid) => {
        const ended = new Promise((resolve) => grid.addEventListener('scrollend', resolve, { once: true }));
        grid.scrollTo(0, 900);
        await ended;
      });
      await page.evaluate(() => window.postMessage(37));
      await page.getByRole('button', { name: 'Paused: 37 new. Resume' }).waitFor();
    },
  },
  {
    name: 'log-completion',
    scene: 'busy',
    steps: async (page) => {
      await openLog(page);
      await page.getByRole('combobox', { name: 'Filter by field or text' }).fill('se');
      await page.getByRole('option', { name: /SecretGet/ }).waitFor();
    },
  },
  {
    name: 'log-facets',
    scene: 'busy',
    steps: async (page) => {
      await openLog(page);
      const button = page.getByRole('button', { name: 'Facets' });
      if (await button.isVisible()) await button.click();
      await page.getByRole('checkbox', { name: /^Refused/ }).click();
      await page.getByRole('checkbox', { name: /^Failed/ }).click();
    },
  },
  {
    name: 'log-time',
    scene: 'busy',
    steps: async (page) => (await openLog(page), page.getByRole('button', { name: /^time/ }).click()),
  },
  {
    name: 'log-saved',
    scene: 'busy',
    steps: async (page) => (await openLog(page), press(page, 'Saved')),
  },
  {
    name: 'log-delete',
    scene: 'busy',
    steps: async (page) => {
      await openLog(page);
      await press(page, 'More about the log');
      await page.getByRole('menuitem', { name: /Delete old records/ }).click();
      await page.getByLabel(/Older than/).fill('2030-01-01T00:00');
      await page.getByText(/would be deleted/).waitFor();
    },
  },
  {
    name: 'log-retention',
    scene: 'busy',
    steps: async (page) => {
      await openLog(page);
      await press(page, 'More about the log');
      await page.getByRole('menuitem', { name: /How long/ }).click();
      await page.getByLabel('Kept').selectOption('365');
    },
  },
  {
    name: 'log-nothing-fits',
    scene: 'busy',
    steps: async (page) => {
      await openLog(page);
      await filterLog(page, 'nobody has this name');
      await page.getByText('No record fits').waitFor();
    },
  },
  { name: 'log-empty', scene: 'quiet', steps: go('Log') },
  { name: 'log-loading', scene: 'loading', steps: go('Log') },
  { name: 'log-denied', scene: 'denied', steps: go('Log') },
  { name: 'integrity', scene: 'busy', steps: go('Integrity') },
  {
    name: 'integrity-running',
    scene: 'slow',
    steps: async (page) => {
      await go('Integrity')(page);
      await press(page, 'Verify now');
      await page.getByText(/^[\d,]+ of [\d,]+$/).waitFor();
    },
  },
  {
    name: 'integrity-whole',
    scene: 'busy',
    steps: async (page) => (await go('Integrity')(page), await press(page, 'Verify now'), page.getByText('The log is whole.').waitFor()),
  },
  {
    name: 'integrity-broken',
    scene: 'broken',
    steps: async (page) => (
      await go('Integrity')(page),
      await press(page, 'Verify now'),
      page
        .getByText(/not whole/)
        .first()
        .waitFor()
    ),
  },
  { name: 'integrity-empty', scene: 'quiet', steps: go('Integrity') },
  { name: 'integrity-denied', scene: 'denied', steps: go('Integrity') },
  { name: 'setting', scene: 'busy', steps: go('Settings') },
  { name: 'setting-denied', scene: 'denied', steps: go('Settings') },
  { name: 'setting-add', scene: 'busy', steps: async (page) => (await go('Settings')(page), press(page, 'Add a slot')) },
  {
    name: 'setting-shares',
    scene: 'busy',
    steps: async (page) => {
      await go('Settings')(page);
      await press(page, 'Add a slot');
      await page.getByRole('radio', { name: 'Recovery shares' }).check();
      await fill(page, 'Label', 'Board');
      await fill(page, 'Your password', right.password);
      await press(page, 'Add the slot');
      await page.getByText('Share 1', { exact: true }).waitFor();
    },
  },
  {
    name: 'setting-remove',
    scene: 'busy',
    steps: async (page) => {
      await go('Settings')(page);
      await press(page, 'Add a slot');
      await fill(page, 'Label', 'Second passphrase');
      await fill(page, 'New passphrase', right.passphrase);
      await fill(page, 'New passphrase again', right.passphrase);
      await fill(page, 'Your password', right.password);
      await press(page, 'Add the slot');
      await press(page, 'Remove Second passphrase');
      await page.getByRole('button', { name: 'Remove for good' }).waitFor();
    },
  },
];

/** Pictures of the closed house, the log, integrity and settings, and what axe finds: `node test/renderer/harness/shoot-door.ts [name part] [widths] [looks]`. */
await takeSeries({ folder: 'door', html: 'door.html', widths: '1440,1024', shots });
