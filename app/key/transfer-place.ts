import { VaultError } from '../contract/vault-error.ts';
import { seeToken } from '../hsm/find-token.ts';
import type { HsmObject, HsmPlace } from '../hsm/hsm-host.ts';
import type { Anteroom, Target } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { vaultTarget } from '../vault/vault.ts';
import { isOfVault } from './is-of-vault.ts';
import { objectId, objectText } from './object-id.ts';

/** A key of a token, by its CKA_ID in hexadecimal digits. */
export interface SourceName {
  readonly token: string;
  readonly object: string;
}

export interface Source {
  readonly place: HsmPlace;
  readonly found: HsmObject;
  /** Whether another of its kind has the same id, so that it can't be told which is meant. */
  readonly twin: boolean;
  /** Whether a vault has it for a key: what may become of that is the vault's to say. */
  readonly ofVault: boolean;
}

/** @throws VaultError HsmTokenNotFound; HsmUnavailable where the token has no such key; HsmTokenLocked */
export async function findSource({ hsm, crypto, read }: Anteroom, { token: id, object }: SourceName): Promise<Source> {
  const { module, serial, label } = seeToken({ hsm, crypto }, id);
  const token = { module, serial, label };
  const all = (await hsm.objects(token)).filter((it) => objectText(it.object) === object);
  const [found] = all;
  if (!found) throw new VaultError('HsmUnavailable', { token: label, reason: 'key-gone' });
  const ofVault = await read((tx) => isOfVault(tx, found.object));
  return { place: { token, object: objectId(object) }, found, twin: all.length > 1, ofVault };
}

/** Whoever moves keys of tokens may do everything with tokens, and the log tells of which vault it is about. */
export const transferTarget = async (
  { vault, name }: { readonly vault: string; readonly name?: string | undefined },
  tx: Tx,
  keyring: Keyring,
): Promise<Target> => ({
  ...(await vaultTarget(tx, keyring, vault, name === undefined ? undefined : { kind: 'keys', name })),
  scope: '/',
});
