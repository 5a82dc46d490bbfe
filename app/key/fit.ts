import { digestBytesOf, fitsEncryption, fitsSigning, mostBareBytes } from '../contract/key-algorithm.ts';
import type { EncryptAlgorithm, KeySpec, SignAlgorithm } from '../contract/key.ts';
import { VaultError } from '../contract/vault-error.ts';

const unsupported = (what: string, by: string) => new VaultError('KeyUnsupported', { what, by, reason: 'algorithm' });

/** @throws VaultError KeyUnsupported when the key is not one for it; BadParameter when the digest has another length */
export function checkSigning(key: { readonly name: string; readonly spec: KeySpec }, algorithm: SignAlgorithm, digest: Uint8Array): void {
  const { name, spec } = key;
  if (!fitsSigning(spec, algorithm)) throw unsupported(algorithm, name);
  const length = digestBytesOf(algorithm);
  const most = mostBareBytes(spec);
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
  if (!fitsEncryption(spec, algorithm, wraps)) throw unsupported(algorithm, name);
}
