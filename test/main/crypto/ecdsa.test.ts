import { createECDH, createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Curve, PublicKey } from '../../../app/contract/key.ts';
import { modulo, toBytes, toNumber } from '../../../main/crypto/big-number.ts';
import { curveDomain } from '../../../main/crypto/curve.ts';
import { ecPkcs8 } from '../../../main/crypto/key-der.ts';
import { createKeyCrypto } from '../../../main/crypto/key-crypto.ts';
import { inverse } from './inverse.ts';

const crypto = createKeyCrypto();
const kinds = [
  ['ES256', 'P-256', 'sha256', 32],
  ['ES384', 'P-384', 'sha384', 48],
  ['ES256K', 'P-256K', 'sha256', 32],
  ['ES512', 'P-521', 'sha512', 64],
] as const;

/** A point's coordinates. */
function multiply(curve: Curve, number: bigint): { x: Uint8Array; y: Uint8Array } {
  const { name, lengthBytes } = curveDomain[curve];
  const ecdh = createECDH(name);
  ecdh.setPrivateKey(toBytes(number, lengthBytes));
  const point = Uint8Array.from(ecdh.getPublicKey());
  return { x: point.subarray(1, 1 + lengthBytes), y: point.subarray(1 + lengthBytes) };
}

const publicOf = (curve: Curve, d: bigint): PublicKey => ({ family: 'EC', curve, ...multiply(curve, d) });

/** A signature by the textbook, with a random number of the test's choice. @param digest is made of r */
function signAsWritten(curve: Curve, d: bigint, digestOf: (r: bigint) => bigint) {
  const { order, lengthBytes } = curveDomain[curve];
  const k = 0x1234567890abcdefn;
  const r = modulo(toNumber(multiply(curve, k).x), order);
  const z = digestOf(r);
  const s = modulo((z + r * d) * (inverse(k, order) ?? 0n), order);
  return { z, signature: Buffer.concat([toBytes(r, lengthBytes), toBytes(s, lengthBytes)]) };
}

describe('ECDSA over a digest', () => {
  it.each(kinds)('%s: the order of %s is one', (_, curve) => {
    const { order } = curveDomain[curve];
    expect(multiply(curve, order - 1n).x).toEqual(multiply(curve, 1n).x);
    expect(() => multiply(curve, order)).toThrow();
  });

  it.each(kinds.slice(0, 3))(
    '%s verifies signatures by the textbook, of digests that make its sums come out as the same point, its opposite, or nothing',
    async (algorithm, curve, hash, digestBytes) => {
      const { order } = curveDomain[curve];
      const d = 0xfedcba9876543210n;
      const e = toNumber(createHash(hash).digest());
      const digests = [(r: bigint) => e + r * d, (r: bigint) => e - r * d, () => e, () => 0n];
      for (const digestOf of digests) {
        const { z, signature } = signAsWritten(curve, d, (r) => modulo(digestOf(r), order));
        expect(await crypto.verify(publicOf(curve, d), algorithm, toBytes(z, digestBytes), signature)).toBe(true);
        expect(await crypto.verify(publicOf(curve, d + 1n), algorithm, toBytes(z, digestBytes), signature)).toBe(false);
      }
    },
  );

  it.each(kinds)('%s verifies what it signed, and nothing that differs by a bit', async (algorithm, curve, _, digestBytes) => {
    const { order, lengthBytes } = curveDomain[curve];
    const flip = (bytes: Uint8Array, at: number): Uint8Array =>
      bytes.map((byte, place) => (place === at % bytes.length ? byte ^ (1 << (at % 8)) : byte));
    const number = fc.bigInt({ min: 1n, max: order - 1n });
    const digestOf = fc.uint8Array({ minLength: digestBytes, maxLength: digestBytes }).filter((bytes) => bytes.some((byte) => byte > 0));
    await fc.assert(
      fc.asyncProperty(number, digestOf, fc.nat(), async (d, digest, at) => {
        const key = publicOf(curve, d);
        const signature = await crypto.open({ family: 'EC', curve }, ecPkcs8(curve, toBytes(d, lengthBytes))).sign(algorithm, digest);
        expect(signature).toHaveLength(2 * lengthBytes);
        expect(await crypto.verify(key, algorithm, digest, signature)).toBe(true);
        expect(await crypto.verify(key, algorithm, flip(digest, at), signature)).toBe(false);
        expect(await crypto.verify(key, algorithm, digest, flip(signature, at))).toBe(false);
      }),
      { numRuns: 12 },
    );
  });

  it.each(kinds)('%s takes no r or s out of range, no shorter or longer signature', async (algorithm, curve, _, digestBytes) => {
    const { order, prime, lengthBytes } = curveDomain[curve];
    const key = publicOf(curve, 5n);
    const digest = new Uint8Array(digestBytes).fill(9);
    const numbers = [0n, order, order + 1n, prime].map((number) => toBytes(number, lengthBytes));
    const one = toBytes(1n, lengthBytes);
    const odd = numbers.flatMap((number) => [Buffer.concat([number, one]), Buffer.concat([one, number])]);
    for (const signature of [...odd, new Uint8Array(0), one, Buffer.concat([one, one, Buffer.alloc(1)])]) {
      expect(await crypto.verify(key, algorithm, digest, signature)).toBe(false);
    }
  });
});
