import { KeyTransferProve, type TransferProof } from '../contract/key-exchange.ts';
import type { PublicKey } from '../contract/key.ts';
import { curveAlgorithm, digestBytesOf } from '../contract/key-algorithm.ts';
import type { Output } from '../contract/operation.ts';
import { isVaultError, VaultError } from '../contract/vault-error.ts';
import { writeHsm } from '../hsm/hsm-view.ts';
import { type Anteroom, kept, type RoomOperation } from '../operation/operation.ts';
import { doneBefore } from './done-before.ts';
import { findKeyVersion } from './find-key-version.ts';
import type { KeyVersionRow } from './key-store.ts';
import type { PrivateKey } from './private-key.ts';
import { findSource, type Source, transferTarget } from './transfer-place.ts';
import { hsmPlaceOf } from './use-key.ts';

/** Has a key of a token and what came of it show that they are one. Random bytes alone are signed or decrypted for it. */
export const proveTransfer: RoomOperation<typeof KeyTransferProve, Output<'KeyTransferProve'>> = {
  ...writeHsm,
  shape: KeyTransferProve,
  fields: {
    token: kept(({ token }) => token),
    object: kept(({ object }) => object),
    version: kept(({ version }) => version),
    proof: kept((_input, output) => output?.proof),
  },
  target: transferTarget,
  async prepare(anteroom, input) {
    const source = await findSource(anteroom, input);
    const { version } = await anteroom.read((tx) => findKeyVersion({ tx, keyring: anteroom.keyring }, input));
    return { proof: await prove(anteroom, source, version) };
  },
  run: doneBefore,
};

/** @throws VaultError IntegrityViolation where they are two */
async function prove(anteroom: Anteroom, { place, found }: Source, version: KeyVersionRow): Promise<TransferProof> {
  const { spec, publicKey } = version;
  const source = anteroom.hsm.key(place, spec);
  const proofs: { readonly [P in Exclude<TransferProof, 'none'>]?: () => Promise<boolean> } = publicKey
    ? {
        ...(found.signs && { signature: () => signs(anteroom, source, publicKey) }),
        ...(found.decrypts && { decryption: () => opens(anteroom, source, publicKey) }),
      }
    : await ofSymmetric(anteroom, source, found.decrypts, version);
  for (const proof of ['signature', 'decryption', 'mac'] as const) {
    const isSame = await whereAble(proofs[proof]);
    if (isSame === false) throw new VaultError('IntegrityViolation', { what: 'key', id: version.version });
    if (isSame) return proof;
  }
  return 'none';
}

/** @returns undefined where a token can't do it, or a key may not */
async function whereAble(attempt: (() => Promise<boolean>) | undefined): Promise<boolean | undefined> {
  try {
    return await attempt?.();
  } catch (error) {
    if (isVaultError(error, 'KeyUnsupported')) return undefined;
    if (isVaultError(error, 'DecryptFailed')) return false;
    throw error;
  }
}

async function signs({ crypto, keyCrypto }: Anteroom, source: PrivateKey, publicKey: PublicKey): Promise<boolean> {
  const algorithm = publicKey.family === 'RSA' ? 'RS256' : curveAlgorithm[publicKey.curve];
  const digest = crypto.random(digestBytesOf(algorithm) ?? 0);
  return keyCrypto.verify(publicKey, algorithm, digest, await source.sign(algorithm, digest));
}

async function opens({ crypto, keyCrypto }: Anteroom, source: PrivateKey, publicKey: PublicKey): Promise<boolean> {
  const text = crypto.random(32);
  const { value } = await keyCrypto.encrypt(publicKey, 'RSA-OAEP', text);
  return keyCrypto.isEqual(await source.decrypt('RSA-OAEP', value, {}), text);
}

/** What one encrypts the other decrypts; what only makes MACs makes the same. */
async function ofSymmetric(
  { hsm, read, keyring, crypto, keyCrypto }: Anteroom,
  source: PrivateKey,
  decrypts: boolean,
  version: KeyVersionRow,
) {
  const { spec } = version;
  if (spec.family !== 'oct') return {};
  const copy = hsm.key(await read((tx) => hsmPlaceOf({ tx, keyring }, version)), spec);
  const random = crypto.random(32);
  if (!decrypts) {
    return { mac: async () => keyCrypto.isEqual(await source.sign('HS256', random), await copy.sign('HS256', random)) };
  }
  const algorithm = `A${spec.bits}CBC` as const;
  return {
    decryption: async () => {
      const sealed = await copy.encrypt(algorithm, random, {});
      return keyCrypto.isEqual(await source.decrypt(algorithm, sealed.value, sealed), random);
    },
  };
}
