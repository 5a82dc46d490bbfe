import type { Curve } from '../../app/contract/key.ts';

/** A curve's domain (SEC 2, FIPS 186-4 appendix D; curves of form y² = x³ + ax + b over a prime field), and what others call it. */
export interface CurveDomain {
  /** OpenSSL's name. */
  readonly name: string;
  /** As a JSON Web Key has it (RFC 8812 for secp256k1). */
  readonly jwk: string;
  /** The content of its object identifier in DER. */
  readonly oid: Uint8Array;
  /** Of a coordinate, and of a private key. */
  readonly lengthBytes: number;
  readonly prime: bigint;
  readonly a: bigint;
  readonly order: bigint;
}

const p256 = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const p384 = 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n;
const p521 = 2n ** 521n - 1n;

/** Each curve of the contract. */
export const curveDomain: { readonly [C in Curve]: CurveDomain } = {
  'P-256': {
    name: 'prime256v1',
    jwk: 'P-256',
    oid: Uint8Array.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7),
    lengthBytes: 32,
    prime: p256,
    a: p256 - 3n,
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  },
  'P-384': {
    name: 'secp384r1',
    jwk: 'P-384',
    oid: Uint8Array.of(0x2b, 0x81, 4, 0, 0x22),
    lengthBytes: 48,
    prime: p384,
    a: p384 - 3n,
    order: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  },
  'P-521': {
    name: 'secp521r1',
    jwk: 'P-521',
    oid: Uint8Array.of(0x2b, 0x81, 4, 0, 0x23),
    lengthBytes: 66,
    prime: p521,
    a: p521 - 3n,
    order:
      0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
  },
  'P-256K': {
    name: 'secp256k1',
    jwk: 'secp256k1',
    oid: Uint8Array.of(0x2b, 0x81, 4, 0, 0x0a),
    lengthBytes: 32,
    prime: 2n ** 256n - 2n ** 32n - 977n,
    a: 0n,
    order: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
  },
};
