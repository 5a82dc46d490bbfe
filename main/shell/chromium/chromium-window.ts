import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import type { ClipboardMark } from '../../../app/contract/clipboard.ts';
import type { AnswerAsset } from '../asset.ts';
import type { Placement } from '../preference-store.ts';
import type { ShellReport } from '../shell.ts';
import { serveAssets } from './asset-server.ts';
import { type Browser, startBrowser } from './browser.ts';
import { clipboardOf } from './clipboard.ts';
import { type DocumentLink, linkDocuments, type MainTarget } from './document-link.ts';
import { pageOrigin, sendName } from './origin.ts';
import { killPageProcesses } from './page-process.ts';
import { setPermissions } from './permission.ts';
import { makeProfile, wipeProfile } from './profile.ts';
import { guardTargets } from './target-guard.ts';
import { bringToFront, readPlacement } from './window-place.ts';

export interface WindowDeps {
  /** The browser's program. */
  readonly program: string;
  readonly profile: string;
  /** Text of the script that runs before the page's own. */
  readonly preload: string;
  readonly answer: AnswerAsset;
  /** Whether the developer tools may open. */
  readonly tools: boolean;
  readonly attachable: boolean;
  readonly unsandboxed: boolean;
  readonly report: ShellReport;
  /** The number of the next page. */
  readonly nextPage: () => number;
}

/** One browser with one window, from its start to its end. */
export interface ChromiumWindow {
  /** Name and version of the browser. */
  readonly product: string;
  readonly documents: DocumentLink;
  /** Loads our page, in whatever state the window is. */
  load(): Promise<void>;
  /** Ends every process that holds a page; the page comes back in a new one. */
  endPage(): Promise<void>;
  /** @see Shell.clearClipboard */
  clearClipboard(mark: ClipboardMark): Promise<boolean>;
  focus(): Promise<void>;
  placement(): Promise<Placement>;
  /** Closes the window in order. */
  close(): Promise<void>;
  /** Ends the browser at once, with every process that it started. */
  kill(): Promise<void>;
}

interface Standing {
  readonly browser: Browser;
  readonly target: MainTarget;
  readonly openHidden: () => Promise<MainTarget>;
  readonly documents: DocumentLink;
  /** `loading`: our page is on its way, so what stands there meanwhile is no reason to load it again. `ending`: by our own will. */
  readonly way: { loading: boolean; ending: boolean };
}

/** Far above what a load takes on a slow machine. */
const loadMs = 5000;
const mostLoads = 4;

const version = z.object({ product: z.string() });
const sessionGone = z.object({ sessionId: z.string() });
const frameNavigated = z.object({ frame: z.object({ url: z.string(), parentId: z.string().optional() }) });

/**
 * Starts a browser on a fresh profile, ready to show our page. What it began to load by itself is worth nothing: nobody answered yet.
 * @throws with the browser's last words when it does not come up
 */
export async function openWindow(deps: WindowDeps, placement: Placement | undefined): Promise<ChromiumWindow> {
  await makeProfile(deps.profile);
  const { profile, unsandboxed, attachable } = deps;
  const browser = await startBrowser(deps.program, { profile, placement, unsandboxed, attachable });
  try {
    const standing = await prepare(deps, browser);
    const { product } = await browser.connection.call('Browser.getVersion', {}, version);
    return windowOf(standing, deps, product.replace('/', ' '));
  } catch (error) {
    const left = !browser.connection.open();
    await browser.close();
    await wipeProfile(profile);
    throw left ? new Error(`the browser did not start: ${await browser.gone}`) : error;
  }
}

async function prepare(deps: WindowDeps, browser: Browser): Promise<Standing> {
  const { connection } = browser;
  const { report, nextPage } = deps;
  const { main: target, openHidden } = await guardTargets({ connection, tools: deps.tools, note: report.note });
  const documents = linkDocuments({ connection, target, report, nextPage });
  const standing: Standing = { browser, target, openHidden, documents, way: { loading: true, ending: false } };
  watch(report, standing);
  const order = (method: string, params?: object): Promise<void> => connection.order(method, params, target.session);
  await Promise.all([
    order('Page.enable'),
    serveAssets({ connection, target, answer: deps.answer, note: report.note }),
    order('Runtime.addBinding', { name: sendName }),
    order('Page.addScriptToEvaluateOnNewDocument', { source: deps.preload }),
    order('Runtime.enable'),
    order('Inspector.enable'),
    order('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
    order('Runtime.runIfWaitingForDebugger'),
    setPermissions(connection, report.note),
  ]);
  return standing;
}

/**
 * Loads our page. What the browser itself began before, or puts in the place of a page that crashed, may win over it, so it is
 * ordered again until it stands.
 * @throws when it does not
 */
async function load({ browser, target, documents, way }: Standing): Promise<void> {
  way.loading = true;
  for (let attempt = 0; attempt < mostLoads; attempt += 1) {
    const arrived = documents.arrival().then(() => true);
    await browser.connection.order('Page.navigate', { url: `${pageOrigin}/` }, target.session);
    if (await Promise.race([arrived, wait(loadMs, false, { ref: false })])) return;
  }
  throw new Error('the page does not load');
}

/** Brings the page back when it crashed or strayed, and says when the window is gone. */
function watch(report: ShellReport, standing: Standing): void {
  const { browser, target, way } = standing;
  const { connection } = browser;
  const reload = (why: string): void => {
    if (way.ending) return;
    report.note(why);
    load(standing)
      .then(takeKeys)
      .catch((error: unknown) => report.windowClosed(error instanceof Error ? error : new Error(String(error))));
  };
  /** Keys still go to the page that ended, until the window is told that there is another. */
  const takeKeys = (): Promise<void> => connection.order('Page.bringToFront', {}, target.session);
  connection.on('Inspector.targetCrashed', z.unknown(), (_, session) => {
    if (session !== target.session) return;
    standing.documents.gone('crashed');
    reload('the process of the page ended');
  });
  connection.on('Page.frameNavigated', frameNavigated, ({ frame }, session) => {
    if (session !== target.session || frame.parentId !== undefined) return;
    if (frame.url.startsWith(`${pageOrigin}/`)) {
      way.loading = false;
      // No history: the browser keeps with each entry what was typed on its page, and would put it back.
      connection.order('Page.resetNavigationHistory', {}, session).catch((error: unknown) => report.note(String(error)));
    } else if (!way.loading) {
      reload('the window strayed');
    }
  });
  connection.on('Target.detachedFromTarget', sessionGone, ({ sessionId }) => {
    if (sessionId === target.session && !way.ending) report.windowClosed();
  });
  void browser.gone.then((words) => {
    if (!way.ending) report.windowClosed(new Error(`the browser is gone: ${words}`));
  });
}

function windowOf(standing: Standing, { profile }: WindowDeps, product: string): ChromiumWindow {
  const { browser, target, openHidden, documents, way } = standing;
  const { connection } = browser;
  const endPage = async (): Promise<void> => {
    documents.expect('ended');
    await killPageProcesses(connection, browser.pid);
  };
  return {
    product,
    documents,
    load: () => load(standing),
    endPage,
    clearClipboard: clipboardOf({ connection, openHidden }),
    focus: () => bringToFront(connection, target),
    placement: () => readPlacement(connection, target),
    close: async () => {
      await browser.close();
      await wipeProfile(profile);
    },
    kill: async () => {
      way.ending = true;
      await endPage();
      await browser.kill();
      documents.gone('ended');
      await wipeProfile(profile);
    },
  };
}
