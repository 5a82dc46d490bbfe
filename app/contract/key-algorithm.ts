import type { Curve, EncryptAlgorithm, KeySpec, SignAlgorithm } from './key.ts';
import { curve, wrapOnly } from './key.ts';

/** What a key on a curve signs by (RFC 7518 section 3.4, RFC 8812). */
export const curveAlgorithm = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512', 'P-256K': 'ES256K' } as const satisfies Record<
  Curve,
  SignAlgorithm
>;

const hashBytes = { 'SHA-256': 32, 'SHA-384': 48, 'SHA-512': 64 } as const;
export type Hash = keyof typeof hashBytes;

/** The hash whose digest an algorithm signs (RFC 7518 section 3.1, RFC 8812); none for RSNULL, which signs what it is given. */
export function hashOf(algorithm: SignAlgorithm): Hash | undefined {
  if (algorithm.includes('256')) return 'SHA-256';
  if (algorithm.endsWith('384')) return 'SHA-384';
  return algorithm.endsWith('512') ? 'SHA-512' : undefined;
}

/** Length of the digest that an algorithm signs, in bytes; RSNULL takes any that its padding leaves room for. */
export function digestBytesOf(algorithm: SignAlgorithm): number | undefined {
  const hash = hashOf(algorithm);
  return hash && hashBytes[hash];
}

/** Padding of PKCS #1 v1.5 (RFC 8017 section 9.2), in bytes. */
const padding = 11;

/** Most bytes that RSNULL signs with a key; 0 for keys that it isn't for. */
export const mostBareBytes = (spec: KeySpec): number => (spec.family === 'RSA' ? spec.bits / 8 - padding : 0);

/** The curve that an algorithm signs on; undefined for those that are no ECDSA. */
export const curveOf = (algorithm: SignAlgorithm): Curve | undefined => curve.options.find((it) => curveAlgorithm[it] === algorithm);

/** Whether a key's kind, size and curve are those of an algorithm. */
export function fitsSigning(spec: KeySpec, algorithm: SignAlgorithm): boolean {
  switch (spec.family) {
    case 'RSA':
      return /^(?:RS|PS)/.test(algorithm);
    case 'EC':
      return curveOf(algorithm) === spec.curve;
    case 'oct':
      // RFC 7518 section 3.2: a key as long as the hash at least.
      return algorithm.startsWith('HS') && spec.bits >= Number(algorithm.slice(2));
  }
}

/** @param wraps whether a key is wrapped or unwrapped: some algorithms do nothing else */
export function fitsEncryption(spec: KeySpec, algorithm: EncryptAlgorithm, wraps: boolean): boolean {
  if (!wraps && wrapOnly.includes(algorithm)) return false;
  switch (spec.family) {
    case 'RSA':
      return algorithm.startsWith('RSA');
    case 'EC':
      return false;
    case 'oct':
      return algorithm.startsWith(`A${spec.bits}`) || algorithm.startsWith('CKM_AES');
  }
}

/** How AES is used by an algorithm; `rsa` for those of RSA. */
export type CipherMode = 'rsa' | 'gcm' | 'cbc' | 'cbc-pad' | 'wrap' | 'wrap-pad';

/** What goes in beside the text, and how long the text may be, depends on this. */
export function modeOf(algorithm: EncryptAlgorithm): CipherMode {
  if (algorithm.startsWith('RSA')) return 'rsa';
  if (algorithm.endsWith('GCM')) return 'gcm';
  if (algorithm.endsWith('CBCPAD')) return 'cbc-pad';
  if (algorithm.endsWith('CBC')) return 'cbc';
  return algorithm.endsWith('WRAP_PAD') ? 'wrap-pad' : 'wrap';
}
