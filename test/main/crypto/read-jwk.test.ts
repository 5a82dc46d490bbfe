import { checkPrimeSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { PrivateJwk } from '../../../app/contract/key.ts';
import { createKeyCrypto } from '../../../main/crypto/key-crypto.ts';
import { toBytes, toNumber } from '../../../main/crypto/big-number.ts';
import { jwkOf } from '../../../main/parser/jwk-of.ts';
import { readPkcs8, rsaPkcs8 } from '../../../main/crypto/key-der.ts';
import { inverse } from './inverse.ts';

const crypto = createKeyCrypto();
const { signal } = new AbortController();

const draw = async (spec: Parameters<typeof crypto.generate>[0]): Promise<PrivateJwk> =>
  jwkOf(readPkcs8((await crypto.generate(spec, signal)).material));

type Rsa = Extract<PrivateJwk, { family: 'RSA' }>;
const isRsa = (jwk: PrivateJwk): jwk is Rsa => jwk.family === 'RSA';
const drawn = await draw({ family: 'RSA', bits: 2048 });
const rsa: Rsa = isRsa(drawn) ? drawn : expect.unreachable('another family');
const bad = (member: string) => ({ code: 'BadParameter', data: { issues: [expect.objectContaining({ path: `jwk.${member}` })] } });
const plus = (bytes: Uint8Array, more: bigint): Uint8Array => toBytes(toNumber(bytes) + more, bytes.length);

const unsafe = { code: 'KeyUnsupported', data: { what: 'import', reason: 'unsafe' } };

function nextPrime(from: bigint): bigint {
  let number = from | 1n;
  while (!checkPrimeSync(number)) number += 2n;
  return number;
}

/** The key of 2048 bits of two factors, all its members as they follow from them. */
function jwkFrom(p: bigint, q: bigint): Rsa {
  const e = 65_537n;
  const d = inverse(e, (p - 1n) * (q - 1n)) ?? 0n;
  const half = [p, q, d % (p - 1n), d % (q - 1n), inverse(q, p) ?? 0n].map((number) => toBytes(number, 128));
  const [pBytes, qBytes, dp, dq, qi] = half;
  if (!pBytes || !qBytes || !dp || !dq || !qi) expect.unreachable('five numbers');
  return { family: 'RSA', n: toBytes(p * q, 256), e: toBytes(e, 3), d: toBytes(d, 256), p: pBytes, q: qBytes, dp, dq, qi };
}

/** What `weak-rsa.ts` looks at. */
const markers = Array.from({ length: 166 }, (_, at) => BigInt(at + 2)).filter((number) => number > 2n && checkPrimeSync(number));

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let count = 0n; count < exponent; count += 1n) result = (result * base) % modulus;
  return result;
}

