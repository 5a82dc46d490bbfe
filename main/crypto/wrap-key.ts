import { constants, createPrivateKey, privateDecrypt, publicEncrypt, randomFillSync } from 'node:crypto';
import { keySpec, type KeySpec, type PublicKey, type WrappedKind } from '../../app/contract/key.ts';
import type { OaepHash } from '../../app/contract/key-exchange.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import type { SoftwareKey } from '../../app/key/private-key.ts';
import { secretBytes } from '../../app/seal/secret-bytes.ts';
import { curveDomain } from './curve.ts';
import { unfit } from './fit.ts';
import { describeKey } from './generate-key.ts';
import { readPkcs8 } from './key-der.ts';
import { openOrRefuse } from './open-or-refuse.ts';
import { plain } from './plain.ts';
import { openPublicKey } from './public-key.ts';
import { openSoftwareKey } from './software-key.ts';

const openSslName = { 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384' } as const satisfies Record<OaepHash, string>;

/** RFC 5649 under an AES key of 256 bits. */
const wrapping = { spec: { family: 'oct', bits: 256 }, algorithm: 'CKM_AES_KEY_WRAP_PAD' } as const;

const oaep = (hash: OaepHash) => ({ padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: openSslName[hash] });

/** RSA-OAEP without a label. @throws VaultError KeyUnsupported for another key than RSA */
export function sealOaep(recipient: PublicKey, hash: OaepHash, value: Uint8Array): Uint8Array {
  if (recipient.family !== 'RSA') throw unfit('RSA-OAEP', { family: 'EC', curve: recipient.curve });
  return plain(publicEncrypt({ key: openPublicKey(recipient), ...oaep(hash) }, value));
}

/** @see KeyCrypto */
export async function wrapOut(material: Uint8Array, recipient: PublicKey, hash: OaepHash): Promise<Uint8Array> {
  const key = randomFillSync(secretBytes(wrapping.spec.bits / 8));
  const aes = openSoftwareKey(wrapping.spec, key);
  try {
    const head = sealOaep(recipient, hash, key);
    const { value } = await aes.encrypt(wrapping.algorithm, material, {});
    return new Uint8Array([...head, ...value]);
  } finally {
    aes.close();
    key.fill(0);
  }
}

const refuse = (): never => {
  throw new VaultError('DecryptFailed', {});
};

/** @see KeyCrypto */
export async function unwrapIn(kek: Uint8Array, kind: WrappedKind, hash: OaepHash, wrapped: Uint8Array): Promise<SoftwareKey> {
  const opened = readPkcs8(kek);
  const cut = (opened.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  // What does not decrypt is another key, as right as any: what it then fails by is the same for all that is wrong.
  const head = openOrRefuse(() => plain(privateDecrypt({ key: opened, ...oaep(hash) }, wrapped.subarray(0, cut))));
  const key = head?.length === wrapping.spec.bits / 8 ? head : randomFillSync(secretBytes(wrapping.spec.bits / 8));
  const aes = openSoftwareKey(wrapping.spec, key);
  try {
    return readMaterial(await aes.decrypt(wrapping.algorithm, wrapped.subarray(cut), {}), kind);
  } finally {
    aes.close();
    key.fill(0);
    head?.fill(0);
  }
}

/**
 * What was wrapped, as a key of the house.
 * @param material zeroed where it is none, else the key's
 * @throws VaultError DecryptFailed for what is of another kind, or of no size that the house has
 */
export function readMaterial(material: Uint8Array, kind: WrappedKind): SoftwareKey {
  try {
    const read = kind.family === 'oct' ? readBytes(material) : readPrivate(material, kind);
    return read ?? refuse();
  } catch (error) {
    material.fill(0);
    throw error;
  }
}

function readBytes(material: Uint8Array): SoftwareKey | undefined {
  const spec = keySpec.safeParse({ family: 'oct', bits: material.length * 8 });
  return spec.success ? { spec: spec.data, material } : undefined;
}

function readPrivate(material: Uint8Array, kind: Exclude<WrappedKind, { family: 'oct' }>): SoftwareKey | undefined {
  const der = Buffer.from(material.buffer, material.byteOffset, material.byteLength);
  const key = openOrRefuse(() => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  const spec = key && specOf(key.asymmetricKeyType, key.asymmetricKeyDetails, kind);
  if (!key || !spec) return undefined;
  const described = describeKey(key, spec);
  material.fill(0);
  return described;
}

type Details = { readonly modulusLength?: number; readonly namedCurve?: string } | undefined;

function specOf(type: string | undefined, details: Details, kind: Exclude<WrappedKind, { family: 'oct' }>) {
  if (kind.family === 'EC') {
    const isIt = type === 'ec' && details?.namedCurve === curveDomain[kind.curve].name;
    return isIt ? ({ family: 'EC', curve: kind.curve } as const satisfies KeySpec) : undefined;
  }
  const spec = type === 'rsa' ? keySpec.safeParse({ family: 'RSA', bits: details?.modulusLength }).data : undefined;
  return spec?.family === 'RSA' ? spec : undefined;
}
