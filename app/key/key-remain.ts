import type { NounHouse } from '../vault/object-noun.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { Keyring, RowFields } from '../seal/keyring.ts';

/** An object in a token that no key has, or not yet: one that is being made, or one whose key was purged. */
export interface KeyRemain {
  /** Its id there, as the version's: 32 hexadecimal digits. */
  readonly version: string;
  /** UUID of the token in this house. */
  readonly token: string;
  /** Being made: a key will name it, or it is to be destroyed. */
  readonly making: boolean;
  readonly since: number;
  /** Over every other field: what is listed here is destroyed. */
  readonly mac: Uint8Array;
}

export interface KeyRemainStore {
  /** Puts it in place of the one of this version. */
  put(row: KeyRemain): Promise<void>;
  find(version: string): Promise<KeyRemain | undefined>;
  /** The oldest first. */
  list(): Promise<KeyRemain[]>;
  remove(version: string): Promise<void>;
}

const table = 'key-remain';

const fieldsOf = ({ version, token, making, since }: Omit<KeyRemain, 'mac'>): RowFields => ({ version, token, making, since });

/** @throws VaultError IntegrityViolation when it was edited outside the house */
export const checkRemain = (keyring: Keyring, row: KeyRemain): void => keyring.checkRow(table, row, fieldsOf);

export const putRemain = ({ tx, keyring }: NounHouse, row: Omit<KeyRemain, 'mac'>): Promise<void> =>
  tx.keyRemains.put({ ...row, mac: keyring.rowMac(table, fieldsOf(row)) });

/**
 * Takes the note of an object that was made: from now on a key has it.
 * @throws VaultError HsmUnavailable when it was given up meanwhile, and is being destroyed
 */
export async function takeRemain({ tx, keyring }: NounHouse, version: string): Promise<void> {
  const row = await tx.keyRemains.find(version);
  if (row) checkRemain(keyring, row);
  if (!row?.making) throw new VaultError('HsmUnavailable', { token: '', reason: 'key-gone' });
  await tx.keyRemains.remove(version);
}
