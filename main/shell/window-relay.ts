import { type Departure, type FromShell, type Preference, type ToShell, toShell } from '../../app/contract/bridge.ts';
import type { ClipboardMark, ClipboardOutcome } from '../../app/contract/clipboard.ts';
import type { LockCause } from '../../app/contract/link.ts';
import type { EngineProcess, EngineReport } from './engine-process.ts';
import type { PageEnd, Shell, ShellReport } from './shell.ts';

/** The thin middle between the window and the engine, the same for both shells. It relays what it cannot read. */
export interface WindowRelay {
  /** What the window tells. */
  readonly window: ShellReport;
  /** What the engine tells. */
  readonly engine: EngineReport;
  /** The computer was locked or goes to sleep. */
  lock(cause: LockCause): void;
  /** A wish that the person gave to the shell rather than to the page. */
  command(command: Extract<FromShell, { kind: 'command' }>['command']): void;
  /** A value's time on the clipboard is over. */
  cleared(outcome: ClipboardOutcome): void;
}

export interface RelayDeps {
  /** Known once the engine is supervised. */
  readonly engineProcess: () => EngineProcess;
  /** Known once the window stands; nothing is relayed before. */
  readonly shell: () => Shell | undefined;
  readonly preference: () => Preference;
  readonly setPreference: (value: Preference) => void;
  readonly clipboard: { clearAfter(ms: number, mark: ClipboardMark): void; clearNow(): void };
  readonly note: (text: string) => void;
  /** The window is gone, or its page could not be ended: all is over. */
  readonly closed: (problem?: Error) => void;
}

interface Page {
  readonly number: number;
  /** It said hello, so it can take messages. */
  greeted: boolean;
  /** The engine that runs now knows of it. */
  known: boolean;
  /** It is being ended, so nothing that it says counts any more. */
  ending: boolean;
}

interface RelayState {
  page?: Page | undefined;
  engineReady: boolean;
  /** Why the page before this one ended; told once, to the page that follows. */
  after?: Departure | undefined;
  refusal?: { code: string; detail: string } | undefined;
}

export function createWindowRelay(deps: RelayDeps): WindowRelay {
  const state: RelayState = { engineReady: false };
  const tell = (message: FromShell): void => {
    if (state.page?.greeted) post(deps, state.page, message);
  };
  return {
    window: windowSide(deps, state),
    engine: engineSide(deps, state),
    lock: (cause) => deps.engineProcess().lock(cause),
    command: (command) => tell({ kind: 'command', command }),
    cleared: (outcome) => tell({ kind: 'clipboard', outcome }),
  };
}

function windowSide(deps: RelayDeps, state: RelayState): ShellReport {
  return {
    pageLoaded: (number) => {
      state.page = { number, greeted: false, known: false, ending: false };
    },
    pageMessage: (number, text) => {
      const { page } = state;
      if (page?.number !== number || page.ending) return;
      const message = parseMessage(text);
      if (message) serve(deps, state, { page, message });
      else expel(deps, state, 'the page sent what is no message');
    },
    pageGone: (number, cause) => pageGone(deps, state, { number, cause }),
    windowClosed: (problem) => deps.closed(problem),
    note: deps.note,
  };
}

function pageGone(deps: RelayDeps, state: RelayState, gone: { number: number; cause: PageEnd }): void {
  if (state.page?.number !== gone.number) return;
  if (state.page.known) deps.engineProcess().send({ kind: 'page-closed', page: gone.number });
  state.page = undefined;
  if (gone.cause === 'crashed') state.after ??= 'crashed';
  // What a page that was ended put on the clipboard would outlive it.
  if (gone.cause !== 'left') deps.clipboard.clearNow();
}

function serve(deps: RelayDeps, state: RelayState, { page, message }: { page: Page; message: ToShell }): void {
  switch (message.kind) {
    case 'hello':
      return greet(deps, state, page);
    case 'preference':
      return deps.setPreference(message.preference);
    case 'copied':
      return deps.clipboard.clearAfter(message.clearAfterMs, message.mark);
    case 'engine':
      if (!page.known) return;
      if (!deps.engineProcess().send({ kind: 'page', page: page.number, text: message.text })) {
        expel(deps, state, 'the page sent more than the engine takes');
      }
  }
}

/** A second hello of the same page changes nothing. */
function greet(deps: RelayDeps, state: RelayState, page: Page): void {
  if (page.greeted) return;
  page.greeted = true;
  post(deps, page, { kind: 'welcome', preference: deps.preference(), ...(state.after && { after: state.after }) });
  state.after = undefined;
  if (state.refusal) {
    state.refusal = undefined;
    deps.engineProcess().retry();
  }
  introduce(deps, state);
}

/** Tells the engine of the page as soon as both are there. */
function introduce(deps: RelayDeps, state: RelayState): void {
  const { page } = state;
  if (!page?.greeted || page.known || page.ending || !state.engineReady) return;
  page.known = true;
  deps.engineProcess().send({ kind: 'page-opened', page: page.number });
}

function engineSide(deps: RelayDeps, state: RelayState): EngineReport {
  return {
    ready: () => {
      state.engineReady = true;
      introduce(deps, state);
    },
    page: (number, text) => {
      if (state.page?.number === number && state.page.known) post(deps, state.page, { kind: 'engine', text });
    },
    expelled: (number) => {
      if (state.page?.number === number) expel(deps, state, 'the page broke the rules of the channel');
    },
    // The engine stays, and is told of the page that follows.
    locked: () => {
      if (state.page?.known) endPage(deps, state, 'locked');
    },
    departed: (departure) => {
      state.engineReady = false;
      if (!state.page?.known) return;
      state.page.known = false;
      endPage(deps, state, departure);
    },
    refused: (code, detail) => {
      state.engineReady = false;
      state.refusal = { code, detail };
      deps.note(`the engine refused to start: ${code} ${detail}`);
      if (state.page?.greeted) post(deps, state.page, { kind: 'departed', departure: 'stopped', refusal: { code, detail } });
    },
  };
}

function expel(deps: RelayDeps, state: RelayState, why: string): void {
  deps.note(`${why}; it is ended`);
  endPage(deps, state, 'stopped');
}

/**
 * What the page showed and held ends with its process, and on sealing with everything that drew it. Where that fails, the window goes.
 */
function endPage(deps: RelayDeps, state: RelayState, departure: Departure): void {
  const { page } = state;
  if (!page || page.ending) return;
  page.ending = true;
  state.after = departure;
  if (page.greeted) post(deps, page, { kind: 'departed', departure });
  const shell = deps.shell();
  const ended = departure === 'sealed' ? shell?.renew() : shell?.endPage();
  ended?.catch((error: unknown) => deps.closed(error instanceof Error ? error : new Error(String(error))));
}

function post(deps: RelayDeps, page: Page, message: FromShell): void {
  deps.shell()?.post(page.number, JSON.stringify(message));
}

function parseMessage(text: string): ToShell | undefined {
  try {
    return toShell.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
