import type { Reply, Request } from '../../app/contract/frame.ts';
import type { Caller } from '../../app/identity/caller.ts';
import type { Ask, Corridor } from '../../app/operation/corridor.ts';
import { createCredit } from './credit.ts';
import { toBugReply, toErrorReply, type ErrorReplyDeps } from './error-reply.ts';
import { zeroBytes } from './zero-bytes.ts';

/** A request that wants an answer. */
export type Asked = Extract<Request, { kind: 'call' | 'listen' }>;

export interface FlightDeps extends ErrorReplyDeps {
  readonly corridor: Corridor;
  readonly caller: Caller;
  /** Byte arrays in the reply stay the flight's. @throws FrameError when no frame can hold the reply */
  readonly send: (reply: Reply) => void;
}

/** One request on its way through the corridor. */
export interface Flight {
  readonly kind: Asked['kind'];
  /** Gives it up; it lands with `end`, unless the corridor has an outcome already. */
  abandon(): void;
  /** @see Credit.grant */
  grant(amount: number): boolean;
  /** Resolves when the corridor is done and the last reply is sent. Never rejects. */
  readonly landed: Promise<void>;
}

/** Takes a request to the corridor; every one gets exactly one `result`, `error` or `end`. */
export function startFlight(deps: FlightDeps, asked: Asked): Flight {
  const controller = new AbortController();
  const credit = createCredit(asked.kind === 'listen' ? asked.credit : 0);
  const { operation: name, requestId, input } = asked;
  const ask: Ask = { caller: deps.caller, name, requestId, input, signal: controller.signal };
  const outcome = asked.kind === 'call' ? answer(deps, asked.id, ask) : follow(deps, asked.id, ask, credit.take);
  return {
    kind: asked.kind,
    abandon: () => {
      controller.abort();
      credit.close();
    },
    grant: credit.grant,
    landed: outcome.catch((error: unknown) => sendError(deps, asked.id, error)),
  };
}

async function answer({ corridor, send }: FlightDeps, id: number, ask: Ask): Promise<void> {
  const output = await corridor.call(ask);
  try {
    send({ kind: 'result', id, output });
  } finally {
    zeroBytes(output);
  }
}

async function follow({ corridor, send }: FlightDeps, id: number, ask: Ask, take: () => Promise<boolean>): Promise<void> {
  const items = corridor.listen(ask)[Symbol.asyncIterator]();
  try {
    // An item is not even made before there is credit for it.
    while (await take()) {
      const next = await items.next();
      if (next.done) break;
      try {
        send({ kind: 'item', id, item: next.value });
      } finally {
        zeroBytes(next.value);
      }
    }
  } finally {
    await items.return?.();
  }
  send({ kind: 'end', id });
}

/** What no frame can hold, be it an output or an error's own data, is answered as a bug. */
function sendError(deps: FlightDeps, id: number, error: unknown): void {
  try {
    deps.send(toErrorReply(deps, id, error));
  } catch (unsendable) {
    deps.send(toBugReply(deps, id, unsendable));
  }
}
