import type { Decipheriv } from 'node:crypto';

/**
 * Decrypts without a second copy. Node decrypts into a buffer of one byte more, copies what it needs and gives the buffer back
 * uncleared; whoever asks for as much next is mostly given the same memory, and clears it. Where the C library itself overwrites what is
 * freed (`wipedHeap`) nothing depends on it.
 */
export function updateCleanly(decipher: Decipheriv, data: Uint8Array): Buffer {
  const plaintext = decipher.update(data);
  Buffer.allocUnsafeSlow(data.length + 1).fill(0);
  return plaintext;
}
