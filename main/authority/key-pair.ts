import { createPrivateKey, createPublicKey, generateKeyPair, type JsonWebKey, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

/** A key pair: the private part as PKCS#8 DER (RFC 5958), which whoever holds it zeroes, the public one as SubjectPublicKeyInfo in PEM. */
export interface KeyPair {
  readonly secret: Uint8Array;
  readonly publicKey: string;
}

const generate = promisify(generateKeyPair);

/** The same memory as a plain array, so that zeroing it zeroes the only copy. */
const plain = ({ buffer, byteOffset, byteLength }: Buffer): Uint8Array => new Uint8Array(buffer, byteOffset, byteLength);

const write = (privateKey: KeyObject, publicKey: KeyObject): KeyPair => ({
  secret: plain(privateKey.export({ format: 'der', type: 'pkcs8' })),
  publicKey: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
});

/** RSA, 2048 bits: takes a while, off the main thread. */
export async function drawRsa(): Promise<KeyPair> {
  const { privateKey, publicKey } = await generate('rsa', { modulusLength: 2048 });
  return write(privateKey, publicKey);
}

/** ECDSA on P-256. */
export async function drawEc(): Promise<KeyPair> {
  const { privateKey, publicKey } = await generate('ec', { namedCurve: 'P-256' });
  return write(privateKey, publicKey);
}

/** @param der PKCS#8; the caller zeroes it, the key object keeps its own copy until it is collected */
export const readSecret = (der: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.from(der.buffer, der.byteOffset, der.byteLength), format: 'der', type: 'pkcs8' });

/** A public key that the house kept as PEM, as a JWK (RFC 7517). */
export const toJwk = (pem: string): JsonWebKey => createPublicKey(pem).export({ format: 'jwk' });
