import type { ClipboardMark } from '../../app/contract/clipboard.ts';

/** What a shell tells of its window. A page is one page load; its number is never used again. */
export interface ShellReport {
  /** A page of ours stands in the window, with its bridge. */
  pageLoaded(page: number): void;
  /** The page called `post` of its bridge; the text is as hostile as the page. */
  pageMessage(page: number, text: string): void;
  /**
   * The page is gone.
   * @param cause `left` by reload or navigation, `crashed` by itself, `ended` through `endPage`
   */
  pageGone(page: number, cause: PageEnd): void;
  /**
   * The window is gone and will not come back.
   * @param problem when nobody closed it
   */
  windowClosed(problem?: Error): void;
  /** Something worth a line in the shell's log: a blocked address, a foreign target. Never holds what a page said. */
  readonly note: (text: string) => void;
}

export type PageEnd = 'left' | 'crashed' | 'ended';

/** One window with one page of ours, whoever draws it. */
export interface Shell {
  /** Name and version of what draws the window, for people. */
  readonly engine: string;
  /** Shows the first page. Nothing is reported before. @throws when it does not load */
  show(): Promise<void>;
  /** Hands a text to the page. A page that is already gone does not get it. */
  post(page: number, text: string): void;
  /**
   * Ends the process that holds the page, at once and without asking it, and loads a fresh page in a new process.
   * @throws when the process cannot be ended; the caller closes the window then
   */
  endPage(): Promise<void>;
  /**
   * Ends everything that drew the window, for the browser around a page keeps pieces of what was typed and shown in it, and opens the
   * window again.
   * @throws when it does not come back
   */
  renew(): Promise<void>;
  /**
   * Empties the clipboard where it still holds the value of this mark, whether or not the window has the focus.
   * @returns whether it did
   */
  clearClipboard(mark: ClipboardMark): Promise<boolean>;
  /** Brings the window in front of the others. */
  focus(): Promise<void>;
  /** Closes the window and everything that drew it. Safe to call twice. */
  close(): Promise<void>;
}
