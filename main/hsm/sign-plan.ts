import type { KeySpec, SignAlgorithm } from '../../app/contract/key.ts';
import { curveDomain } from '../crypto/curve.ts';
import { digestInfo, padPss } from '../crypto/emsa.ts';
import { assertDigest, badLength, type Signing, signing, unfit } from '../crypto/fit.ts';
import type { Mechanism } from './cryptoki.ts';
import { maskFunction, mechanism, parameterType } from './number.ts';

/** What a token is told to sign, and how long its answer is. */
export interface SignPlan {
  readonly way: 'native' | 'composed';
  readonly mechanism: Mechanism;
  readonly data: Buffer;
  readonly lengthBytes: number;
}

const digests = { sha256: mechanism.sha256, sha384: mechanism.sha384, sha512: mechanism.sha512 } as const;
const macs = { sha256: mechanism.sha256Hmac, sha384: mechanism.sha384Hmac, sha512: mechanism.sha512Hmac } as const;

/**
 * Ways to sign a digest, the best first. PSS can be padded outside, because nothing in that is secret, where a token does the bare
 * private operation.
 * @throws VaultError KeyUnsupported, BadParameter: libraries sign digests of any length with a key of any curve
 */
export function signPlans(spec: KeySpec, algorithm: SignAlgorithm, digest: Uint8Array): readonly SignPlan[] {
  const kind = signing[algorithm];
  assertDigest(kind, digest);
  switch (kind.padding) {
    case 'pkcs1':
    case 'pss':
      if (spec.family !== 'RSA') throw unfit(algorithm, spec);
      return rsaPlans(spec.bits / 8, kind, digest);
    case 'ecdsa':
      if (spec.family !== 'EC' || spec.curve !== kind.curve) throw unfit(algorithm, spec);
      return [plan({ mechanism: mechanism.ecdsa }, digest, 2 * curveDomain[spec.curve].lengthBytes)];
    case 'hmac':
      if (spec.family !== 'oct' || spec.bits !== 256 || !kind.hash) throw unfit(algorithm, spec);
      return [plan({ mechanism: macs[kind.hash] }, digest, digest.length)];
  }
}

function rsaPlans(lengthBytes: number, { padding, hash }: Signing, digest: Uint8Array): readonly SignPlan[] {
  if (padding === 'pss' && hash) {
    const parameter = { type: parameterType.pss, hashAlg: digests[hash], mgf: maskFunction[hash], saltLen: digest.length };
    return [
      plan({ mechanism: mechanism.rsaPss, parameter }, digest, lengthBytes),
      { ...plan({ mechanism: mechanism.rsaX509 }, padPss(hash, digest, lengthBytes), lengthBytes), way: 'composed' },
    ];
  }
  const content = hash ? digestInfo(hash, digest) : digest;
  if (content.length > lengthBytes - 11) throw badLength('digest');
  return [plan({ mechanism: mechanism.rsaPkcs }, content, lengthBytes)];
}

/** The input is copied: it may not change while a token works on it. */
const plan = (by: Mechanism, data: Uint8Array, lengthBytes: number): SignPlan => ({
  way: 'native',
  mechanism: by,
  data: Buffer.from(data),
  lengthBytes,
});
