import { checkPrime, createECDH } from 'node:crypto';
import { promisify } from 'node:util';
import { rsaBits, type KeySpec, type PrivateJwk } from '../../app/contract/key.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import type { SoftwareKey } from '../../app/key/private-key.ts';
import { copySecret } from '../../app/seal/secret-bytes.ts';
import { hasBits, modulo, toBytes, toNumber } from './big-number.ts';
import { curveDomain } from './curve.ts';
import { ecPkcs8, rsaPkcs8 } from './key-der.ts';
import { isWeak } from './weak-rsa.ts';

type Rsa = Extract<PrivateJwk, { family: 'RSA' }>;
type Ec = Extract<PrivateJwk, { family: 'EC' }>;
type RsaMember = Exclude<keyof Rsa, 'family'>;

const isPrime = promisify(checkPrime);
const leastExponent = 65_537n;
const isRsaBits = (bits: number): bits is Extract<KeySpec, { family: 'RSA' }>['bits'] => rsaBits.safeParse(bits).success;

const wrong = (member: string, problem = 'invalid'): VaultError =>
  new VaultError('BadParameter', { issues: [{ path: `jwk.${member}`, problem }] });

const badSize = (by: string): VaultError => new VaultError('KeyUnsupported', { what: 'import', by, reason: 'type' });

/**
 * Reads a private or symmetric JSON Web Key (RFC 7518 section 6), each of whose members must belong to the others: what computes with a
 * wrong one gives the key away (a faulty CRT exponent by the first signature).
 * @param jwk stays the caller's
 * @throws VaultError BadParameter naming the member; KeyUnsupported for sizes that no vault has, and for what is known to be weak (`unsafe`)
 */
export async function readJwk(jwk: PrivateJwk): Promise<SoftwareKey> {
  switch (jwk.family) {
    case 'RSA':
      return readRsa(jwk);
    case 'EC':
      return readEc(jwk);
    case 'oct':
      return readOct(jwk.k);
  }
}

function readOct(k: Uint8Array): SoftwareKey {
  const bits = k.length * 8;
  if (bits !== 128 && bits !== 192 && bits !== 256) throw badSize(`oct ${bits}`);
  return { spec: { family: 'oct', bits }, material: copySecret(k) };
}

async function readRsa(jwk: Rsa): Promise<SoftwareKey> {
  const { n, e, d, p, q, dp, dq, qi } = jwk;
  const numbers = { n: toNumber(n), e: toNumber(e), d: toNumber(d), p: toNumber(p), q: toNumber(q) };
  const spec = { family: 'RSA', bits: modulusBits(numbers.n) } as const;
  const member = findForeign({ ...numbers, dp: toNumber(dp), dq: toNumber(dq), qi: toNumber(qi) }, spec.bits);
  if (member) throw wrong(member);
  if (isWeak(numbers, spec.bits)) throw new VaultError('KeyUnsupported', { what: 'import', by: `RSA ${spec.bits}`, reason: 'unsafe' });
  for (const name of ['p', 'q'] as const) if (!(await isPrime(jwk[name]))) throw wrong(name);
  const publicKey = { family: 'RSA', n: toBytes(numbers.n, spec.bits / 8), e: withoutZeros(e) } as const;
  return { spec, material: rsaPkcs8(jwk), publicKey };
}

function modulusBits(n: bigint): Extract<KeySpec, { family: 'RSA' }>['bits'] {
  const bits = [2048, 3072, 4096].find((size) => hasBits(n, size));
  if (bits === undefined || !isRsaBits(bits)) throw badSize(`RSA ${n.toString(2).length}`);
  return bits;
}

/** The first member that can't be, or doesn't belong to the others (SP 800-56B revision 2, section 6.4.1.2). */
function findForeign(key: { readonly [M in RsaMember]: bigint }, bits: number): RsaMember | undefined {
  const { n, e, d, p, q, dp, dq, qi } = key;
  const [p1, q1] = [p - 1n, q - 1n];
  const checks: readonly (readonly [RsaMember, boolean])[] = [
    ['e', e >= leastExponent && e % 2n === 1n],
    ['p', hasBits(p, bits / 2) && n % p === 0n],
    ['q', hasBits(q, bits / 2) && p * q === n],
    ['d', d < n && modulo(e * d, p1) === 1n && modulo(e * d, q1) === 1n],
    ['dp', dp === modulo(d, p1)],
    ['dq', dq === modulo(d, q1)],
    ['qi', qi < p && modulo(qi * q, p) === 1n],
  ];
  return checks.find(([, holds]) => !holds)?.[0];
}

const withoutZeros = (bytes: Uint8Array): Uint8Array => Uint8Array.from(bytes.subarray(bytes.findIndex((byte) => byte !== 0)));

function readEc({ curve, x, y, d }: Ec): SoftwareKey {
  const { lengthBytes, order } = curveDomain[curve];
  for (const [member, bytes] of Object.entries({ x, y, d })) if (bytes.length !== lengthBytes) throw wrong(member, 'length');
  const number = toNumber(d);
  if (number === 0n || number >= order) throw wrong('d');
  const point = pointOf(curve, d);
  const foreign = findOther({ x, y }, point);
  if (foreign) throw wrong(foreign);
  return {
    spec: { family: 'EC', curve },
    material: ecPkcs8(curve, d, point),
    publicKey: { family: 'EC', curve, x: Uint8Array.from(x), y: Uint8Array.from(y) },
  };
}

/** The point of a private number, uncompressed. */
function pointOf(curve: Ec['curve'], d: Uint8Array): Buffer {
  const ecdh = createECDH(curveDomain[curve].name);
  ecdh.setPrivateKey(d);
  return ecdh.getPublicKey();
}

/** Which member isn't of that point; where both coordinates aren't, it is the private number that is another's. */
function findOther({ x, y }: Pick<Ec, 'x' | 'y'>, point: Buffer): 'x' | 'y' | 'd' | undefined {
  const isX = point.subarray(1, 1 + x.length).equals(x);
  const isY = point.subarray(1 + x.length).equals(y);
  if (isX) return isY ? undefined : 'y';
  return isY ? 'x' : 'd';
}
