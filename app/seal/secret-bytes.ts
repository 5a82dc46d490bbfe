/**
 * Room for a secret. V8 keeps arrays of up to 64 bytes among its objects and copies them about while it collects garbage, where no
 * zeroing reaches the copies; the memory of an ArrayBuffer stays where it is.
 */
export const secretBytes = (lengthBytes: number): Uint8Array<ArrayBuffer> => new Uint8Array(new ArrayBuffer(lengthBytes));

/**
 * Zeroes a long array and, where it has its buffer for itself, gives the memory back at once, where it would lie until garbage is collected.
 * Whoever still holds it finds it empty, and twice is as good as once. Nothing outside of JavaScript may be at work on it.
 */
export function giveBack(bytes: Uint8Array): void {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.detached) return;
  bytes.fill(0);
  if (buffer instanceof ArrayBuffer && bytes.length === buffer.byteLength) buffer.transfer(0);
}

/** A copy with the same promise. The caller zeroes both. */
export function copySecret(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = secretBytes(bytes.length);
  copy.set(bytes);
  return copy;
}
