import * as z from 'zod';
import type { PageEnd, ShellReport } from '../shell.ts';
import type { Connection } from './connection.ts';
import { pageOrigin, receiveName, sendName } from './origin.ts';

/** The way to and from the document in the window, one document after the other. */
export interface DocumentLink {
  post(page: number, text: string): void;
  /** Says why the document that is about to go, goes. */
  expect(cause: PageEnd): void;
  /** The document went with its process. @param cause when none was expected */
  gone(cause: PageEnd): void;
  /** Settles when the next document of ours stands. */
  arrival(): Promise<void>;
}

export interface MainTarget {
  readonly targetId: string;
  readonly session: string;
}

/** One document of ours. */
interface Document {
  readonly number: number;
  readonly context: number;
  /** The document's receiving function, once it was taken out of its world. */
  receiver?: string;
  readonly waiting: string[];
}

interface LinkState {
  document?: Document | undefined;
  cause?: PageEnd | undefined;
  readonly arrivalWaiters: (() => void)[];
}

interface LinkDeps {
  readonly connection: Connection;
  readonly target: MainTarget;
  readonly report: ShellReport;
  readonly nextPage: () => number;
}

const context = z.object({
  id: z.number(),
  uniqueId: z.string(),
  origin: z.string(),
  auxData: z.object({ isDefault: z.boolean(), frameId: z.string() }),
});
const contextCreated = z.object({ context });
const bindingCalled = z.object({ name: z.string(), payload: z.string(), executionContextId: z.number() });
const evaluated = z.object({ result: z.object({ objectId: z.string().optional() }) });

/** Takes the receiver away, so that nothing in the page finds it. */
const takeReceiver = `(()=>{const f=globalThis.${receiveName};delete globalThis.${receiveName};return f})()`;

/** Hears only the main frame's own world on our origin; everything else that calls the binding is noted and dropped. */
export function linkDocuments(deps: LinkDeps): DocumentLink {
  const { connection, target, report } = deps;
  const state: LinkState = { arrivalWaiters: [] };
  const drop = (fallback: PageEnd): void => {
    const gone = state.document;
    state.document = undefined;
    if (gone) report.pageGone(gone.number, state.cause ?? fallback);
    state.cause = undefined;
  };
  connection.on('Runtime.executionContextsCleared', z.unknown(), (_, session) => {
    if (session === target.session) drop('left');
  });
  connection.on('Runtime.executionContextCreated', contextCreated, ({ context }, session) => {
    if (session !== target.session || !isOurs(context, target)) return;
    drop('left');
    open(deps, state, context);
  });
  connection.on('Runtime.bindingCalled', bindingCalled, (call, session) => {
    const { document } = state;
    if (session === target.session && call.name === sendName && document?.context === call.executionContextId) {
      report.pageMessage(document.number, call.payload);
    } else {
      report.note('a message from outside the page was dropped');
    }
  });
  return {
    post: (page, text) => {
      const { document } = state;
      if (document?.number !== page) return;
      if (document.receiver === undefined) document.waiting.push(text);
      else deliver(deps, document.receiver, text);
    },
    expect: (cause) => {
      state.cause = cause;
    },
    gone: drop,
    arrival: () => new Promise((resolve) => state.arrivalWaiters.push(resolve)),
  };
}

const isOurs = ({ origin, auxData }: z.output<typeof context>, { targetId }: MainTarget): boolean =>
  // The main frame's id is its target's.
  auxData.isDefault && auxData.frameId === targetId && origin === pageOrigin;

function open(deps: LinkDeps, state: LinkState, { id, uniqueId }: z.output<typeof context>): void {
  const document: Document = { number: deps.nextPage(), context: id, waiting: [] };
  state.document = document;
  deps.report.pageLoaded(document.number);
  for (const resolve of state.arrivalWaiters.splice(0)) resolve();
  const evaluate = { expression: takeReceiver, uniqueContextId: uniqueId, silent: true };
  deps.connection.call('Runtime.evaluate', evaluate, evaluated, deps.target.session).then(
    ({ result }) => {
      if (state.document !== document || result.objectId === undefined) return;
      document.receiver = result.objectId;
      for (const text of document.waiting.splice(0)) deliver(deps, result.objectId, text);
    },
    // The document went before it was asked; the next one has its own turn.
    () => deps.report.note('a page went before it was linked'),
  );
}

function deliver({ connection, target }: LinkDeps, receiver: string, text: string): void {
  const call = { objectId: receiver, functionDeclaration: 'function(text){this(text)}', arguments: [{ value: text }], silent: true };
  // Refused when the document is gone, and then nobody waits for the text.
  connection.order('Runtime.callFunctionOn', call, target.session).catch(() => undefined);
}
