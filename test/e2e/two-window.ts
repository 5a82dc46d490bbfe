import { join } from 'node:path';
import { type Browser, chromium, expect, type Page, test as base } from '@playwright/test';
import { readAssets } from '../../main/shell/asset.ts';
import { pageOrigin } from '../../main/shell/chromium/origin.ts';
import { type EngineUnderTest, startEngineProcess } from '../support/engine-process.ts';
import { browserPath } from './chromium-console.ts';
import { type Ground, test as grounded } from './console.ts';

const root = join(import.meta.dirname, '../..');

/**
 * Several windows on one engine, which the product has not yet: what one person does shows at once in what another looks at. Engine and
 * pages are the product's, built; of the shell there is the least that a page needs.
 */
export const test = grounded.extend<{ openWindow: () => Promise<Page> }>({
  openWindow: async ({ ground }, use) => {
    base.skip(base.info().project.name !== 'chromium', 'the pages are the same in every shell');
    const engine = await startEngine(ground);
    const browser = await chromium.launch({ executablePath: browserPath() });
    await use(() => newWindow(browser, engine));
    await browser.close();
    await engine.kill();
  },
});

async function startEngine({ folder }: Ground): Promise<EngineUnderTest> {
  const place = { data: join(folder, 'data'), state: join(folder, 'state') };
  const engine = startEngineProcess({ ...place, entry: join(root, 'dist/main/engine.js') });
  await engine.ready;
  return engine;
}

declare global {
  // In the page only.
  var takeFromShell: ((text: string) => void) | undefined;
}

/** The bridge of a page, as the preload of a shell puts it there. */
function placeBridge(): void {
  const post = Reflect.get(globalThis, 'postToShell');
  const strongroom = {
    post: (text: string) => void post(text),
    receive: (take: (text: string) => void) => (globalThis.takeFromShell = take),
  };
  Object.defineProperty(globalThis, 'strongroom', { value: Object.freeze(strongroom) });
}

async function newWindow(browser: Browser, engine: EngineUnderTest): Promise<Page> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const page = await context.newPage();
  const bridge = engine.openBridge();
  await page.exposeBinding('postToShell', (_source, text: string) => bridge.post(text));
  bridge.receive((text) => {
    // Who has closed the window takes no more.
    page.evaluate((given) => globalThis.takeFromShell?.(given), text).catch(() => undefined);
  });
  await page.addInitScript(placeBridge);
  const answer = await readAssets(join(root, 'dist/renderer'), pageOrigin);
  await page.route('**', (route, request) => route.fulfill(answer(request.method(), request.url())));
  await page.goto(`${pageOrigin}/`);
  await expect(page.locator('#root > *').first()).toBeVisible();
  return page;
}
