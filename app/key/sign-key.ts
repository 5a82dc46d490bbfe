import { KeySign, KeyVerify } from '../contract/key.ts';
import type { Input, Output } from '../contract/operation.ts';
import { type Anteroom, kept, type RoomOperation } from '../operation/operation.ts';
import { vaultTarget } from '../vault/vault.ts';
import { doneBefore } from './done-before.ts';
import { checkSigning } from './fit.ts';
import { findUsableKey, type UsableKey } from './use-key.ts';

/** Signs a digest. The record has which version and algorithm, and nothing of either digest or signature. */
export const signKey: RoomOperation<typeof KeySign, Output<'KeySign'>> = {
  at: 'room',
  shape: KeySign,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/keys/sign/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: { id: kept((_input, output) => output?.id), algorithm: kept((input) => input.algorithm) },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'keys', name: input.name }),
  async prepare(anteroom, input) {
    const key = await findUsableKey(anteroom, input, 'sign');
    checkSigning(key, input.algorithm, input.digest);
    return { id: key.id, value: await key.withPrivate((opened) => opened.sign(input.algorithm, input.digest)) };
  },
  run: doneBefore,
};

/** Whether a signature is one of this digest: by the public key, or for HMAC by making it again. */
export const verifyKey: RoomOperation<typeof KeyVerify, Output<'KeyVerify'>> = {
  at: 'room',
  shape: KeyVerify,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/keys/verify/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: { id: kept((_input, output) => output?.id), algorithm: kept((input) => input.algorithm) },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'keys', name: input.name }),
  async prepare(anteroom, input) {
    const key = await findUsableKey(anteroom, input, 'verify');
    checkSigning(key, input.algorithm, input.digest);
    return { id: key.id, valid: await isSignature(anteroom, key, input) };
  },
  run: doneBefore,
};

async function isSignature(
  { keyCrypto }: Anteroom,
  { publicKey, withPrivate }: UsableKey,
  { algorithm, digest, signature }: Input<'KeyVerify'>,
): Promise<boolean> {
  if (publicKey) return keyCrypto.verify(publicKey, algorithm, digest, signature);
  const made = await withPrivate((opened) => opened.sign(algorithm, digest));
  return keyCrypto.isEqual(made, signature);
}
