import type { Output } from '../contract/operation.ts';
import { SecretRestore } from '../contract/secret.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { Room } from '../operation/operation.ts';
import { findFreeObject } from '../vault/object-row.ts';
import { freeVersionId } from '../vault/object-version.ts';
import { restoreObject } from '../vault/back-up-object.ts';
import { getVault } from '../vault/vault.ts';
import { addVersion } from './add-version.ts';
import { type BackupVersion, openBackupValue, readBackup } from './secret-backup.ts';
import type { Place } from './read-version.ts';
import { secretNoun } from './secret-noun.ts';
import { toProperties } from './secret.ts';
import { addSecret } from './secret-row.ts';
import type { SecretVersionRow } from './secret-store.ts';

export const restoreSecret = restoreObject(secretNoun, SecretRestore, { restore });

/**
 * Restores a secret with all its versions, which keep their ids as long as no other secret has them.
 * @throws VaultError FileUnreadable; Conflict when the name is taken; ObjectIsDeletedButRecoverable when it lies in the recycle bin
 */
async function restore(room: Room, vaultName: string, file: Uint8Array): Promise<Output<'SecretRestore'>> {
  const { tx, keyring, newId } = room;
  const backup = readBackup(keyring, file);
  const vault = await getVault(tx, keyring, vaultName);
  if (await findFreeObject(secretNoun, room, vault.id, backup.name)) throw new VaultError('Conflict', { name: backup.name });
  const versions: BackupVersion[] = [];
  for (const version of backup.versions) versions.push({ ...version, version: await freeVersionId(secretNoun, room, version.version) });
  const currentVersion = versions.at(-1)?.version ?? '';
  const secret = await addSecret(tx, keyring, {
    id: newId(),
    vaultId: vault.id,
    name: backup.name,
    currentVersion,
    createdOn: backup.createdOn,
  });
  let current: SecretVersionRow | undefined;
  for (const [at, version] of versions.entries()) {
    const value = openBackupValue(keyring, backup.secretId, backup.versions[at] ?? version);
    current = await addBackedUp(room, { vault, secret }, version, value);
  }
  if (!current) throw new Error('a backup has at least one version');
  return toProperties(vault, secret, current);
}

/** @param value zeroed when it is sealed */
async function addBackedUp(room: Room, place: Place, version: BackupVersion, value: Uint8Array): Promise<SecretVersionRow> {
  const { value: _sealed, ...attributes } = version;
  const { contentType, notBefore, expires } = version;
  try {
    return await addVersion(room, place, { ...attributes, contentType, notBefore, expires }, value);
  } finally {
    value.fill(0);
  }
}
