import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomFillSync,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import type { Crypto } from '../../app/seal/crypto.ts';
import { plain } from './plain.ts';
import { updateCleanly } from './update-cleanly.ts';
import { secretBytes } from '../../app/seal/secret-bytes.ts';

const cipher = 'aes-256-gcm';
const tagBytes = 16;
const keyBytes = 32;
/** RFC 8410: everything of a PKCS#8 (SubjectPublicKeyInfo) structure before the 32 bytes of the Ed25519 key. */
const privateKeyHead = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicKeyHead = Buffer.from('302a300506032b6570032100', 'hex');

function privateKey(seed: Uint8Array): KeyObject {
  const der = Buffer.allocUnsafeSlow(privateKeyHead.length + keyBytes);
  der.set(privateKeyHead);
  der.set(seed, privateKeyHead.length);
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } finally {
    der.fill(0);
  }
}

const random = (lengthBytes: number): Uint8Array => randomFillSync(secretBytes(lengthBytes));

/**
 * Of a plain array this Node finds out by two exceptions that it is no key object, which takes longer than what the key is for. Its copy
 * is overwritten when it is collected.
 */
const keyOf = (key: Uint8Array): KeyObject => createSecretKey(key);

function sealAesGcm(key: Uint8Array, nonce: Uint8Array, associatedData: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const gcm = createCipheriv(cipher, keyOf(key), nonce, { authTagLength: tagBytes }).setAAD(associatedData);
  const sealed = new Uint8Array(plaintext.length + tagBytes);
  sealed.set(gcm.update(plaintext));
  gcm.final();
  sealed.set(gcm.getAuthTag(), plaintext.length);
  return sealed;
}

function openAesGcm(key: Uint8Array, nonce: Uint8Array, associatedData: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < tagBytes) return undefined;
  const end = sealed.length - tagBytes;
  const gcm = createDecipheriv(cipher, keyOf(key), nonce, { authTagLength: tagBytes })
    .setAAD(associatedData)
    .setAuthTag(sealed.subarray(end));
  const plaintext = plain(updateCleanly(gcm, sealed.subarray(0, end)));
  try {
    gcm.final();
    return plaintext;
  } catch {
    // The only thing that final() can find in this mode is a tag that does not match: not an error, an answer.
    plaintext.fill(0);
    return undefined;
  }
}

function hmacSha256(key: KeyObject, parts: readonly Uint8Array[]): Uint8Array {
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return plain(hmac.digest());
}

function generateEd25519(): { seed: Uint8Array; publicKey: Uint8Array } {
  const seed = random(keyBytes);
  const spki = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' });
  return { seed, publicKey: Uint8Array.from(spki.subarray(-keyBytes)) };
}

/** The primitives from Node's OpenSSL. */
export function createNodeCrypto(): Crypto {
  return {
    random,
    sha256(...parts) {
      const hash = createHash('sha256');
      for (const part of parts) hash.update(part);
      return plain(hash.digest());
    },
    hmacSha256: (key, ...parts) => hmacSha256(keyOf(key), parts),
    hmacSha256Under(key) {
      const held = keyOf(key);
      return (...parts) => hmacSha256(held, parts);
    },
    hkdfSha256: (key, salt, info, lengthBytes) => new Uint8Array(hkdfSync('sha256', key, salt, info, lengthBytes)),
    sealAesGcm,
    openAesGcm,
    equal: (a, b) => a.length === b.length && timingSafeEqual(a, b),
    generateEd25519,
    ed25519Signer(seed) {
      const key = privateKey(seed);
      return (message) => plain(sign(null, message, key));
    },
    verifyEd25519(publicKey, message, signature) {
      if (publicKey.length !== keyBytes || signature.length !== 64) return false;
      const key = createPublicKey({ key: Buffer.concat([publicKeyHead, publicKey]), format: 'der', type: 'spki' });
      return verify(null, message, key, signature);
    },
  };
}
