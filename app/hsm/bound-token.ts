import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { TokenName } from './hsm-host.ts';
import { readRegistry, type TokenEntry } from './registry.ts';

/** A token of this house. */
export interface KnownToken extends TokenName {
  readonly id: string;
  readonly certification: string | undefined;
}

/** The token of this id, whether or not it is plugged in. @throws VaultError IntegrityViolation */
export async function findToken(tx: Tx, keyring: Keyring, id: string): Promise<KnownToken | undefined> {
  const { tokens } = await readRegistry(tx, keyring);
  const entry = tokens.find((it) => it.id === id);
  return entry && toKnown(entry);
}

/** The token in which the HSM keys of a vault are made; undefined where it is bound to none. @throws VaultError IntegrityViolation */
export async function findBoundToken(tx: Tx, keyring: Keyring, vaultId: string): Promise<KnownToken | undefined> {
  const { tokens } = await readRegistry(tx, keyring);
  const entry = tokens.find(({ vaults }) => vaults.includes(vaultId));
  return entry && toKnown(entry);
}

const toKnown = ({ id, module, serial, label, certification }: TokenEntry): KnownToken => ({ id, module, serial, label, certification });
