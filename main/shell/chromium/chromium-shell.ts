import * as z from 'zod';
import type { AnswerAsset } from '../asset.ts';
import type { Placement } from '../preference-store.ts';
import type { Shell, ShellReport } from '../shell.ts';
import { serveAssets } from './asset-server.ts';
import { type Browser, startBrowser } from './browser.ts';
import { type DocumentLink, linkDocuments, type MainTarget } from './document-link.ts';
import { pageOrigin, sendName } from './origin.ts';
import { killPageProcesses } from './page-process.ts';
import { setPermissions } from './permission.ts';
import { makeProfile, wipeProfile } from './profile.ts';
import { guardTargets } from './target-guard.ts';
import { bringToFront, readPlacement } from './window-place.ts';

export interface ChromiumDeps {
  /** The browser's program. */
  readonly program: string;
  readonly profile: string;
  /** Text of the script that runs before the page's own. */
  readonly preload: string;
  readonly answer: () => AnswerAsset;
  readonly placement: Placement | undefined;
  readonly keepPlacement: (value: Placement) => void;
  /** Whether the developer tools may open. */
  readonly tools: boolean;
  readonly attachable: boolean;
  readonly unsandboxed: boolean;
  readonly report: ShellReport;
}

export interface ChromiumShell extends Shell {
  /** Loads the page again, as the person might. */
  reload(): Promise<void>;
}

interface Window {
  readonly browser: Browser;
  readonly target: MainTarget;
  readonly documents: DocumentLink;
  /** Whether our page is on its way, so that what stands there meanwhile is no reason to load it again. */
  readonly way: { loading: boolean };
}

const version = z.object({ product: z.string() });
const sessionGone = z.object({ sessionId: z.string() });
const frameNavigated = z.object({ frame: z.object({ url: z.string(), parentId: z.string().optional() }) });
const isolated = z.object({ executionContextId: z.number() });

/**
 * Opens the window on the system's browser.
 * @throws with the browser's last words when it does not come up
 */
export async function openChromium(deps: ChromiumDeps): Promise<ChromiumShell> {
  await makeProfile(deps.profile);
  const { profile, placement, unsandboxed, attachable } = deps;
  const browser = await startBrowser(deps.program, { profile, placement, unsandboxed, attachable });
  try {
    const window = await openWindow(deps, browser);
    const { product } = await browser.connection.call('Browser.getVersion', {}, version);
    return shellOf(deps, window, product.replace('/', ' '));
  } catch (error) {
    const left = !browser.connection.open();
    await browser.close();
    await wipeProfile(profile);
    throw left ? new Error(`the browser did not start: ${await browser.gone}`) : error;
  }
}

async function openWindow(deps: ChromiumDeps, browser: Browser): Promise<Window> {
  const { connection } = browser;
  const target = await guardTargets({ connection, tools: deps.tools, note: deps.report.note });
  const documents = linkDocuments({ connection, target, report: deps.report });
  const window: Window = { browser, target, documents, way: { loading: true } };
  watch(deps, window);
  const order = (method: string, params?: object): Promise<void> => connection.order(method, params, target.session);
  await Promise.all([
    order('Page.enable'),
    serveAssets({ connection, target, answer: deps.answer, note: deps.report.note }),
    order('Runtime.addBinding', { name: sendName }),
    order('Page.addScriptToEvaluateOnNewDocument', { source: deps.preload }),
    order('Runtime.enable'),
    order('Inspector.enable'),
    order('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
    order('Runtime.runIfWaitingForDebugger'),
    setPermissions(connection, deps.report.note),
  ]);
  // The browser's own first load began before anything was in place, so it is done over.
  await load(window);
  return window;
}

/** Loads our page; what it loads later is watched for. */
function load({ browser, target, way }: Window): Promise<void> {
  way.loading = true;
  return browser.connection.order('Page.navigate', { url: `${pageOrigin}/` }, target.session);
}

/** Brings the page back when it crashed or strayed, and says when the window is gone. */
function watch({ report }: ChromiumDeps, window: Window): void {
  const { connection } = window.browser;
  const { session } = window.target;
  const reload = (why: string): void => {
    report.note(why);
    load(window).catch((error: unknown) => report.note(`the page did not come back: ${String(error)}`));
  };
  connection.on('Inspector.targetCrashed', z.unknown(), (_, of) => {
    if (of !== session) return;
    window.documents.crashed();
    reload('the process of the page ended');
  });
  connection.on('Page.frameNavigated', frameNavigated, ({ frame }, of) => {
    if (of !== session || frame.parentId !== undefined) return;
    if (frame.url.startsWith(`${pageOrigin}/`)) {
      window.way.loading = false;
      // No history: the browser keeps with each entry what was typed on its page, and would put it back.
      connection.order('Page.resetNavigationHistory', {}, session).catch((error: unknown) => report.note(String(error)));
    } else if (!window.way.loading) {
      reload('the window strayed');
    }
  });
  connection.on('Target.detachedFromTarget', sessionGone, ({ sessionId }) => {
    if (sessionId === session) report.windowClosed();
  });
  void window.browser.gone.then((words) => report.windowClosed(new Error(`the browser is gone: ${words}`)));
}

function shellOf(deps: ChromiumDeps, window: Window, engine: string): ChromiumShell {
  const { browser, target, documents } = window;
  let closing: Promise<void> | undefined;
  return {
    engine,
    post: (page, text) => documents.post(page, text),
    endPage: async () => {
      documents.expect('ended');
      await killPageProcesses(browser.connection, browser.pid);
    },
    clearClipboard: async () => {
      await documents.ready();
      await clearClipboard(window);
    },
    focus: () => bringToFront(browser.connection, target),
    reload: () => load(window),
    close: () => (closing ??= close(deps, window)),
  };
}

async function close({ profile, keepPlacement, report }: ChromiumDeps, { browser, target }: Window): Promise<void> {
  await readPlacement(browser.connection, target).then(keepPlacement, () => report.note('the window was gone before its place was read'));
  await browser.close();
  await wipeProfile(profile);
}

/** In a world apart, where the page cannot stand in the way; only a focused document may write, so it counts as focused meanwhile. */
async function clearClipboard({ browser: { connection }, target: { session, targetId } }: Window): Promise<void> {
  const { executionContextId } = await connection.call(
    'Page.createIsolatedWorld',
    { frameId: targetId, worldName: 'clipboard' },
    isolated,
    session,
  );
  await connection.order('Emulation.setFocusEmulationEnabled', { enabled: true }, session);
  const write = { expression: "navigator.clipboard.writeText('')", contextId: executionContextId, awaitPromise: true, userGesture: true };
  await connection.order('Runtime.evaluate', write, session);
  await connection.order('Emulation.setFocusEmulationEnabled', { enabled: false }, session);
}
