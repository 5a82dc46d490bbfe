import type { App, WebContents } from 'electron';
import { pageOrigin } from './origin.ts';

const isHome = (url: string): boolean => url.startsWith(`${pageOrigin}/`);

/** Keeps every page that this program ever makes on our origin, in one window, without guests. */
export function guardContents(app: App, note: (text: string) => void): void {
  app.on('web-contents-created', (_event, contents) => guard(contents, note));
  // Unasked, Electron would pick the first one of the person's.
  app.on('select-client-certificate', (event) => event.preventDefault());
}

function guard(contents: WebContents, note: (text: string) => void): void {
  const keep = (event: { preventDefault(): void; readonly url: string }): void => {
    if (isHome(event.url)) return;
    event.preventDefault();
    note('the page was kept from leaving');
  };
  contents.on('will-navigate', keep);
  contents.on('will-frame-navigate', keep);
  contents.on('will-redirect', keep);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => {
    note('a second window was refused');
    return { action: 'deny' };
  });
}
