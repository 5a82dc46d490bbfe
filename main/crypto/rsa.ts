import { constants, type KeyObject, privateDecrypt, privateEncrypt, publicEncrypt } from 'node:crypto';
import { VaultError } from '../../app/contract/vault-error.ts';
import type { EncryptAlgorithm } from '../../app/contract/key.ts';
import { digestInfo, isPss, padPkcs1, padPss } from './emsa.ts';
import { badLength, type Signing } from './fit.ts';
import { openOrRefuse } from './open-or-refuse.ts';
import { plain } from './plain.ts';

const { RSA_NO_PADDING, RSA_PKCS1_OAEP_PADDING, RSA_PKCS1_PADDING } = constants;

/**
 * RSA over a ready digest. OpenSSL pads for PKCS #1 v1.5; what PSS needs no secret for is written here, and OpenSSL does the private
 * operation, blinded and checked.
 * @param lengthBytes of the modulus
 * @throws VaultError BadParameter when the padding leaves no room for what RSNULL signs
 */
export function signRsa(key: KeyObject, { padding, hash }: Signing, digest: Uint8Array, lengthBytes: number): Uint8Array {
  if (padding === 'pss' && hash) return plain(privateDecrypt({ key, padding: RSA_NO_PADDING }, padPss(hash, digest, lengthBytes)));
  const content = hash ? digestInfo(hash, digest) : digest;
  if (content.length > lengthBytes - 11) throw badLength('digest');
  return plain(privateEncrypt({ key, padding: RSA_PKCS1_PADDING }, content));
}

/** What was signed is opened and compared whole: nothing that another could have put there is read. */
export function verifyRsa(key: KeyObject, { padding, hash }: Signing, digest: Uint8Array, signature: Uint8Array): boolean {
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  // Of so many bytes only those are refused that are not below the modulus.
  const opened = signature.length * 8 === bits ? openOrRefuse(() => publicEncrypt({ key, padding: RSA_NO_PADDING }, signature)) : undefined;
  if (!opened) return false;
  if (padding === 'pss') return hash !== undefined && isPss(hash, digest, opened);
  const padded = padPkcs1(hash ? digestInfo(hash, digest) : digest, opened.length);
  return padded !== undefined && opened.equals(padded);
}

type RsaEncryption = Extract<EncryptAlgorithm, `RSA${string}`>;

const encryption = {
  RSA1_5: { padding: RSA_PKCS1_PADDING, overheadBytes: 11 },
  'RSA-OAEP': { padding: RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1', overheadBytes: 42 },
  'RSA-OAEP-256': { padding: RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256', overheadBytes: 66 },
} as const satisfies { readonly [A in RsaEncryption]: object };

export const isRsaEncryption = (algorithm: EncryptAlgorithm): algorithm is RsaEncryption => Object.hasOwn(encryption, algorithm);

/** @throws VaultError BadParameter */
export function encryptRsa(key: KeyObject, algorithm: RsaEncryption, value: Uint8Array): Uint8Array {
  const { overheadBytes, ...padding } = encryption[algorithm];
  const room = (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8 - overheadBytes;
  if (value.length > room) throw new VaultError('BadParameter', { issues: [{ path: 'value', problem: 'too_big', limit: room }] });
  return plain(publicEncrypt({ key, ...padding }, value));
}

/**
 * RSA1_5 is never refused for its padding: OpenSSL then answers with bytes that depend on key and ciphertext alone (implicit rejection, on
 * unless it is switched off, which Node finds out), so that no caller learns whether the padding was right.
 * @throws VaultError DecryptFailed
 */
export function decryptRsa(key: KeyObject, algorithm: RsaEncryption, value: Uint8Array): Uint8Array {
  const { overheadBytes: _, ...padding } = encryption[algorithm];
  const text = openOrRefuse(() => plain(privateDecrypt({ key, ...padding }, value)));
  if (!text) throw new VaultError('DecryptFailed', {});
  return text;
}
