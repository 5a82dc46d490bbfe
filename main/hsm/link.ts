import type { Duplex } from 'node:stream';
import { decodeFrame, encodeFrame } from '../../app/contract/frame-codec.ts';
import { mostFrameBytes } from '../../app/contract/frame.ts';

/** Messages between the engine and a host, as many in a frame (`u32be length | frame`) as are there when it is sent. */
export interface Link {
  /** @param weight bytes in it, about */
  send(message: unknown, weight: number): void;
}

const headBytes = 4;
/** A frame stays well under its limit: what one message holds is limited before. */
const mostWeight = mostFrameBytes / 2;
/** What a message weighs without its bytes. */
const leastWeight = 256;

/**
 * @param end.hear each message, as the other end sent it; throws where it can't read it
 * @param end.violated once, when what came can't be read: nothing is heard after it
 */
export function createLink(stream: Duplex, end: { hear(message: unknown): void; violated(): void }): Link {
  let waiting: unknown[] = [];
  let weight = 0;
  const flush = (): void => {
    if (waiting.length === 0) return;
    const frame = encodeFrame(waiting);
    [waiting, weight] = [[], 0];
    const head = Buffer.alloc(headBytes);
    head.writeUInt32BE(frame.length);
    stream.cork();
    stream.write(head);
    // What a frame held, PINs among it, goes when it is written.
    stream.write(frame, () => frame.fill(0));
    stream.uncork();
  };
  const read = createFrameReader((frame) => {
    const messages = decodeFrame(frame);
    if (!Array.isArray(messages)) throw new TypeError('a frame without messages');
    for (const message of messages) end.hear(message);
  });
  const listen = (chunk: Buffer): void => {
    try {
      read(chunk);
    } catch {
      // Whatever is wrong with it, whoever sends no frames is not to be listened to.
      stream.off('data', listen);
      end.violated();
    }
  };
  stream.on('data', listen);
  return {
    send(message, bytes) {
      if (waiting.length > 0 && weight + bytes > mostWeight) flush();
      weight += bytes + leastWeight;
      // Those that come in the same turn go together: a write costs more than a message.
      if (waiting.push(message) === 1) setImmediate(flush);
    },
  };
}

/** Cuts a stream of bytes into frames. Bytes given to `take` are its own. */
function createFrameReader(take: (frame: Uint8Array) => void): (chunk: Buffer) => void {
  let held: Buffer = Buffer.alloc(0);
  return (chunk) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    while (held.length >= headBytes) {
      const length = held.readUInt32BE(0);
      if (length > mostFrameBytes) throw new RangeError('too long a frame');
      if (held.length < headBytes + length) return;
      const frame = new Uint8Array(held.subarray(headBytes, headBytes + length));
      held.fill(0, headBytes, headBytes + length);
      held = held.subarray(headBytes + length);
      take(frame);
    }
  };
}
