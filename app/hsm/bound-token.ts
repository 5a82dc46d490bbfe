import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { TokenName } from './hsm-host.ts';

/** A token of this house. */
export interface KnownToken extends TokenName {
  readonly id: string;
  readonly certification: string | undefined;
}

/** The token of this id, whether or not it is plugged in. @throws VaultError IntegrityViolation */
export const findToken = async (_tx: Tx, _keyring: Keyring, _id: string): Promise<KnownToken | undefined> => undefined;
