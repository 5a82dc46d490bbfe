import { type End, endGrants } from '../access/end-grant.ts';
import type { Noun, NounHouse, ObjectPlace } from './object-noun.ts';
import type { ObjectTypes } from './object-store.ts';
import { objectVersions } from './object-version.ts';
import { vaultResourceId } from './vault.ts';

/**
 * Destroys an object with all its versions, ends the grants on it, and has its vault's key drawn anew: what lies about in journals and
 * freed pages dies with the old key.
 * @param place was checked @param end when, and by whom
 */
export async function destroyObject<T extends ObjectTypes>(
  noun: Noun<T>,
  { tx, keyring }: NounHouse,
  { vault, row }: ObjectPlace<T>,
  end: End,
): Promise<void> {
  for await (const version of objectVersions(noun, tx, row.id)) {
    await keyring.updateManifest(tx, noun.versionSet(vault.id), noun.manifestFields(keyring, version), undefined);
    await noun.leave?.({ tx, keyring }, version, end.time);
  }
  await noun.store(tx).remove(row.id);
  await keyring.updateManifest(tx, noun.headSet(vault.id), noun.fieldsOf(row), undefined);
  await endGrants(tx, keyring, `${vaultResourceId(vault)}/${noun.kind}/${row.name}`, end);
  await tx.rotations.mark({ vaultId: vault.id, since: end.time });
}