describe('a JSON Web Key', () => {
  it('of RSA is read as what it was written from', async () => {
    const key = await crypto.readJwk(rsa);
    expect(key.spec).toEqual({ family: 'RSA', bits: 2048 });
    expect(key.publicKey).toEqual({ family: 'RSA', n: rsa.n, e: rsa.e });
    expect(key.material).toEqual(rsaPkcs8(rsa));
    const digest = new Uint8Array(32).fill(1);
    const signature = await crypto.open(key.spec, key.material).sign('PS256', digest);
    expect(await crypto.verify({ family: 'RSA', n: rsa.n, e: rsa.e }, 'PS256', digest, signature)).toBe(true);
  });

  it('of RSA may have its factors in either order, and noughts before its numbers', async () => {
    const qi = toBytes(inverse(toNumber(rsa.p), toNumber(rsa.q)) ?? 0n, 128);
    const turned = { ...rsa, p: rsa.q, q: rsa.p, dp: rsa.dq, dq: rsa.dp, qi, n: Buffer.concat([Buffer.alloc(2), rsa.n]) };
    expect((await crypto.readJwk(turned)).publicKey).toEqual({ family: 'RSA', n: rsa.n, e: rsa.e });
  });

  it.each(['d', 'p', 'q', 'dp', 'dq', 'qi'] as const)('of RSA whose %s belongs to another key is refused', async (member) => {
    const other = await draw({ family: 'RSA', bits: 2048 });
    const foreign = isRsa(other) ? other[member] : expect.unreachable('another family');
    await expect(crypto.readJwk({ ...rsa, [member]: foreign })).rejects.toMatchObject(bad(member));
    await expect(crypto.readJwk({ ...rsa, [member]: plus(rsa[member], 2n) })).rejects.toMatchObject(bad(member));
  });

  it.each([[[3]], [[1, 0, 0]], [[0, 17]]])('of RSA with the exponent %j is refused', async (e) => {
    await expect(crypto.readJwk({ ...rsa, e: Uint8Array.from(e) })).rejects.toMatchObject(bad('e'));
  });

  it('of RSA of another size is refused', async () => {
    const n = rsa.n.with(0, 0);
    await expect(crypto.readJwk({ ...rsa, n })).rejects.toMatchObject({ code: 'KeyUnsupported', data: { what: 'import', reason: 'type' } });
  });

  it('of RSA whose factors are no primes is refused', async () => {
    const jwk = jwkFrom(2n ** 1023n + 2n ** 1022n + 1n, 2n ** 1024n - 2n ** 1000n + 9n);
    await expect(crypto.readJwk(jwk)).rejects.toMatchObject(bad('p'));
  });

  it('of RSA whose factors lie close is refused, though they are primes', async () => {
    const p = nextPrime(2n ** 1023n + 2n ** 1022n + 5n ** 100n);
    await expect(crypto.readJwk(jwkFrom(nextPrime(p + 2n ** 64n), p))).rejects.toMatchObject(unsafe);
  });

  it('of RSA with the mark of a library that drew its primes from few is refused', async () => {
    const product = markers.reduce((all, prime) => all * prime, 2n);
    const marked = (above: bigint, exponent: bigint): bigint => {
      let number = above - (above % product) + power(65_537n, exponent, product);
      while (!checkPrimeSync(number)) number += product;
      return number;
    };
    const [p, q] = [marked(2n ** 1023n + 2n ** 1022n, 5n), marked(2n ** 1023n + 2n ** 1022n + 2n ** 1021n, 12n)];
    await expect(crypto.readJwk(jwkFrom(p, q))).rejects.toMatchObject(unsafe);
    await expect(crypto.readJwk(jwkFrom(p, nextPrime(q + 2n)))).resolves.toMatchObject({ spec: { family: 'RSA', bits: 2048 } });
  });

  it.each(['P-256', 'P-384', 'P-521', 'P-256K'] as const)(
    'on %s is read, and refused when its parts don’t belong together',
    async (curve) => {
      const jwk = await draw({ family: 'EC', curve });
      const other = await draw({ family: 'EC', curve });
      if (jwk.family !== 'EC' || other.family !== 'EC') expect.unreachable('another family');
      const key = await crypto.readJwk(jwk);
      expect(key).toMatchObject({ spec: { family: 'EC', curve }, publicKey: { family: 'EC', curve, x: jwk.x, y: jwk.y } });
      await expect(crypto.readJwk({ ...jwk, d: other.d })).rejects.toMatchObject(bad('d'));
      await expect(crypto.readJwk({ ...jwk, x: other.x, y: other.y })).rejects.toMatchObject(bad('d'));
      await expect(crypto.readJwk({ ...jwk, x: other.x })).rejects.toMatchObject(bad('x'));
      await expect(crypto.readJwk({ ...jwk, y: other.y })).rejects.toMatchObject(bad('y'));
      await expect(crypto.readJwk({ ...jwk, d: jwk.d.map(() => 0) })).rejects.toMatchObject(bad('d'));
      await expect(crypto.readJwk({ ...jwk, d: jwk.d.map(() => 0xff) })).rejects.toMatchObject(bad('d'));
      await expect(crypto.readJwk({ ...jwk, y: jwk.y.subarray(1) })).rejects.toMatchObject(bad('y'));
    },
  );

  it.each([16, 24, 32])('of %i symmetric bytes is read, and stays the caller’s', async (length) => {
    const k = new Uint8Array(length).fill(5);
    const key = await crypto.readJwk({ family: 'oct', k });
    expect(key).toEqual({ spec: { family: 'oct', bits: length * 8 }, material: k });
    expect(key.material).not.toBe(k);
  });

  it('of another number of symmetric bytes is refused', async () => {
    await expect(crypto.readJwk({ family: 'oct', k: new Uint8Array(17) })).rejects.toMatchObject({ code: 'KeyUnsupported' });
  });
});
