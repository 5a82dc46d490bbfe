import { constants, decapsulate, type KeyObject, privateDecrypt, publicEncrypt, subtle } from 'node:crypto';
import { promisify } from 'node:util';
import { VaultError } from '../../app/contract/vault-error.ts';
import type { EncryptAlgorithm } from '../../app/contract/key.ts';
import { digestInfo, isPss, padPkcs1, padPss } from './emsa.ts';
import { badLength, type Signing } from './fit.ts';
import { openOrRefuse } from './open-or-refuse.ts';
import { plain } from './plain.ts';

const { RSA_NO_PADDING, RSA_PKCS1_OAEP_PADDING, RSA_PKCS1_PADDING } = constants;

const recover = promisify(decapsulate);

/**
 * RSA over a ready digest. Padding needs no secret and is done here; the private operation is OpenSSL's, blinded and checked, on a thread of
 * Node's pool. Node has it there by the name of RSASVE.RECOVER (SP 800-56B revision 2, section 7.2.1.3), which is the operation and
 * nothing else; what signs messages in Node hashes them itself.
 * @param lengthBytes of the modulus
 * @throws VaultError BadParameter when the padding leaves no room for what RSNULL signs
 */
export async function signRsa(key: KeyObject, kind: Signing, digest: Uint8Array, lengthBytes: number): Promise<Uint8Array> {
  const padded = pad(kind, digest, lengthBytes);
  if (!padded) throw badLength('digest');
  return plain(await recover(key, padded));
}

function pad({ padding, hash }: Signing, digest: Uint8Array, lengthBytes: number): Uint8Array | undefined {
  if (padding === 'pss' && hash) return padPss(hash, digest, lengthBytes);
  return padPkcs1(hash ? digestInfo(hash, digest) : digest, lengthBytes);
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
  'RSA-OAEP': { padding: RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1', webHash: 'SHA-1', overheadBytes: 42 },
  'RSA-OAEP-256': { padding: RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256', webHash: 'SHA-256', overheadBytes: 66 },
} as const satisfies { readonly [A in RsaEncryption]: object };

export const isRsaEncryption = (algorithm: EncryptAlgorithm): algorithm is RsaEncryption => Object.hasOwn(encryption, algorithm);

/** @throws VaultError BadParameter */
export function encryptRsa(key: KeyObject, algorithm: RsaEncryption, value: Uint8Array): Uint8Array {
  const { padding, overheadBytes } = encryption[algorithm];
  const oaep = algorithm === 'RSA1_5' ? {} : { oaepHash: encryption[algorithm].oaepHash };
  const room = (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8 - overheadBytes;
  if (value.length > room) throw new VaultError('BadParameter', { issues: [{ path: 'value', problem: 'too_big', limit: room }] });
  return plain(publicEncrypt({ key, padding, ...oaep }, value));
}

/** @throws VaultError DecryptFailed */
export async function decryptRsa(key: KeyObject, algorithm: RsaEncryption, value: Uint8Array): Promise<Uint8Array> {
  const text = algorithm === 'RSA1_5' ? decryptPkcs1(key, value) : await decryptOaep(key, encryption[algorithm].webHash, value);
  if (!text) throw new VaultError('DecryptFailed', {});
  return text;
}

/**
 * Never refused for its padding: OpenSSL then answers with bytes that depend on key and ciphertext alone (implicit rejection, on unless it
 * is switched off, without which Node refuses to do it at all), so that no caller learns whether the padding was right. It answers at
 * once, on this thread: there is no other way to it.
 */
const decryptPkcs1 = (key: KeyObject, value: Uint8Array): Uint8Array | undefined =>
  openOrRefuse(() => plain(privateDecrypt({ key, padding: RSA_PKCS1_PADDING }, value)));

/** On a thread of the pool. */
async function decryptOaep(key: KeyObject, hash: string, value: Uint8Array): Promise<Uint8Array | undefined> {
  const opened = key.toCryptoKey({ name: 'RSA-OAEP', hash }, false, ['decrypt']);
  try {
    return new Uint8Array(await subtle.decrypt('RSA-OAEP', opened, Uint8Array.from(value)));
  } catch (error) {
    // The one name for whatever does not decrypt (Web Cryptography section 22.4.2).
    if (error instanceof DOMException && error.name === 'OperationError') return undefined;
    throw error;
  }
}
