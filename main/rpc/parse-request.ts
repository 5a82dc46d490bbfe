import { decodeFrame } from '../../app/contract/frame-codec.ts';
import { FrameError } from '../../app/contract/frame-error.ts';
import { request, type Request } from '../../app/contract/frame.ts';
import { ViolationError } from './violation.ts';

/**
 * Reads a page's frame. Byte arrays in the request are views of `frame`.
 * @throws ViolationError on anything but a request
 */
export function parseRequest(frame: Uint8Array): Request {
  const parsed = request.safeParse(decode(frame));
  if (!parsed.success) throw new ViolationError('not a request');
  return parsed.data;
}

function decode(frame: Uint8Array): unknown {
  try {
    return decodeFrame(frame);
  } catch (error) {
    throw error instanceof FrameError ? new ViolationError(error.problem) : error;
  }
}
