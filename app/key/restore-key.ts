import { type KeyProperties, KeyRestore } from '../contract/key.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { Anteroom, Room } from '../operation/operation.ts';
import { restoreObject } from '../vault/back-up-object.ts';
import { openPart } from '../vault/backup-file.ts';
import { addObject, findFreeObject, newObject } from '../vault/object-row.ts';
import { freeVersionId } from '../vault/object-version.ts';
import { getVault } from '../vault/vault.ts';
import { insertKeyVersion, type MadeKey, type NewKeyVersion } from './add-key-version.ts';
import { type KeyPlace, toWholeProperties } from './key.ts';
import { type BackupVersion, keyBackup, materialPlace } from './key-backup.ts';
import { parsePublicKey, releasePolicyShape } from './key-field.ts';
import { keyNoun } from './key-noun.ts';
import type { KeyVersionRow } from './key-store.ts';
import { releaseKey } from './make-key.ts';
import { actingOf } from './rotation.ts';
import { hsmPlaceOf } from './use-key.ts';

/** Software keys come back whole; a key of a token only where that token still holds it. */
export const restoreKey = restoreObject<KeyProperties>(keyNoun, KeyRestore, { check: checkTokens, restore });

/** @throws VaultError HsmTokenNotFound, HsmUnavailable when the object of a version is not in its token */
async function checkTokens({ read, keyring, hsm }: Anteroom, file: Uint8Array): Promise<void> {
  for (const version of keyBackup.read(keyring, file).versions) {
    const { place } = version;
    if (!place) continue;
    const there = await read((tx) => hsmPlaceOf({ tx, keyring }, { version: version.version, place }));
    if (!(await hsm.has(there))) throw new VaultError('HsmUnavailable', { token: there.token.label, reason: 'key-gone' });
  }
}

async function restore(room: Room, vaultName: string, file: Uint8Array): Promise<KeyProperties> {
  const { keyring, newId } = room;
  const backup = keyBackup.read(keyring, file);
  const vault = await getVault(room.tx, keyring, vaultName);
  if (await findFreeObject(keyNoun, room, vault.id, backup.name)) throw new VaultError('Conflict', { name: backup.name });
  const ids: string[] = [];
  for (const version of backup.versions) ids.push(await versionIdOf(room, backup.name, version));
  const newest = backup.versions.at(-1);
  const row = await addObject(keyNoun, room, {
    ...newObject({ id: newId(), vaultId: vault.id, name: backup.name, currentVersion: ids.at(-1) ?? '', createdOn: backup.createdOn }),
    policy: backup.policy,
    ...(newest ? actingOf(backup.policy, { ...newest, expires: newest.expires }) : { rotatesOn: undefined, notifiesOn: undefined }),
  });
  let current: KeyVersionRow | undefined;
  for (const [at, version] of backup.versions.entries()) {
    current = await addBackedUp(room, { vault, row }, version, { keyId: backup.keyId, version: ids[at] ?? version.version });
  }
  if (!current) throw new Error('a backup has at least one version');
  return toWholeProperties(room, { vault, row }, current);
}

/**
 * Versions keep their ids as long as no other key has them. An object in a token is found by that id: two versions never share one.
 * @throws VaultError Conflict; HsmUnavailable when its key was purged, and it is being destroyed
 */
async function versionIdOf(room: Room, name: string, { version, place }: BackupVersion): Promise<string> {
  const free = await freeVersionId(keyNoun, room, version);
  if (!place) return free;
  if (free !== version) throw new VaultError('Conflict', { name });
  if (await room.tx.keyRemains.find(version)) {
    const { token } = await hsmPlaceOf(room, { version, place });
    throw new VaultError('HsmUnavailable', { token: token.label, reason: 'key-gone' });
  }
  return version;
}

/** @param to id of the version that is written, and of the key that was backed up */
async function addBackedUp(
  room: Room,
  place: KeyPlace,
  backedUp: BackupVersion,
  to: { readonly keyId: string; readonly version: string },
): Promise<KeyVersionRow> {
  const { version, material, place: token, publicKey, spec, releasePolicy, ...said } = backedUp;
  const keptBy =
    material === undefined ? token && { place: token } : { material: openPart(room.keyring, materialPlace(to.keyId, version), material) };
  if (!keptBy) throw new Error('a version has material or a place');
  const made: MadeKey = {
    ...keptBy,
    version: to.version,
    spec,
    publicKey: publicKey === undefined ? undefined : parsePublicKey(publicKey),
  };
  const attributes: NewKeyVersion = {
    ...said,
    notBefore: said.notBefore,
    expires: said.expires,
    releasePolicy: releasePolicy && releasePolicyShape.parse(releasePolicy),
  };
  try {
    return await insertKeyVersion(room, place, attributes, made);
  } finally {
    releaseKey(made);
  }
}
