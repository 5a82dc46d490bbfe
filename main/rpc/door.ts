import type { FromEngine, ToEngine } from '../../app/contract/link.ts';
import type { Caller } from '../../app/identity/caller.ts';
import { createSessionHolder } from '../../app/identity/session.ts';
import type { Corridor } from '../../app/operation/corridor.ts';
import { openPage, type Page } from './page.ts';
import type { Violation, ViolationProblem } from './violation.ts';

/** What the link brings for the door: everything but the shell's own wishes. */
export type PageMessage = Exclude<ToEngine, { kind: 'lock' }>;

export interface DoorDeps {
  readonly corridor: Corridor;
  readonly post: (message: FromEngine) => void;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told of every page that broke the rules, after it was expelled: it has to be recorded. */
  readonly onViolation: (violation: Violation) => void;
  /** Told of what is a bug, with the correlation id that the page was given. */
  readonly onBug: (error: unknown, correlationId: string) => void;
}

/** The window's door to the corridor: pages come and go, each behind its own guard. */
export interface Door {
  /** Never throws. */
  receive(message: PageMessage): void;
  /** Closes every page: what they asked is given up, their sessions end, their keys are zeroed. */
  close(): void;
}

export function openDoor(deps: DoorDeps): Door {
  const pages = new Map<number, { readonly page: Page; readonly callerId: string }>();
  let lastPage = Number.NEGATIVE_INFINITY;

  function expel(page: number, callerId: string, problem: ViolationProblem | undefined): void {
    pages.delete(page);
    deps.post({ kind: 'page-expelled', page });
    if (problem) deps.onViolation({ page, callerId, problem });
  }

  function open(page: number): void {
    const caller: Caller = { id: deps.newId(), door: 'window', address: 'window', session: createSessionHolder() };
    // A number that comes twice would let one page speak as another.
    if (page <= lastPage) {
      pages.get(page)?.page.close();
      return expel(page, caller.id, 'page number used');
    }
    lastPage = page;
    const opened = openPage({
      ...deps,
      caller,
      post: (text) => deps.post({ kind: 'page', page, text }),
      expel: (problem) => expel(page, caller.id, problem),
    });
    pages.set(page, { page: opened, callerId: caller.id });
  }

  function close(page: number): void {
    pages.get(page)?.page.close();
    pages.delete(page);
  }

  return {
    receive(message) {
      switch (message.kind) {
        case 'page-opened':
          return open(message.page);
        case 'page':
          return pages.get(message.page)?.page.receive(message.text);
        case 'page-closed':
          return close(message.page);
      }
    },
    close: () => [...pages.keys()].forEach(close),
  };
}
