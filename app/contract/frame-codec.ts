import { mostFrameBytes } from './frame.ts';

/**
 * A frame is `u32be length of the JSON | JSON | attachments`, each attachment `u32be length | bytes`. Byte arrays stand in the JSON
 * as `{"$bytes": index}`, so that a value or passphrase never becomes a string, which nobody can zero.
 */
const marker = '$bytes';

/** The frame broke the rules: the channel that carried it is closed. */
export class FrameError extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'FrameError';
  }
}

const isMarker = (value: object): value is { [marker]: unknown } => {
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0] === marker;
};

/**
 * Packs a JSON value with byte arrays inside.
 * @returns a fresh array that the caller owns and may zero
 * @throws FrameError when it is longer than `mostFrameBytes`
 */
export function encodeFrame(value: unknown): Uint8Array<ArrayBuffer> {
  const attachments: Uint8Array[] = [];
  const json = new TextEncoder().encode(
    JSON.stringify(value, (_key, item: unknown) => {
      if (item instanceof Uint8Array) return { [marker]: attachments.push(item) - 1 };
      return item;
    }),
  );
  const parts = [json, ...attachments];
  const total = parts.reduce((sum, part) => sum + 4 + part.length, 0);
  if (total > mostFrameBytes) throw new FrameError('too long');
  const frame = new Uint8Array(total);
  const view = new DataView(frame.buffer);
  let at = 0;
  for (const part of parts) {
    view.setUint32(at, part.length);
    frame.set(part, at + 4);
    at += 4 + part.length;
  }
  return frame;
}

/**
 * Unpacks a frame. Byte arrays in the result are views of `frame`: zeroing it zeroes them.
 * @throws FrameError on anything malformed
 */
export function decodeFrame(frame: Uint8Array): unknown {
  if (frame.length > mostFrameBytes) throw new FrameError('too long');
  const [json, ...attachments] = splitParts(frame);
  if (!json) throw new FrameError('empty');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json), (key: string, item: unknown) => revive(key, item, attachments));
  } catch (error) {
    throw error instanceof FrameError ? error : new FrameError('not JSON');
  }
}

function splitParts(frame: Uint8Array): Uint8Array[] {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at < frame.length) {
    if (frame.length - at < 4) throw new FrameError('cut short');
    const length = view.getUint32(at);
    if (length > frame.length - at - 4) throw new FrameError('cut short');
    parts.push(frame.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return parts;
}

function revive(key: string, item: unknown, attachments: Uint8Array[]): unknown {
  // A key of this name would reach the prototype of whatever copies the object later.
  if (key === '__proto__') throw new FrameError('forbidden key');
  if (typeof item !== 'object' || item === null || !isMarker(item)) return item;
  const index = item[marker];
  const found = typeof index === 'number' ? attachments[index] : undefined;
  if (!found) throw new FrameError('attachment missing');
  return found;
}
