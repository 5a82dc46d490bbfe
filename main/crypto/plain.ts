import { copySecret } from '../../app/seal/secret-bytes.ts';

/** A plain array over memory that is nobody else's, so that zeroing it zeroes the only copy. */
export function plain(buffer: Buffer): Uint8Array {
  if (buffer.byteLength === buffer.buffer.byteLength) return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  const copy = copySecret(buffer);
  buffer.fill(0);
  return copy;
}
