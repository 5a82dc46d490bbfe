import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import type { EncryptAlgorithm, KeySpec } from '../../app/contract/key.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import type { Ciphertext, CipherParts } from '../../app/key/private-key.ts';
import { copySecret } from '../../app/seal/secret-bytes.ts';
import { badLength, unfit } from './fit.ts';
import { plain } from './plain.ts';
import { updateCleanly } from './update-cleanly.ts';

type Bits = Extract<KeySpec, { family: 'oct' }>['bits'];
type AesAlgorithm = Exclude<EncryptAlgorithm, `RSA${string}`>;

interface AesKey {
  readonly key: KeyObject;
  readonly bits: Bits;
}

interface Aes {
  readonly mode: 'gcm' | 'cbc' | 'cbc-pad' | 'wrap' | 'wrap-pad';
  /** Any size where it is left out. */
  readonly bits?: Bits;
}

const algorithms: { readonly [A in AesAlgorithm]: Aes } = {
  A128GCM: { mode: 'gcm', bits: 128 },
  A192GCM: { mode: 'gcm', bits: 192 },
  A256GCM: { mode: 'gcm', bits: 256 },
  A128CBC: { mode: 'cbc', bits: 128 },
  A192CBC: { mode: 'cbc', bits: 192 },
  A256CBC: { mode: 'cbc', bits: 256 },
  A128CBCPAD: { mode: 'cbc-pad', bits: 128 },
  A192CBCPAD: { mode: 'cbc-pad', bits: 192 },
  A256CBCPAD: { mode: 'cbc-pad', bits: 256 },
  A128KW: { mode: 'wrap', bits: 128 },
  A192KW: { mode: 'wrap', bits: 192 },
  A256KW: { mode: 'wrap', bits: 256 },
  CKM_AES_KEY_WRAP: { mode: 'wrap' },
  CKM_AES_KEY_WRAP_PAD: { mode: 'wrap-pad' },
};

const blockBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;

/** The initial values of RFC 3394 section 2.2.3.1 and RFC 5649 section 3, which unwrapping finds again or fails. */
const wrapping = {
  wrap: { cipher: (bits: Bits) => `id-aes${bits}-wrap`, initial: Buffer.alloc(8, 0xa6), unitBytes: 8, leastBytes: 16 },
  'wrap-pad': { cipher: (bits: Bits) => `id-aes${bits}-wrap-pad`, initial: Buffer.from('a65959a6', 'hex'), unitBytes: 1, leastBytes: 1 },
} as const;

export const isAes = (algorithm: EncryptAlgorithm): algorithm is AesAlgorithm => Object.hasOwn(algorithms, algorithm);

function modeOf(algorithm: AesAlgorithm, { bits }: AesKey): Aes['mode'] {
  const { mode, bits: needed = bits } = algorithms[algorithm];
  if (needed !== bits) throw unfit(algorithm, { family: 'oct', bits });
  return mode;
}

/**
 * AES-GCM (SP 800-38D; 16 bytes of tag), AES-CBC (SP 800-38A; CBCPAD with the padding of RFC 5652 section 6.3), key wrapping of RFC 3394 and
 * RFC 5649. The nonce of GCM is always drawn here, as Key Vault does: two texts under the same one would give the key's secrets away.
 * @throws VaultError KeyUnsupported; BadParameter (`value`, `initialization`)
 */
export function encryptAes(key: AesKey, algorithm: AesAlgorithm, value: Uint8Array, parts: CipherParts): Ciphertext {
  const mode = modeOf(algorithm, key);
  switch (mode) {
    case 'gcm':
      return encryptGcm(key, value, parts);
    case 'cbc':
    case 'cbc-pad':
      return encryptCbc(key, value, parts, mode === 'cbc-pad');
    case 'wrap':
    case 'wrap-pad': {
      const { cipher, initial, unitBytes, leastBytes } = wrapping[mode];
      if (value.length < leastBytes || value.length % unitBytes !== 0) throw badLength('value');
      return { value: plain(createCipheriv(cipher(key.bits), key.key, initial).update(value)) };
    }
  }
}

