import { endGrants } from '../access/end-grant.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { headSet, secretSet } from '../seal/manifest.ts';
import { vaultResourceId } from '../vault/vault.ts';
import { manifestFields } from './manifest-field.ts';
import type { Place } from './read-version.ts';
import { secretFields } from './secret-row.ts';
import type { SecretVersionRow } from './secret-store.ts';

/** Versions that are looked up at once. */
const pageSize = 100;

/**
 * Destroys a secret with all its versions, ends the grants on it, and has its vault's key drawn anew: what lies about in journals and
 * freed pages dies with the old key.
 * @param place was checked @param end when, and by whom
 */
export async function destroySecret(
  tx: Tx,
  keyring: Keyring,
  { vault, secret }: Place,
  end: { readonly time: number; readonly by: string },
): Promise<void> {
  for await (const row of versionsOf(tx, secret.id)) {
    await keyring.updateManifest(tx, secretSet(vault.id), manifestFields(keyring, row), undefined);
  }
  await tx.secrets.remove(secret.id);
  await keyring.updateManifest(tx, headSet(vault.id), secretFields(secret), undefined);
  await endGrants(tx, keyring, `${vaultResourceId(vault.resourceGroup, vault.name)}/secrets/${secret.name}`, end);
  await tx.rotations.mark({ vaultId: vault.id, since: end.time });
}

/** Every version of a secret in full, newest first. */
export async function* versionsOf(tx: Tx, secretId: string): AsyncGenerator<SecretVersionRow> {
  let before: number | undefined;
  for (;;) {
    const heads = await tx.secrets.listVersions(secretId, before, pageSize);
    for (const { version } of heads) {
      const row = await tx.secrets.findVersion(secretId, version);
      if (row) yield row;
    }
    if (heads.length < pageSize) return;
    before = heads.at(-1)?.ordinal;
  }
}
