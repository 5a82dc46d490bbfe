import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { Curve } from '../../app/contract/key.ts';
import { derInteger, derOf, derOfOwn, readAll, readDer, tagOf } from './der.ts';
import { curveDomain } from './curve.ts';

/** rsaEncryption (RFC 8017 appendix C) and id-ecPublicKey (RFC 5480). */
const rsaOid = Uint8Array.of(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1);
const ecOid = Uint8Array.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1);

const version = (number: number): Uint8Array => derInteger(Uint8Array.of(number));

/** RFC 5958, version 1. @param key the algorithm's own structure, which is zeroed */
const pkcs8 = (algorithm: Uint8Array, key: Uint8Array): Uint8Array =>
  derOfOwn(tagOf.sequence, version(0), algorithm, derOfOwn(tagOf.octets, key));

export interface RsaMembers {
  readonly n: Uint8Array;
  readonly e: Uint8Array;
  readonly d: Uint8Array;
  readonly p: Uint8Array;
  readonly q: Uint8Array;
  readonly dp: Uint8Array;
  readonly dq: Uint8Array;
  readonly qi: Uint8Array;
}

/** PKCS #8 of an RSA key (RFC 8017 appendix A.1.2). The caller zeroes it. */
export function rsaPkcs8({ n, e, d, p, q, dp, dq, qi }: RsaMembers): Uint8Array {
  const algorithm = derOf(tagOf.sequence, derOf(tagOf.oid, rsaOid), derOf(tagOf.null));
  return pkcs8(algorithm, derOfOwn(tagOf.sequence, version(0), ...[n, e, d, p, q, dp, dq, qi].map(derInteger)));
}

/** PKCS #8 of an EC key on a named curve (RFC 5915). The caller zeroes it. @param point uncompressed; OpenSSL finds it where it is left out */
export function ecPkcs8(curve: Curve, d: Uint8Array, point?: Uint8Array): Uint8Array {
  const algorithm = derOf(tagOf.sequence, derOf(tagOf.oid, ecOid), derOf(tagOf.oid, curveDomain[curve].oid));
  const half = point && derOf(tagOf.point, derOf(3, Uint8Array.of(0), point));
  return pkcs8(algorithm, derOfOwn(tagOf.sequence, version(1), derOf(tagOf.octets, d), ...(half ? [half] : [])));
}

/** The private number in the PKCS #8 of an EC key, of the same memory. @returns undefined for anything else */
export function ecNumber(der: Uint8Array): Uint8Array | undefined {
  const [, algorithm, key] = readAll(readDer(der)?.content ?? der, [tagOf.integer, tagOf.sequence, tagOf.octets]) ?? [];
  if (!algorithm || !key) return undefined;
  return readAll(readDer(key)?.content ?? key, [tagOf.integer, tagOf.octets])?.[1];
}

/** Of PKCS #8, which stays the caller's. The object keeps a copy until it is collected. */
export const readPkcs8 = (der: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.from(der.buffer, der.byteOffset, der.byteLength), format: 'der', type: 'pkcs8' });
