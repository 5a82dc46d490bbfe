import { createECDH, createHash, type KeyObject, randomBytes, sign, verify } from 'node:crypto';
import { promisify } from 'node:util';
import type { PublicKey } from '../../app/contract/key.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import { inverse, modulo, toBytes, toNumber } from './big-number.ts';
import { type CurveDomain, curveDomain } from './curve.ts';
import { ecPkcs8, readPkcs8 } from './key-der.ts';
import type { Signing } from './fit.ts';
import { plain } from './plain.ts';
import { openPublicKey } from './public-key.ts';

/**
 * ECDSA over a ready digest, all of it in OpenSSL's constant time. Node's OpenSSL always hashes what it signs, so it is given a fixed message,
 * whose digest is e, and a key for which that comes to the same as the digest z under the real one:
 * - s = (z + r·d)/k is z/e times (e + r·d·e/z)/k: the signature of e by the key d·e/z, whose s is then multiplied by z/e;
 * - z/s·G + r/s·Q is e/s·G + r/s·(Q + (z − e)/r·G): what verifies e by the point in brackets verifies z by Q.
 * The random number k is drawn, used and cleared by OpenSSL; the private number is only ever multiplied blinded.
 */
interface Ecdsa extends Signing {
  readonly hash: NonNullable<Signing['hash']>;
  readonly curve: NonNullable<Signing['curve']>;
}

const signAsync = promisify(sign);
const verifyAsync = promisify(verify);
const dsaEncoding = 'ieee-p1363';

/** Of these messages one always works: keys whose sum with one digest's point is no point are not so with the other's. */
const messages = [Buffer.alloc(0), Buffer.alloc(1)] as const;

const digestNumber = (hash: string, message: Uint8Array): bigint => toNumber(createHash(hash).update(message).digest());

export const isEcdsa = (algorithm: Signing): algorithm is Ecdsa => algorithm.hash !== undefined && algorithm.curve !== undefined;

/**
 * @param d the private number, which stays the caller's
 * @returns r and s one after the other
 * @throws VaultError BadParameter for a digest that is nought modulo the order of the curve, which no hash ever gave
 */
export async function signDigest({ hash, curve }: Ecdsa, d: Uint8Array, digest: Uint8Array): Promise<Uint8Array> {
  const { order, lengthBytes } = curveDomain[curve];
  const z = modulo(toNumber(digest), order);
  if (z === 0n) throw new VaultError('BadParameter', { issues: [{ path: 'digest', problem: 'invalid' }] });
  const e = digestNumber(hash, messages[0]);
  const key = scaledKey(curve, toNumber(d), { e, z });
  const signature = plain(await signAsync(hash, messages[0], { key, dsaEncoding }));
  const s = toNumber(signature.subarray(lengthBytes));
  signature.set(toBytes(modulo(s * z * must(inverse(e, order)), order), lengthBytes), lengthBytes);
  return signature;
}

/** The key d·e/z. What is multiplied and divided is blinded by a number that is drawn for it. */
function scaledKey(curve: Ecdsa['curve'], d: bigint, { e, z }: { e: bigint; z: bigint }): KeyObject {
  const { order, lengthBytes } = curveDomain[curve];
  const blind = modulo(toNumber(randomBytes(lengthBytes + 8)), order - 1n) + 1n;
  const factor = modulo(e * must(inverse(z * blind, order)), order);
  const scaled = toBytes(modulo(modulo(d * blind, order) * factor, order), lengthBytes);
  const der = ecPkcs8(curve, scaled);
  try {
    return readPkcs8(der);
  } finally {
    scaled.fill(0);
    der.fill(0);
  }
}

/** @returns false for whatever is no signature of this digest */
export async function verifyDigest(
  { hash, curve }: Ecdsa,
  key: Extract<PublicKey, { family: 'EC' }>,
  digest: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const { order, lengthBytes } = curveDomain[curve];
  const r = toNumber(signature.subarray(0, lengthBytes));
  if (signature.length !== 2 * lengthBytes || r === 0n || r >= order) return false;
  for (const message of messages) {
    const shift = modulo((toNumber(digest) - digestNumber(hash, message)) * must(inverse(r, order)), order);
    const shifted = shiftedKey(key, shift);
    if (shifted) return verifyAsync(hash, message, { key: shifted, dsaEncoding }, signature);
  }
  return false;
}

/** The point Q + shift·G. @returns undefined where the sum is none, or a point is added to itself */
function shiftedKey(key: Extract<PublicKey, { family: 'EC' }>, shift: bigint): KeyObject | undefined {
  if (shift === 0n) return openPublicKey(key);
  const domain = curveDomain[key.curve];
  const ecdh = createECDH(domain.name);
  ecdh.setPrivateKey(toBytes(shift, domain.lengthBytes));
  const point = ecdh.getPublicKey();
  const sum = add(domain, [key.x, key.y], [point.subarray(1, 1 + domain.lengthBytes), point.subarray(1 + domain.lengthBytes)]);
  return sum && openPublicKey({ ...key, ...sum });
}

type Point = readonly [x: Uint8Array, y: Uint8Array];

/** Of two different points that are on the curve. Its time tells of them: they are public. */
function add({ prime, lengthBytes }: CurveDomain, one: Point, other: Point): { x: Uint8Array; y: Uint8Array } | undefined {
  const [x1, y1, x2, y2] = [...one, ...other].map(toNumber);
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return undefined;
  const run = inverse(x2 - x1, prime);
  if (run === undefined) return undefined;
  const slope = modulo((y2 - y1) * run, prime);
  const x = modulo(slope * slope - x1 - x2, prime);
  const y = modulo(slope * (x1 - x) - y1, prime);
  return { x: toBytes(x, lengthBytes), y: toBytes(y, lengthBytes) };
}

/** Numbers below a prime always have an inverse. */
function must(number: bigint | undefined): bigint {
  if (number === undefined) throw new RangeError('nought has no inverse');
  return number;
}
