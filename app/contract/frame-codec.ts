import { mostFrameBytes } from './frame.ts';
import { FrameError } from './frame-error.ts';
import { packValue, unpackValue } from './frame-value.ts';

/**
 * A frame is `u32be length of the JSON | JSON | attachments`, each attachment `u32be length | bytes`. Byte arrays are attachments,
 * so that a value or passphrase never becomes a string, which nobody can zero.
 */
const lengthBytes = 4;

/**
 * Packs a value of strings, finite numbers, booleans, null, byte arrays, arrays and plain objects.
 * @returns a fresh array that the caller owns and may zero
 * @throws FrameError when it is none of these, or longer than `mostFrameBytes`
 */
export function encodeFrame(value: unknown): Uint8Array<ArrayBuffer> {
  const attachments: Uint8Array[] = [];
  const json = new TextEncoder().encode(JSON.stringify(packValue(value, attachments)));
  const parts = [json, ...attachments];
  const total = parts.reduce((sum, part) => sum + lengthBytes + part.length, 0);
  if (total > mostFrameBytes) throw new FrameError('too long');
  const frame = new Uint8Array(total);
  const view = new DataView(frame.buffer);
  let at = 0;
  for (const part of parts) {
    view.setUint32(at, part.length);
    frame.set(part, at + lengthBytes);
    at += lengthBytes + part.length;
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
  return unpackValue(parseJson(json), attachments);
}

function parseJson(json: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(json));
  } catch {
    // TypeError for what is no UTF-8, SyntaxError for what is no JSON; both quote the text, so neither is passed on.
    throw new FrameError('not JSON');
  }
}

function splitParts(frame: Uint8Array): Uint8Array[] {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at < frame.length) {
    if (frame.length - at < lengthBytes) throw new FrameError('cut short');
    const length = view.getUint32(at);
    if (length > frame.length - at - lengthBytes) throw new FrameError('cut short');
    parts.push(frame.subarray(at + lengthBytes, at + lengthBytes + length));
    at += lengthBytes + length;
  }
  return parts;
}
