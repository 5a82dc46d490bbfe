import { constants, createCipheriv, publicEncrypt, randomBytes } from 'node:crypto';
import type { PublicKey } from '../../app/contract/key.ts';
import { curveAlgorithm } from '../../app/contract/key-algorithm.ts';
import { isVaultError, VaultError } from '../../app/contract/vault-error.ts';
import type { HsmKeySight } from '../../app/hsm/hsm-host.ts';
import type { KeyCrypto } from '../../app/key/private-key.ts';
import { signing } from '../crypto/fit.ts';
import { readPkcs8 } from '../crypto/key-der.ts';
import { describePublicKey, openPublicKey } from '../crypto/public-key.ts';
import type { Host } from './host.ts';
import type { Ask } from './message.ts';

export interface BringDesk {
  readonly host: Pick<Host, 'ask'>;
  readonly crypto: KeyCrypto;
}

type Order = Omit<Ask<'create'>, 'lasting'>;

/**
 * Brings a key in. It is wrapped here for a pair that the token makes for this once, so that neither the host nor the library ever holds it
 * in clear; a token that unwraps nothing is given it as it is. Then it must show that it is the same key.
 * @throws VaultError KeyUnsupported, HsmUnavailable, HsmTokenLocked
 */
export async function bring(desk: BringDesk, order: Order, lasting = true): Promise<HsmKeySight> {
  const { spec, material } = order;
  const { neverExtractable } = (await bringWrapped(desk.host, order, lasting)) ?? (await desk.host.ask('create', { ...order, lasting }));
  const publicKey = spec.family === 'oct' ? undefined : describePublicKey(readPkcs8(material), spec);
  const { token, object } = order;
  if (!(await isSame(desk, order, publicKey).catch(refuseWrong))) {
    await desk.host.ask('destroy', { token, object });
    throw new VaultError('KeyUnsupported', { what: 'C_UnwrapKey', by: token.label, reason: 'token' });
  }
  return { neverExtractable, ...(publicKey && { publicKey }) };
}

/** @throws what is about anything but the key */
function refuseWrong(error: unknown): false {
  if (isVaultError(error, 'HsmAnswerWrong')) return false;
  throw error;
}

/** Whether the key in the token does what this one does: some libraries take a key that they misread. */
async function isSame({ host, crypto }: BringDesk, { use, material, ...key }: Order, publicKey?: PublicKey): Promise<boolean> {
  const digest = new Uint8Array(randomBytes(64));
  if (publicKey && use.sign) {
    const algorithm = publicKey.family === 'RSA' ? 'RS384' : curveAlgorithm[publicKey.curve];
    const part = digest.slice(0, signing[algorithm].digestBytes);
    const { value } = await host.ask('sign', { token: key.token, object: key.object, spec: key.spec, algorithm, digest: part });
    return crypto.verify(publicKey, algorithm, part, value);
  }
  if (key.spec.family !== 'oct' || !(use.decrypt || use.unwrap)) return true;
  const algorithm = `A${key.spec.bits}CBC` as const;
  const text = digest.subarray(0, 32);
  const sealed = await host.ask('encrypt', { token: key.token, object: key.object, spec: key.spec, algorithm, value: text });
  const own = crypto.open(key.spec, material);
  try {
    const opened = await own.decrypt(algorithm, sealed.value, sealed);
    return Buffer.compare(opened, text) === 0;
  } finally {
    own.close();
  }
}

/** @returns undefined where the token can't unwrap it */
async function bringWrapped(host: BringDesk['host'], { material, ...order }: Order, lasting: boolean): Promise<HsmKeySight | undefined> {
  try {
    const { transport, n, e } = await host.ask('transport', { token: order.token });
    return await host.ask('bring', { ...order, transport, lasting, ...wrapFor({ n, e }, material) });
  } catch (error) {
    if (isVaultError(error, 'KeyUnsupported') || isDeviceFault(error)) return undefined;
    throw error;
  }
}

/** Tokens that can't unwrap fail by any error there is. */
const isDeviceFault = (error: unknown): boolean => isVaultError(error, 'HsmUnavailable') && error.data.reason === 'device';

/** RFC 5649 under an AES key of its own, which goes by RSA-OAEP with SHA-1, the one that every token knows. */
function wrapFor(half: { n: Uint8Array; e: Uint8Array }, material: Uint8Array): Pick<Ask<'bring'>, 'wrappingKey' | 'wrapped'> {
  const key = randomBytes(32);
  try {
    const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };
    const wrappingKey = publicEncrypt({ key: openPublicKey({ family: 'RSA', ...half }), ...padding }, key);
    const wrap = createCipheriv('id-aes256-wrap-pad', key, Buffer.from('a65959a6', 'hex'));
    return { wrappingKey, wrapped: wrap.update(material) };
  } finally {
    key.fill(0);
  }
}
