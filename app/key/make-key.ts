import type { KeyOperation, KeySpec } from '../contract/key.ts';
import { VaultError } from '../contract/vault-error.ts';
import { findBoundToken } from '../hsm/bound-token.ts';
import type { HsmKeySight, HsmPlace, HsmUse } from '../hsm/hsm-host.ts';
import type { NoteDesk, Scene } from '../operation/operation.ts';
import type { NounHouse } from '../vault/object-noun.ts';
import { newVersionId } from '../vault/object-version.ts';
import { getVault } from '../vault/vault.ts';
import type { MadeKey } from './add-key-version.ts';
import { isExchange } from './key-kind.ts';
import { putRemain, takeRemain } from './key-remain.ts';
import { objectId } from './object-id.ts';

/** Where an object is about to be made, after that was noted. */
export interface NotedObject extends HsmPlace {
  readonly version: string;
  /** UUID of the token in this house. */
  readonly tokenId: string;
}

/** What a key of a token may do there; what needs only its public half is never asked of it. */
export const useOf = (operations: readonly KeyOperation[], { family }: Pick<KeySpec, 'family'>, exportable = false): HsmUse => {
  const may = (...some: KeyOperation[]) => operations.some((one) => some.includes(one));
  return {
    sign: may('sign') || (family === 'oct' && may('verify')),
    decrypt: may('decrypt') || (family === 'oct' && may('encrypt')),
    unwrap: may('unwrapKey') || (family === 'oct' && may('wrapKey')),
    ...(isExchange(operations) && { exchange: true as const }),
    ...(exportable && { extractable: true }),
  };
};

/** Draws a software key. @returns its material is the caller's, to be given to `releaseKey` */
export async function makeSoftwareKey(scene: Pick<Scene, 'keyCrypto' | 'newId' | 'signal'>, spec: KeySpec): Promise<MadeKey> {
  const { material, publicKey } = await scene.keyCrypto.generate(spec, scene.signal);
  return { version: newVersionId(scene), spec, publicKey, material };
}

/**
 * The turn in which keys are made in a vault's token: one after the other in each module.
 * @returns undefined where the vault is bound to none
 */
export async function findHsmTurn({ tx, keyring }: NounHouse, vaultName: string): Promise<string | undefined> {
  const vault = await getVault(tx, keyring, vaultName);
  const token = await findBoundToken(tx, keyring, vault.id);
  return token && `hsm ${token.module}`;
}

/** What is said where a vault is bound to no token. */
export const unboundVault = (vault: string): VaultError =>
  new VaultError('KeyUnsupported', { what: 'HSM keys', by: vault, reason: 'vault' });

/** Draws the id of an object, and notes that it will be made. @throws VaultError KeyUnsupported */
export async function noteObject(desk: NoteDesk, { vault: name }: { readonly vault: string }): Promise<NotedObject> {
  const { tx, keyring, time } = desk;
  const vault = await getVault(tx, keyring, name);
  const token = await findBoundToken(tx, keyring, vault.id);
  if (!token) throw unboundVault(vault.name);
  const version = newVersionId(desk);
  await putRemain(desk, { version, token: token.id, making: true, since: time });
  return { version, tokenId: token.id, token, object: objectId(version) };
}

/** What was made or brought in, as a key that can be written. */
export const toMadeKey = ({ version, tokenId: token }: NotedObject, spec: KeySpec, sight: HsmKeySight): MadeKey => ({
  version,
  spec,
  publicKey: sight.publicKey,
  place: { token, neverExtractable: sight.neverExtractable },
});

/** To be called in the transaction that writes what was made. @throws VaultError HsmUnavailable when its object was given up meanwhile */
export async function claimKey(house: NounHouse, made: MadeKey): Promise<void> {
  if ('place' in made) await takeRemain(house, made.version);
}

/** Zeroes what is private of a key that was made. */
export function releaseKey(made: MadeKey): void {
  if ('material' in made) made.material.fill(0);
}
