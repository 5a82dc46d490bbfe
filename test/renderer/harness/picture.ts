import AxeBuilder from '@axe-core/playwright';
import { chromium, type Browser, type Page } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveHarness } from './serve.ts';

/** One picture: the scene that is played, and what is done in it before. */
export interface Shot {
  readonly name: string;
  readonly scene: string;
  readonly steps?: (page: Page) => Promise<unknown>;
}

/** What is taken: `[name part] [widths] [looks]` from the command line choose among the shots. */
export interface Series {
  /** The folder of the pictures, below `test/shot`. */
  readonly folder: string;
  /** The page of the harness that plays the scenes. */
  readonly html: string;
  /** In CSS pixels, divided by commas. */
  readonly widths: string;
  readonly shots: readonly Shot[];
}

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
  { width: 3840, height: 2160 },
] as const;

interface View {
  readonly size: (typeof sizes)[number];
  readonly look: string;
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Follows a link in the list of places. */
export const go = (place: string) => (page: Page) =>
  page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: place }).click();

/** Takes a picture as soon as two in a row are the same. */
async function pictureAtRest(page: Page): Promise<Buffer> {
  let last = await page.screenshot();
  for (let tries = 0; tries < 20; tries += 1) {
    const next = await page.screenshot();
    if (next.equals(last)) return next;
    last = next;
  }
  return last;
}

async function findBarriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).exclude('[role=tooltip]').withTags(rules).analyze();
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map((node) => node.html.slice(0, 200));
    return `axe ${id}: ${help} — ${places.join(' | ')}`;
  });
}

/** @returns what is wrong: errors of the page and of the steps, and what axe finds */
async function take(browser: Browser, address: string, shot: Shot, { view, path }: { view: View; path: string }): Promise<string[]> {
  const context = await browser.newContext({ viewport: view.size, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(`page error: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && found.push(`console: ${message.text().slice(0, 300)}`));
  // The first page waits for what is served to be put together.
  await page.goto(`${address}?scene=${shot.scene}&look=${view.look}`, { timeout: 90_000 });
  await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: 30_000 });
  page.setDefaultTimeout(6_000);
  await shot.steps?.(page).catch((error: unknown) => found.push(`step: ${String(error).slice(0, 300)}`));
  await page.evaluate(() => document.fonts.ready);
  await writeFile(path, await pictureAtRest(page));
  found.push(...(await findBarriers(page)));
  await context.close();
  return found;
}

/** Takes the pictures of a series that the command line asks for, and prints what is wrong in each. */
export async function takeSeries({ folder, html, widths, shots }: Series): Promise<void> {
  const [part = '', wanted = widths, looks = 'light,dark'] = process.argv.slice(2);
  const target = join(import.meta.dirname, '../../shot', folder);
  await mkdir(target, { recursive: true });
  const harness = await serveHarness();
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const views = sizes
    .filter(({ width }) => wanted.split(',').includes(String(width)))
    .flatMap((size) => looks.split(',').map((look) => ({ size, look })));
  for (const shot of shots.filter(({ name }) => name.includes(part))) {
    for (const view of views) {
      const label = `${shot.name}-${view.size.width}-${view.look}`;
      const found = await take(browser, `${harness.url}${html}`, shot, { view, path: join(target, `${label}.png`) });
      process.stdout.write(`${label}: ${found.length === 0 ? 'clean' : `\n  ${found.join('\n  ')}`}\n`);
    }
  }
  await browser.close();
  await harness.close();
}
