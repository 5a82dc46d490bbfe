import type { Curve, EncryptAlgorithm, KeySpec, SignAlgorithm } from '../../app/contract/key.ts';
import { VaultError } from '../../app/contract/vault-error.ts';

export interface Signing {
  readonly padding: 'pkcs1' | 'pss' | 'ecdsa' | 'hmac';
  /** OpenSSL's name; RSNULL has none and pads what it is given. */
  readonly hash?: 'sha256' | 'sha384' | 'sha512';
  readonly digestBytes?: number;
  readonly curve?: Curve;
}

const sha256 = { hash: 'sha256', digestBytes: 32 } as const;
const sha384 = { hash: 'sha384', digestBytes: 48 } as const;
const sha512 = { hash: 'sha512', digestBytes: 64 } as const;

/** RFC 7518 section 3.1, RFC 8812 section 3.2. */
export const signing: { readonly [A in SignAlgorithm]: Signing } = {
  RS256: { padding: 'pkcs1', ...sha256 },
  RS384: { padding: 'pkcs1', ...sha384 },
  RS512: { padding: 'pkcs1', ...sha512 },
  RSNULL: { padding: 'pkcs1' },
  PS256: { padding: 'pss', ...sha256 },
  PS384: { padding: 'pss', ...sha384 },
  PS512: { padding: 'pss', ...sha512 },
  ES256: { padding: 'ecdsa', ...sha256, curve: 'P-256' },
  ES384: { padding: 'ecdsa', ...sha384, curve: 'P-384' },
  ES512: { padding: 'ecdsa', ...sha512, curve: 'P-521' },
  ES256K: { padding: 'ecdsa', ...sha256, curve: 'P-256K' },
  HS256: { padding: 'hmac', ...sha256 },
  HS384: { padding: 'hmac', ...sha384 },
  HS512: { padding: 'hmac', ...sha512 },
};

/** The key as people call it: `RSA 2048`, `EC P-256`, `oct 256`. */
const nameOf = (spec: KeySpec | { family: 'RSA' }): string =>
  'curve' in spec ? `EC ${spec.curve}` : 'bits' in spec ? `${spec.family} ${spec.bits}` : spec.family;

/** A key of another kind, size or curve than the algorithm needs. */
export const unfit = (algorithm: SignAlgorithm | EncryptAlgorithm, spec: KeySpec | { family: 'RSA' }): VaultError =>
  new VaultError('KeyUnsupported', { what: algorithm, by: nameOf(spec), reason: 'algorithm' });

export const badLength = (path: string): VaultError => new VaultError('BadParameter', { issues: [{ path, problem: 'length' }] });

/** @throws VaultError BadParameter */
export function assertDigest({ digestBytes }: Signing, digest: Uint8Array): void {
  if (digestBytes !== undefined && digest.length !== digestBytes) throw badLength('digest');
}
