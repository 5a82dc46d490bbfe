import { p256, p384, p521 } from '@noble/curves/nist.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import type { Curve, PublicKey } from '../../app/contract/key.ts';
import type { Signing } from './fit.ts';

/** ECDSA over a ready digest. Node signs messages only: it hashes whatever it is given. */
interface Ecdsa extends Signing {
  readonly hash: NonNullable<Signing['hash']>;
  readonly curve: NonNullable<Signing['curve']>;
}

const curves = { 'P-256': p256, 'P-384': p384, 'P-521': p521, 'P-256K': secp256k1 } as const satisfies Record<Curve, unknown>;

/** The digest is signed as it is; of r and n − s both are signatures, as FIPS 186-5 has it. */
const asGiven = { prehash: false, lowS: false, format: 'compact' } as const;

export const isEcdsa = (algorithm: Signing): algorithm is Ecdsa => algorithm.hash !== undefined && algorithm.curve !== undefined;

/**
 * @param d the private number, as long as a coordinate; stays the caller's
 * @returns r and s one after the other (IEEE P1363); the random number is RFC 6979's with fresh entropy added (section 3.6)
 */
export const signDigest = ({ curve }: Ecdsa, d: Uint8Array, digest: Uint8Array): Uint8Array =>
  curves[curve].sign(digest, d, { ...asGiven, extraEntropy: true });

/** @returns false for whatever is no signature of this digest */
export function verifyDigest(
  { curve }: Ecdsa,
  { x, y }: Extract<PublicKey, { family: 'EC' }>,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  const { lengths, verify } = curves[curve];
  if (signature.length !== lengths.signature) return false;
  // Uncompressed (SEC 1 section 2.3.3).
  return verify(signature, digest, Uint8Array.of(4, ...x, ...y), asGiven);
}
