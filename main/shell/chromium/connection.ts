import type { Readable, Writable } from 'node:stream';
import * as z from 'zod';

/** A command that the browser refused. */
export class ProtocolError extends Error {
  constructor(method: string, problem: string) {
    super(`${method}: ${problem}`);
    this.name = 'ProtocolError';
  }
}

/** The browser's DevTools protocol over its private pipe: JSON texts, each ended by a NUL. */
export interface Connection {
  /**
   * Sends a command and parses what comes back.
   * @param session of a target; absent for the browser itself
   * @throws ProtocolError when the browser refuses, is gone or answers in another shape
   */
  call<S extends z.ZodType>(method: string, params: object, result: S, session?: string): Promise<z.output<S>>;
  /** Sends a command whose answer does not matter beyond success. */
  order(method: string, params?: object, session?: string): Promise<void>;
  /** Hears an event. What has another shape than `params` is not ours to act on and is dropped. */
  on<S extends z.ZodType>(event: string, params: S, handler: (params: z.output<S>, session: string | undefined) => void): void;
  /** Whether the pipe still stands. */
  open(): boolean;
}

const message = z.union([
  z.object({ id: z.number(), result: z.unknown().optional(), error: z.object({ message: z.string() }).optional() }),
  z.object({ method: z.string(), params: z.unknown(), sessionId: z.string().optional() }),
]);

interface Waiting {
  readonly method: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

type Handler = (params: unknown, session: string | undefined) => void;

/** @param pipe `send` is the browser's descriptor 3, `receive` its descriptor 4 */
export function connect(pipe: { send: Writable; receive: Readable }): Connection {
  const waiting = new Map<number, Waiting>();
  const handlers = new Map<string, Handler[]>();
  let lastId = 0;
  let open = true;
  const end = (): void => {
    open = false;
    for (const { method, reject } of waiting.values()) reject(new ProtocolError(method, 'the browser is gone'));
    waiting.clear();
  };
  pipe.receive.once('close', end).once('error', end);
  pipe.send.once('error', end);
  pipe.receive.on(
    'data',
    splitter((text) => dispatch(text, waiting, handlers)),
  );
  const send = (method: string, params: object, session: string | undefined): Promise<unknown> => {
    if (!open) return Promise.reject(new ProtocolError(method, 'the browser is gone'));
    lastId += 1;
    const id = lastId;
    pipe.send.write(`${JSON.stringify({ id, method, params, sessionId: session })}\0`);
    return new Promise((resolve, reject) => waiting.set(id, { method, resolve, reject }));
  };
  return {
    call: async (method, params, result, session) => parseResult(method, result, await send(method, params, session)),
    order: async (method, params = {}, session) => void (await send(method, params, session)),
    on: (event, params, handler) => {
      const parsed: Handler = (raw, session) => {
        const found = params.safeParse(raw);
        if (found.success) handler(found.data, session);
      };
      handlers.set(event, [...(handlers.get(event) ?? []), parsed]);
    },
    open: () => open,
  };
}

function parseResult<S extends z.ZodType>(method: string, schema: S, raw: unknown): z.output<S> {
  const found = schema.safeParse(raw);
  if (!found.success) throw new ProtocolError(method, 'an answer of another shape');
  return found.data;
}

function dispatch(text: string, waiting: Map<number, Waiting>, handlers: Map<string, Handler[]>): void {
  const heard = message.parse(JSON.parse(text));
  if ('method' in heard) {
    for (const handler of handlers.get(heard.method) ?? []) handler(heard.params, heard.sessionId);
    return;
  }
  const asked = waiting.get(heard.id);
  waiting.delete(heard.id);
  if (!asked) return;
  if (heard.error) asked.reject(new ProtocolError(asked.method, heard.error.message));
  else asked.resolve(heard.result ?? {});
}

/** Joins chunks and cuts them at NULs, without looking twice at a byte. */
function splitter(take: (text: string) => void): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  return (chunk) => {
    let from = 0;
    for (let at = chunk.indexOf(0); at !== -1; at = chunk.indexOf(0, from)) {
      parts.push(chunk.subarray(from, at));
      const text = Buffer.concat(parts).toString('utf8');
      parts = [];
      from = at + 1;
      take(text);
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
  };
}
