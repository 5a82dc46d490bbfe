/**
 * Room for a secret. V8 keeps arrays of up to 64 bytes among its objects and copies them about while it collects garbage, where no
 * zeroing reaches the copies; the memory of an ArrayBuffer stays where it is.
 */
export const secretBytes = (lengthBytes: number): Uint8Array<ArrayBuffer> => new Uint8Array(new ArrayBuffer(lengthBytes));

/** A copy with the same promise. The caller zeroes both. */
export function copySecret(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = secretBytes(bytes.length);
  copy.set(bytes);
  return copy;
}
