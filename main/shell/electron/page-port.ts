import { ipcMain, type IpcMainEvent, type WebContents } from 'electron';
import type { PageEnd, ShellReport } from '../shell.ts';
import { channel, pageOrigin } from './origin.ts';

/** The way to and from the page in a window, one page load after the other. */
export interface PagePort {
  post(page: number, text: string): void;
  /** Says why the page that is about to go, goes. */
  expect(cause: PageEnd): void;
  /** The page went. @param cause when none was expected */
  gone(cause: PageEnd): void;
  close(): void;
}

/** Whether a message comes from the main frame of our window, on our origin, and from nowhere else. */
const isOurs = ({ sender, senderFrame }: IpcMainEvent, contents: WebContents): boolean =>
  sender.id === contents.id && senderFrame !== null && senderFrame === contents.mainFrame && senderFrame.origin === pageOrigin;

export function openPagePort(contents: WebContents, report: ShellReport): PagePort {
  const state: { last: number; page?: number | undefined; cause?: PageEnd | undefined } = { last: 0 };
  const gone = (fallback: PageEnd): void => {
    const { page, cause = fallback } = state;
    Object.assign(state, { page: undefined, cause: undefined });
    if (page !== undefined) report.pageGone(page, cause);
  };
  const opened = (event: IpcMainEvent): void => {
    if (!isOurs(event, contents)) return report.note('a page from elsewhere was not counted');
    gone('left');
    state.last += 1;
    state.page = state.last;
    report.pageLoaded(state.page);
  };
  const heard = (event: IpcMainEvent, text: unknown): void => {
    if (isOurs(event, contents) && typeof text === 'string' && state.page !== undefined) report.pageMessage(state.page, text);
    else report.note('a message from outside the page was dropped');
  };
  ipcMain.on(channel.opened, opened);
  ipcMain.on(channel.toShell, heard);
  return {
    post: (page, text) => {
      if (page === state.page && !contents.isDestroyed()) contents.send(channel.toPage, text);
    },
    expect: (cause) => {
      state.cause = cause;
    },
    gone,
    close: () => {
      ipcMain.off(channel.opened, opened);
      ipcMain.off(channel.toShell, heard);
    },
  };
}