function encryptGcm({ key, bits }: AesKey, value: Uint8Array, { initialization, additional }: CipherParts): Ciphertext {
  if (initialization) throw new VaultError('BadParameter', { issues: [{ path: 'initialization', problem: 'invalid' }] });
  const nonce = randomBytes(nonceBytes);
  const gcm = createCipheriv(`aes-${bits}-gcm`, key, nonce, { authTagLength: tagBytes });
  if (additional) gcm.setAAD(additional);
  const sealed = plain(gcm.update(value));
  gcm.final();
  return { value: sealed, initialization: plain(nonce), tag: plain(gcm.getAuthTag()), ...(additional && { additional }) };
}

function encryptCbc({ key, bits }: AesKey, value: Uint8Array, { initialization }: CipherParts, pads: boolean): Ciphertext {
  if (initialization && initialization.length !== blockBytes) throw badLength('initialization');
  if (!pads && (value.length === 0 || value.length % blockBytes !== 0)) throw badLength('value');
  const vector = initialization ?? plain(randomBytes(blockBytes));
  const cbc = createCipheriv(`aes-${bits}-cbc`, key, vector).setAutoPadding(pads);
  return { value: plain(Buffer.concat([cbc.update(value), cbc.final()])), initialization: vector };
}

/**
 * CBC proves nothing of what it decrypts, and CBCPAD tells by failing that a padding was wrong: whoever may decrypt can find out texts that
 * way, as anywhere where CBC is decrypted for others.
 * @returns the text, which the caller zeroes
 * @throws VaultError KeyUnsupported; DecryptFailed
 */
export function decryptAes(key: AesKey, algorithm: AesAlgorithm, value: Uint8Array, parts: CipherParts): Uint8Array {
  const mode = modeOf(algorithm, key);
  const text = openAes(key, mode, value, parts);
  if (!text) throw new VaultError('DecryptFailed', {});
  return text;
}

function openAes(key: AesKey, mode: Aes['mode'], value: Uint8Array, parts: CipherParts): Uint8Array | undefined {
  switch (mode) {
    case 'gcm':
      return decryptGcm(key, value, parts);
    case 'cbc':
      return decryptCbc(key, value, parts);
    case 'cbc-pad':
      return unpad(decryptCbc(key, value, parts));
    case 'wrap':
    case 'wrap-pad':
      return unwrap(key, mode, value);
  }
}

function unwrap({ key, bits }: AesKey, mode: keyof typeof wrapping, value: Uint8Array): Uint8Array | undefined {
  if (value.length < blockBytes || value.length % 8 !== 0) return undefined;
  const { cipher, initial } = wrapping[mode];
  const opened = createDecipheriv(cipher(bits), key, initial);
  try {
    return plain(opened.update(value));
  } catch {
    // Of so many bytes, first of all, OpenSSL refuses only those without the initial value: not an error, an answer.
    return undefined;
  }
}

function decryptGcm({ key, bits }: AesKey, value: Uint8Array, { initialization, additional, tag }: CipherParts): Uint8Array | undefined {
  if (initialization?.length !== nonceBytes || tag?.length !== tagBytes) return undefined;
  const gcm = createDecipheriv(`aes-${bits}-gcm`, key, initialization, { authTagLength: tagBytes }).setAuthTag(tag);
  if (additional) gcm.setAAD(additional);
  const text = plain(updateCleanly(gcm, value));
  try {
    gcm.final();
    return text;
  } catch {
    // The only thing that final() can find in this mode is a tag that does not match: not an error, an answer.
    text.fill(0);
    return undefined;
  }
}

function decryptCbc({ key, bits }: AesKey, value: Uint8Array, { initialization }: CipherParts): Uint8Array | undefined {
  if (initialization?.length !== blockBytes || value.length === 0 || value.length % blockBytes !== 0) return undefined;
  const cbc = createDecipheriv(`aes-${bits}-cbc`, key, initialization).setAutoPadding(false);
  const text = plain(updateCleanly(cbc, value));
  cbc.final();
  return text;
}

/** Looks at all that could be padding, whatever it finds. */
function unpad(padded: Uint8Array | undefined): Uint8Array | undefined {
  if (!padded) return undefined;
  const count = padded.at(-1) ?? 0;
  let wrong = Number(count === 0) | Number(count > blockBytes);
  for (let back = 1; back <= blockBytes; back += 1) {
    const differs = (padded[padded.length - back] ?? 0) ^ count;
    wrong |= Number(back <= count) & Number(differs !== 0);
  }
  const text = wrong === 0 ? copySecret(padded.subarray(0, padded.length - count)) : undefined;
  padded.fill(0);
  return text;
}
