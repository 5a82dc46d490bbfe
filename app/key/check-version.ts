import type { Keyring } from '../seal/keyring.ts';
import { versionFields } from './key-field.ts';
import type { KeyVersionHead } from './key-store.ts';

const table = 'key-version';

/** @throws VaultError IntegrityViolation when the version was edited outside the house */
export const checkVersion = (keyring: Keyring, head: KeyVersionHead): void => keyring.checkRow(table, head, versionFields);

/** The version with the MAC over everything that is said of it. */
export const withVersionMac = (keyring: Keyring, head: Omit<KeyVersionHead, 'mac'>): KeyVersionHead => ({
  ...head,
  mac: keyring.rowMac(table, versionFields(head)),
});
