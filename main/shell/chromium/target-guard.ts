import * as z from 'zod';
import type { Connection } from './connection.ts';
import type { MainTarget } from './document-link.ts';

const attached = z.object({
  sessionId: z.string(),
  targetInfo: z.object({ targetId: z.string(), type: z.string(), url: z.string() }),
});
type Attached = z.output<typeof attached>;

const created = z.object({ targetId: z.string() });

interface GuardDeps {
  readonly connection: Connection;
  /** Whether the developer tools may open. */
  readonly tools: boolean;
  readonly note: (text: string) => void;
}

export interface TargetGuard {
  /** Our page. */
  readonly main: MainTarget;
  /** Opens an empty page that no person sees, for the shell's own use. @throws where the browser shows it */
  openHidden(): Promise<MainTarget>;
}

/** Hidden pages that came while one was being made. */
interface HiddenState {
  wanted: boolean;
  readonly found: MainTarget[];
}

/** A target that is gone already needs no order. */
const ignore = (order: Promise<void>): void => void order.catch(() => undefined);

/** What can be closed: windows, tabs and the developer tools, not the parts that a page is made of. */
const closable = new Set(['page', 'tab', 'webview', 'other', 'background_page']);

/** What the protocol calls a page that no person sees. */
const hiddenType = 'other';

const isTools = (url: string): boolean => url === '' || url.startsWith('devtools://');

/**
 * Takes the first page as ours and closes every other target, before it gets to do anything: a second window that
 * another program of the same user opened in this profile, a pop-up, an extension's page, the developer tools.
 */
export function guardTargets(deps: GuardDeps): Promise<TargetGuard> {
  const { connection } = deps;
  const hidden: HiddenState = { wanted: false, found: [] };
  return new Promise((resolve, reject) => {
    let main: MainTarget | undefined;
    connection.on('Target.attachedToTarget', attached, (target) => {
      const { sessionId, targetInfo } = target;
      const it = { targetId: targetInfo.targetId, session: sessionId };
      if (main === undefined && targetInfo.type === 'page') {
        main = it;
        resolve({ main, openHidden: () => openHidden(deps, hidden) });
      } else if (hidden.wanted && targetInfo.type === hiddenType) {
        hidden.found.push(it);
        ignore(connection.order('Runtime.runIfWaitingForDebugger', {}, sessionId));
      } else {
        refuse(deps, target);
      }
    });
    connection.order('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }).catch(reject);
  });
}

function refuse({ connection, tools, note }: GuardDeps, { sessionId, targetInfo: { targetId, type, url } }: Attached): void {
  if (closable.has(type) && !(tools && isTools(url))) {
    note(`closed a foreign ${type}`);
    ignore(connection.order('Target.closeTarget', { targetId }));
  }
  // What is closed needs the go-ahead too: a window that our page opened waits in the same process, and our page with it.
  ignore(connection.order('Runtime.runIfWaitingForDebugger', {}, sessionId));
}

/** One at a time. A browser attaches to what it makes before it says that it made it; what came meanwhile and is another's, is closed. */
async function openHidden({ connection }: GuardDeps, hidden: HiddenState): Promise<MainTarget> {
  hidden.wanted = true;
  try {
    const { targetId } = await connection.call('Target.createTarget', { url: 'about:blank', hidden: true }, created);
    const found = hidden.found.splice(0);
    for (const other of found)
      if (other.targetId !== targetId) ignore(connection.order('Target.closeTarget', { targetId: other.targetId }));
    const ours = found.find((it) => it.targetId === targetId);
    if (!ours) throw new Error('this browser hides no page');
    return ours;
  } finally {
    hidden.wanted = false;
  }
}
