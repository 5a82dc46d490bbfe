import type { Placement } from '../preference-store.ts';
import type { Shell } from '../shell.ts';
import { type ChromiumWindow, openWindow, type WindowDeps } from './chromium-window.ts';

export interface ChromiumDeps extends Omit<WindowDeps, 'nextPage'> {
  readonly placement: Placement | undefined;
  readonly keepPlacement: (value: Placement) => void;
  /** A window shows the page, the first and every later one. */
  readonly opened: () => Promise<void>;
}

/**
 * Shows the console on the system's browser: one window after the other, each with a browser of its own.
 * @throws with the browser's last words when it does not come up
 */
export async function openChromium(deps: ChromiumDeps): Promise<Shell> {
  const nextPage = counter();
  let window = await openWindow({ ...deps, nextPage }, deps.placement);
  // While a window is renewed there is none to close or to write from; both wait for it.
  let renewal = Promise.resolve();
  let closing: Promise<void> | undefined;
  const show = async (): Promise<void> => {
    await window.load();
    await deps.opened();
  };
  const renew = async (): Promise<void> => {
    const placement = await placeOf(window, deps);
    await window.kill();
    window = await openWindow({ ...deps, nextPage }, placement);
    await show();
  };
  const end = async (): Promise<void> => {
    // Why it failed is said by who asked for it.
    await renewal.catch(() => undefined);
    await close(window, deps);
  };
  return {
    engine: window.product,
    show,
    post: (page, text) => window.documents.post(page, text),
    endPage: () => window.endPage(),
    renew: async () => {
      renewal = renew();
      await renewal;
    },
    clearClipboard: async (mark) => {
      await renewal;
      return window.clearClipboard(mark);
    },
    focus: () => window.focus(),
    close: () => (closing ??= end()),
  };
}

async function close(window: ChromiumWindow, deps: ChromiumDeps): Promise<void> {
  const placement = await placeOf(window, deps);
  if (placement) deps.keepPlacement(placement);
  await window.close();
}

const placeOf = (window: ChromiumWindow, { report }: ChromiumDeps): Promise<Placement | undefined> =>
  window.placement().catch(() => {
    report.note('the window was gone before its place was read');
    return undefined;
  });

function counter(): () => number {
  let last = 0;
  return () => {
    last += 1;
    return last;
  };
}
