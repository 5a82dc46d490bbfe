import type { IncomingMessage } from 'node:http';
import type { CallName, Output } from '../../app/contract/operation.ts';
import type { Caller, Plane } from '../../app/identity/caller.ts';
import type { Ask } from '../../app/operation/corridor.ts';
import { createSessionHolder } from '../../app/identity/session.ts';
import type { Presence } from './admission.ts';
import { readBearer } from './bearer.ts';
import type { RestDeps } from './rest-door.ts';
import type { AskCorridor } from './route/route.ts';

/** One request that was admitted. */
export interface Visit {
  readonly request: IncomingMessage;
  readonly caller: Caller;
  /** The same when the client repeats a request. */
  readonly requestId: string;
  /** What the log calls this request. */
  readonly correlationId: string;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly time: number;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function toVisit(
  { newId, now }: Pick<RestDeps, 'newId' | 'now'>,
  request: IncomingMessage,
  {
    presence,
    plane,
    correlationId,
    signal,
  }: Pick<Visit, 'correlationId' | 'signal'> & { readonly presence: Presence; readonly plane: Plane | undefined },
): Visit {
  const { id, address } = presence;
  const token = readBearer(request.headers.authorization);
  const asked = request.headers['x-ms-client-request-id'];
  return {
    request,
    // What is staged for a token is staged for one request: a connection may carry many, of several applications.
    caller: { id, door: 'rest', plane, address, session: createSessionHolder(), token },
    requestId: typeof asked === 'string' && uuid.test(asked) ? asked.toLowerCase() : newId(),
    correlationId,
    signal,
    time: now(),
  };
}

/** The visit's question to the corridor. */
export const toAsk = ({ caller, requestId, correlationId, signal }: Visit, name: string, input: unknown): Ask => ({
  caller,
  name,
  requestId,
  correlationId,
  input,
  signal,
});

/** Asks as the visitor. */
export const askAs = ({ corridor }: Pick<RestDeps, 'corridor'>, visit: Visit): AskCorridor => {
  // The corridor has parsed the output by the contract of the operation that it names.
  return async <N extends CallName>(name: N, input: unknown) => (await corridor.call(toAsk(visit, name, input))) as Output<N>;
};
