import { type Curve, type EncryptAlgorithm, type KeySpec, type SignAlgorithm, wrapOnly } from '../contract/key.ts';
import { VaultError } from '../contract/vault-error.ts';

const signCurves: Partial<Record<SignAlgorithm, Curve>> = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521', ES256K: 'P-256K' };

/** Length of the digest that an algorithm signs, in bytes; RSNULL takes what its padding of 11 bytes leaves room for. */
const digestBytes = {
  RS256: 32,
  RS384: 48,
  RS512: 64,
  PS256: 32,
  PS384: 48,
  PS512: 64,
  ES256: 32,
  ES384: 48,
  ES512: 64,
  ES256K: 32,
  HS256: 32,
  HS384: 48,
  HS512: 64,
  RSNULL: undefined,
} as const satisfies Record<SignAlgorithm, number | undefined>;

function fitsSigning(spec: KeySpec, algorithm: SignAlgorithm): boolean {
  switch (spec.family) {
    case 'RSA':
      return /^(?:RS|PS)/.test(algorithm);
    case 'EC':
      return signCurves[algorithm] === spec.curve;
    case 'oct':
      // RFC 7518 section 3.2: a key as long as the hash at least.
      return algorithm.startsWith('HS') && spec.bits >= Number(algorithm.slice(2));
  }
}

function fitsEncryption(spec: KeySpec, algorithm: EncryptAlgorithm): boolean {
  switch (spec.family) {
    case 'RSA':
      return algorithm.startsWith('RSA');
    case 'EC':
      return false;
    case 'oct':
      return algorithm.startsWith(`A${spec.bits}`) || algorithm.startsWith('CKM_AES');
  }
}

const unsupported = (what: string, by: string) => new VaultError('KeyUnsupported', { what, by, reason: 'algorithm' });

/** @throws VaultError KeyUnsupported when the key is not one for it; BadParameter when the digest has another length */
export function checkSigning(key: { readonly name: string; readonly spec: KeySpec }, algorithm: SignAlgorithm, digest: Uint8Array): void {
  const { name, spec } = key;
  if (!fitsSigning(spec, algorithm)) throw unsupported(algorithm, name);
  const length = digestBytes[algorithm];
  const most = spec.family === 'RSA' ? spec.bits / 8 - 11 : 0;
  const fits = length === undefined ? digest.length <= most : digest.length === length;
  if (!fits) throw new VaultError('BadParameter', { issues: [{ path: 'digest', problem: 'length', limit: length ?? most }] });
}

/** @param wraps whether a key is wrapped or unwrapped: some algorithms do nothing else. @throws VaultError KeyUnsupported */
export function checkEncryption(
  { name, spec }: { readonly name: string; readonly spec: KeySpec },
  algorithm: EncryptAlgorithm,
  wraps: boolean,
): void {
  // Who may decrypt by it can find out other texts by asking often (Bleichenbacher 1998).
  if (algorithm === 'RSA1_5') throw new VaultError('KeyUnsupported', { what: algorithm, by: name, reason: 'unsafe' });
  if (!fitsEncryption(spec, algorithm) || (!wraps && wrapOnly.includes(algorithm))) throw unsupported(algorithm, name);
}
