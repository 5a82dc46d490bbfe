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

/**
 * Public keys under which a signature of this digest is right (SEC 1 section 4.1.6): two, seldom more, of which one is whose it is.
 * @returns none for what no key could have signed
 */
export function findSigners({ curve }: Ecdsa, digest: Uint8Array, signature: Uint8Array): Extract<PublicKey, { family: 'EC' }>[] {
  const { Signature, lengths } = curves[curve];
  if (signature.length !== lengths.signature) return [];
  const bare = Signature.fromBytes(signature, 'compact');
  return [0, 1, 2, 3].flatMap((recovery) => {
    try {
      const point = bare.addRecoveryBit(recovery).recoverPublicKey(digest).toBytes(false);
      const half = (point.length - 1) / 2;
      return [{ family: 'EC' as const, curve, x: point.slice(1, 1 + half), y: point.slice(1 + half) }];
    } catch {
      // No point has this x, or it is beyond the field: not an error, an answer.
      return [];
    }
  });
}

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
