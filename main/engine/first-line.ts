import { readSync } from 'node:fs';
import { secretBytes } from '../../app/seal/secret-bytes.ts';

/**
 * Reads a line that a shell handed over through a pipe, and closed. What was read on the way is zeroed.
 * @param descriptor of the pipe
 * @param mostBytes of a line that is taken
 * @returns without its end; the caller zeroes it
 * @throws RangeError when it is longer
 */
export function readFirstLine(descriptor: number, mostBytes: number): Uint8Array {
  const whole = Buffer.alloc(mostBytes + 1);
  try {
    let length = 0;
    for (let read = -1; read !== 0 && length < whole.length; length += read)
      read = readSync(descriptor, whole, length, whole.length - length, null);
    const end = whole.subarray(0, length).indexOf(0x0a);
    const line = whole.subarray(0, end === -1 ? length : end);
    if (line.length > mostBytes) throw new RangeError('the line is too long');
    const copy = secretBytes(line.length);
    copy.set(line);
    return copy;
  } finally {
    whole.fill(0);
  }
}
