import type { IncomingMessage } from 'node:http';
import { CancelledError } from '../../app/contract/vault-error.ts';
import type { BodyRoom } from './body-room.ts';
import { Refused } from './refused.ts';
import type { BodyType } from './route/route.ts';

/** 1 MiB. */
export const mostBodyBytes = 1024 * 1024;

const tooLarge = (): Refused =>
  new Refused({ status: 413, code: 'BadParameter', message: `The request body is larger than ${mostBodyBytes} bytes.`, closes: true });

/** Whether a request announces a body. */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] !== undefined && headers['content-length'] !== '0');

export interface Body {
  /** Empty where there is none. */
  readonly bytes: Uint8Array;
  /** Zeroes it, and gives its place back. */
  drop(): void;
}

export const noBody: Body = { bytes: new Uint8Array(), drop: () => undefined };

/**
 * Reads a whole body.
 * @param type what it must be said to be
 * @throws Refused when it is of another type or too long, or there is no room for it; CancelledError when the peer went away before its end
 */
export async function readBody(request: IncomingMessage, type: BodyType, room: BodyRoom): Promise<Body> {
  if (!hasBody(request)) return noBody;
  if (typeOf(request) !== type) {
    throw new Refused({
      status: 415,
      code: 'BadParameter',
      message: `The content type of the request body must be ${type}.`,
      closes: true,
    });
  }
  const announced = Number(request.headers['content-length'] ?? mostBodyBytes);
  if (announced > mostBodyBytes) throw tooLarge();
  const leave = room.take(announced);
  try {
    const bytes = join(await collect(request));
    return {
      bytes,
      drop() {
        bytes.fill(0);
        leave();
      },
    };
  } catch (error) {
    leave();
    throw error;
  }
}

/** The media type alone; empty where its text is of another encoding than UTF-8. */
function typeOf({ headers }: IncomingMessage): string {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map((it) => it.trim()).find((it) => it.startsWith('charset='));
  return charset === undefined || utf8.has(charset) ? type.trim() : '';
}

const utf8: ReadonlySet<string> = new Set(['charset=utf-8', 'charset="utf-8"', 'charset=utf8']);

/** More of a body that nobody wants is not waited for. */
const mostDiscardedBytes = 16 * mostBodyBytes;

/**
 * Lets a body pass that nobody reads: who is still sending it would not hear an answer.
 * @returns when it has ended, or was given up
 */
export function discardBody(request: IncomingMessage): Promise<void> {
  if (!hasBody(request) || request.complete || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let length = 0;
    request.on('data', (part: Uint8Array) => {
      length += part.length;
      part.fill(0);
      if (length > mostDiscardedBytes) resolve();
    });
    request.on('end', resolve);
    request.on('close', resolve);
    request.on('error', () => resolve());
  });
}

function collect(request: IncomingMessage): Promise<Uint8Array[]> {
  const parts: Uint8Array[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    const giveUp = (error: Error): void => {
      // A request closes after its end too: what it brought is somebody else's by then.
      if (request.readableEnded) return;
      for (const part of parts) part.fill(0);
      request.off('data', take);
      reject(error);
    };
    function take(part: Uint8Array): void {
      parts.push(part);
      length += part.length;
      if (length > mostBodyBytes) giveUp(tooLarge());
    }
    request.on('data', take);
    request.on('end', () => resolve(parts));
    request.on('close', () => giveUp(new CancelledError()));
    request.on('error', () => giveUp(new CancelledError()));
  });
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
    part.fill(0);
  }
  return whole;
}
