import { mostCallsAtOnce, mostStreamsAtOnce, type Reply, type Request } from '../../app/contract/frame.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import { toErrorReply } from './error-reply.ts';
import { startFlight, type Asked, type Flight, type FlightDeps } from './flight.ts';
import { ViolationError } from './violation.ts';

const mostAtOnce = { call: mostCallsAtOnce, listen: mostStreamsAtOnce } as const;

/** Requests over the limit that a page may send before one of those in flight has landed. */
const mostRefusals = 256;
const patienceMs = 1000;

export interface ExchangeDeps extends FlightDeps {
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What one page has asked and not yet been answered. */
export interface Exchange {
  /**
   * Takes up a request; `frame` holds its byte arrays and is zeroed as soon as they are no longer needed.
   * @throws ViolationError when ids or credit are not what they must be, or the page asks on and on over its limit
   */
  receive(request: Request, frame: Uint8Array): void;
  /** Gives up everything; nothing is sent from then on. */
  close(): void;
}

export function createExchange(deps: ExchangeDeps): Exchange {
  const flights = new Map<number, Flight>();
  const inFlight = { call: 0, listen: 0 };
  let lastId = 0;
  let refusals = 0;
  let open = true;

  const send = (reply: Reply) => {
    if (open) deps.send(reply);
  };

  async function take(asked: Asked, frame: Uint8Array): Promise<void> {
    const flight = startFlight({ ...deps, send }, asked);
    flights.set(asked.id, flight);
    inFlight[asked.kind] += 1;
    await flight.landed;
    frame.fill(0);
    flights.delete(asked.id);
    inFlight[asked.kind] -= 1;
    refusals = 0;
  }

  function refuse({ id }: Asked, frame: Uint8Array): void {
    frame.fill(0);
    refusals += 1;
    if (refusals > mostRefusals) throw new ViolationError('flood');
    send(toErrorReply(deps, id, new VaultError('Throttled', { retryOn: deps.now() + patienceMs })));
  }

  function receive(request: Request, frame: Uint8Array): void {
    if (request.kind !== 'call' && request.kind !== 'listen') return note(flights.get(request.id), request, lastId);
    if (request.id <= lastId) throw new ViolationError('id used');
    lastId = request.id;
    if (inFlight[request.kind] >= mostAtOnce[request.kind]) refuse(request, frame);
    else void take(request, frame);
  }

  return {
    receive,
    close() {
      open = false;
      for (const flight of flights.values()) flight.abandon();
    },
  };
}

function note(flight: Flight | undefined, request: Exclude<Request, Asked>, lastId: number): void {
  // What was answered meanwhile may still be cancelled or credited: the two cross on the way.
  if (!flight && request.id <= lastId) return;
  if (flight?.kind !== (request.kind === 'cancel' ? 'call' : 'listen')) throw new ViolationError('id unknown');
  if (request.kind !== 'credit') flight.abandon();
  else if (!flight.grant(request.credit)) throw new ViolationError('credit exceeded');
}
