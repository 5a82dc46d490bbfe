import * as z from 'zod';
import type { Connection } from './connection.ts';
import type { MainTarget } from './document-link.ts';

const attached = z.object({
  sessionId: z.string(),
  targetInfo: z.object({ targetId: z.string(), type: z.string(), url: z.string() }),
});

interface GuardDeps {
  readonly connection: Connection;
  /** Whether the developer tools may open. */
  readonly tools: boolean;
  readonly note: (text: string) => void;
}

/** A target that is gone already needs no order. */
const ignore = (order: Promise<void>): void => void order.catch(() => undefined);

/** What can be closed: windows, tabs and the developer tools, not the parts that a page is made of. */
const closable = new Set(['page', 'tab', 'webview', 'other', 'background_page']);

const isTools = (url: string): boolean => url === '' || url.startsWith('devtools://');

/**
 * Takes the first page as ours and closes every other target, before it gets to do anything: a second window that
 * another program of the same user opened in this profile, a pop-up, an extension's page, the developer tools.
 * @returns the target of our page
 */
export function guardTargets({ connection, tools, note }: GuardDeps): Promise<MainTarget> {
  return new Promise((resolve, reject) => {
    let main: string | undefined;
    connection.on('Target.attachedToTarget', attached, ({ sessionId, targetInfo: { targetId, type, url } }) => {
      if (main === undefined && type === 'page') {
        main = targetId;
        resolve({ targetId, session: sessionId });
        return;
      }
      if (closable.has(type) && !(tools && isTools(url))) {
        note(`closed a foreign ${type}`);
        ignore(connection.order('Target.closeTarget', { targetId }));
      }
      // What is closed needs the go-ahead too: a window that our page opened waits in the same process, and our page with it.
      ignore(connection.order('Runtime.runIfWaitingForDebugger', {}, sessionId));
    });
    connection.order('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }).catch(reject);
  });
}
