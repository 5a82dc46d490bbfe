import { FrameError } from '../../app/contract/frame-error.ts';
import { decodeFrame, encodeFrame } from '../../app/contract/frame-codec.ts';
import { mostFrameBytes, reply, type Reply, type Request } from '../../app/contract/frame.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import { EngineGone, type GoneReason } from './engine-gone.ts';

/** A request before it has its number. */
export type Unnumbered = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never;

/** Who waits for the answers to one request. */
export interface Waiting {
  reply(reply: Reply): void;
  gone(error: EngineGone): void;
}

/** Where requests get their numbers and replies find who waits for them. */
export interface Desk {
  /**
   * Sends a request, copying what it holds.
   * @returns its number
   * @throws VaultError BadParameter when no frame can hold it, EngineGone
   */
  ask(request: Extract<Unnumbered, { kind: 'call' | 'listen' }>, waiting: Waiting): number;
  /** Sends something about a request, unless it is through. */
  tell(request: Exclude<Request, { kind: 'call' | 'listen' }>): void;
  /** Forgets a request: its later replies are dropped and zeroed. @returns whether it was still waited for */
  forget(id: number): boolean;
  /** Takes a frame from the engine. @throws on anything but a reply */
  receive(frame: Uint8Array): void;
  /** Nothing will be answered any more. */
  gone(reason: GoneReason): void;
}

export function createDesk(send: (frame: Uint8Array<ArrayBuffer>) => void): Desk {
  const waitings = new Map<number, Waiting>();
  let lastId = 0;
  let ended: EngineGone | undefined;
  return {
    ask(request, waiting) {
      if (ended) throw ended;
      const frame = encode({ ...request, id: lastId + 1 });
      lastId += 1;
      waitings.set(lastId, waiting);
      send(frame);
      return lastId;
    },
    tell(request) {
      if (waitings.has(request.id)) send(encode(request));
    },
    forget: (id) => waitings.delete(id),
    receive(frame) {
      const answer = reply.parse(decodeFrame(frame));
      const waiting = waitings.get(answer.id);
      if (answer.kind !== 'item') waitings.delete(answer.id);
      if (waiting) waiting.reply(answer);
      else frame.fill(0);
    },
    gone(reason) {
      if (ended) return;
      const error = new EngineGone(reason);
      ended = error;
      const all = [...waitings.values()];
      waitings.clear();
      all.forEach((waiting) => waiting.gone(error));
    },
  };
}

function encode(request: Request): Uint8Array<ArrayBuffer> {
  try {
    return encodeFrame(request);
  } catch (error) {
    if (!(error instanceof FrameError)) throw error;
    const limit = error.problem === 'too long' ? { limit: mostFrameBytes } : {};
    const problem = error.problem === 'too long' ? 'too_big' : 'invalid_value';
    throw new VaultError('BadParameter', { issues: [{ path: '', problem, ...limit }] });
  }
}
