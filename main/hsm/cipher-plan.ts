import { randomBytes } from 'node:crypto';
import type { EncryptAlgorithm, KeySpec } from '../../app/contract/key.ts';
import type { OaepHash } from '../../app/contract/key-exchange.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import type { CipherParts } from '../../app/key/private-key.ts';
import { badLength, unfit } from '../crypto/fit.ts';
import type { Mechanism } from './cryptoki.ts';
import { maskFunction, mechanism, parameterType } from './number.ts';

export type AesKind = 'gcm' | 'cbc' | 'cbc-pad' | 'wrap' | 'wrap-pad';
type RsaKind = 'rsa' | 'oaep' | 'oaep-256';

/** Each algorithm, and the bits of an AES key that it is for; those without take any. */
export const ciphers: { readonly [A in EncryptAlgorithm]: { readonly kind: AesKind | RsaKind; readonly bits?: number } } = {
  RSA1_5: { kind: 'rsa' },
  'RSA-OAEP': { kind: 'oaep' },
  'RSA-OAEP-256': { kind: 'oaep-256' },
  A128GCM: { kind: 'gcm', bits: 128 },
  A192GCM: { kind: 'gcm', bits: 192 },
  A256GCM: { kind: 'gcm', bits: 256 },
  A128CBC: { kind: 'cbc', bits: 128 },
  A192CBC: { kind: 'cbc', bits: 192 },
  A256CBC: { kind: 'cbc', bits: 256 },
  A128CBCPAD: { kind: 'cbc-pad', bits: 128 },
  A192CBCPAD: { kind: 'cbc-pad', bits: 192 },
  A256CBCPAD: { kind: 'cbc-pad', bits: 256 },
  A128KW: { kind: 'wrap', bits: 128 },
  A192KW: { kind: 'wrap', bits: 192 },
  A256KW: { kind: 'wrap', bits: 256 },
  CKM_AES_KEY_WRAP: { kind: 'wrap' },
  CKM_AES_KEY_WRAP_PAD: { kind: 'wrap-pad' },
};

export const blockBytes = 16;
export const tagBytes = 16;
/** NIST SP 800-38D section 8.2.2. */
const nonceBytes = 12;

/** @throws VaultError KeyUnsupported */
export function aesKind(spec: KeySpec, algorithm: EncryptAlgorithm): AesKind {
  const { kind, bits } = ciphers[algorithm];
  if (spec.family !== 'oct' || kind === 'rsa' || kind === 'oaep' || kind === 'oaep-256') throw unfit(algorithm, spec);
  if (bits !== undefined && bits !== spec.bits) throw unfit(algorithm, spec);
  return kind;
}

type Started = 'gcm' | 'cbc' | 'cbc-pad';

const startBytes = (kind: Started): number => (kind === 'gcm' ? nonceBytes : blockBytes);

/** What encrypting starts from. AES-GCM's is drawn for each text: used twice, it gives both away. @throws VaultError BadParameter */
export function newStart(kind: Started, { initialization }: CipherParts): Buffer {
  if (kind === 'gcm' && initialization) throw new VaultError('BadParameter', { issues: [{ path: 'initialization', problem: 'invalid' }] });
  if (initialization && initialization.length !== blockBytes) throw badLength('initialization');
  return Buffer.from(initialization ?? randomBytes(startBytes(kind)));
}

/** What decrypting starts from. @returns undefined for what no text was encrypted from */
export const givenStart = (kind: Started, { initialization }: CipherParts): Buffer | undefined =>
  initialization?.length === startBytes(kind) ? Buffer.from(initialization) : undefined;

export function gcmMechanism(iv: Buffer, additional: Uint8Array | undefined): Mechanism {
  const aad = additional && additional.length > 0 ? { aad: Buffer.from(additional) } : {};
  const parameter = { type: parameterType.gcm, iv, ivBits: iv.length * 8, tagBits: tagBytes * 8, ...aad };
  return { mechanism: mechanism.aesGcm, parameter };
}

export const cbcMechanism = (iv: Buffer): Mechanism => ({ mechanism: mechanism.aesCbc, parameter: iv });

export const cbcPadMechanism = (iv: Buffer): Mechanism => ({ mechanism: mechanism.aesCbcPad, parameter: iv });

export const blockMechanism: Mechanism = { mechanism: mechanism.aesEcb };

function oaep(hashAlg: number, mgf: number): Mechanism {
  // CKZ_DATA_SPECIFIED, and no label.
  const parameter = { type: parameterType.oaep, hashAlg, mgf, source: 1 };
  return { mechanism: mechanism.rsaOaep, parameter };
}

/** RSA-OAEP by its hash, which is its mask's too. */
export const oaepMechanism: { readonly [H in OaepHash]: Mechanism } = {
  'SHA-1': oaep(mechanism.sha1, maskFunction.sha1),
  'SHA-256': oaep(mechanism.sha256, maskFunction.sha256),
  'SHA-384': oaep(mechanism.sha384, maskFunction.sha384),
};

export const rsaDecryption: { readonly [K in RsaKind]: Mechanism } = {
  rsa: { mechanism: mechanism.rsaPkcs },
  oaep: oaepMechanism['SHA-1'],
  'oaep-256': oaepMechanism['SHA-256'],
};
