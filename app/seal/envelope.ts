import type { Crypto } from './crypto.ts';

/** Format 1, algorithm 1: AES-256-GCM with a random 96-bit nonce and a 128-bit tag. */
const header = Uint8Array.of(1, 1);
const nonceBytes = 12;
const tagBytes = 16;

/** What an envelope adds to its plaintext, in bytes. */
export const envelopeOverhead = header.length + nonceBytes + tagBytes;

/** The header is authenticated too, so that a later format cannot be passed off as this one. */
function bind(associatedData: Uint8Array): Uint8Array {
  const bound = new Uint8Array(header.length + associatedData.length);
  bound.set(header);
  bound.set(associatedData, header.length);
  return bound;
}

/**
 * Seals `plaintext`: format byte, algorithm byte, nonce, ciphertext, tag.
 * @param key 32 bytes; at most 2^32 envelopes under one key (SP 800-38D section 8.3)
 */
export function sealEnvelope(crypto: Crypto, key: Uint8Array, associatedData: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const nonce = crypto.random(nonceBytes);
  const sealed = crypto.sealAesGcm(key, nonce, bind(associatedData), plaintext);
  const envelope = new Uint8Array(header.length + nonceBytes + sealed.length);
  envelope.set(header);
  envelope.set(nonce, header.length);
  envelope.set(sealed, header.length + nonceBytes);
  return envelope;
}

/** @returns the plaintext, which the caller zeroes; undefined when anything is not as it was sealed, or the format is unknown */
export function openEnvelope(crypto: Crypto, key: Uint8Array, associatedData: Uint8Array, envelope: Uint8Array): Uint8Array | undefined {
  if (envelope.length < envelopeOverhead) return undefined;
  if (envelope[0] !== header[0] || envelope[1] !== header[1]) return undefined;
  const nonce = envelope.subarray(header.length, header.length + nonceBytes);
  return crypto.openAesGcm(key, nonce, bind(associatedData), envelope.subarray(header.length + nonceBytes));
}
