import type { Room } from '../operation/operation.ts';
import { addObjectVersion } from '../vault/object-version.ts';
import { recoveryLevel } from '../vault/vault.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import type { Place } from './read-version.ts';
import { bindingOf } from './secret.ts';
import { secretNoun } from './secret-noun.ts';
import { addSecret, pointSecret } from './secret-row.ts';
import type { SecretRow, SecretVersionHead, SecretVersionRow } from './secret-store.ts';

/** What a version says of itself; its value beside it. */
export type NewVersion = Pick<
  SecretVersionHead,
  'version' | 'contentType' | 'enabled' | 'notBefore' | 'expires' | 'tags' | 'createdOn' | 'updatedOn' | 'createdBy'
>;

/** Seals a value as the newest version of a secret that points at it already, and counts it in the vault's manifest. */
export async function addVersion(
  { tx, keyring }: Pick<Room, 'tx' | 'keyring'>,
  { vault, secret }: Place,
  version: NewVersion,
  value: Uint8Array,
): Promise<SecretVersionRow> {
  const head = {
    ...version,
    secretId: secret.id,
    vaultId: vault.id,
    ordinal: (await tx.secrets.countVersions(secret.id)) + 1,
    recoveryLevel: recoveryLevel(vault),
    recoverableDays: vault.retentionDays,
    valueBytes: value.length,
    rowVersion: 1,
  };
  const row = { ...head, ...(await keyring.sealValue(tx, bindingOf(head), value)) };
  await addObjectVersion(secretNoun, { tx, keyring }, row);
  return row;
}

/** Makes `version` the current one of a secret, which is made when there is none. @param found was checked */
export function pointAt(
  { tx, keyring, newId, time }: Room,
  vault: VaultRow,
  found: SecretRow | undefined,
  place: { readonly name: string; readonly version: string },
): Promise<SecretRow> {
  if (found) return pointSecret(tx, keyring, found, place.version);
  return addSecret(tx, keyring, { id: newId(), vaultId: vault.id, name: place.name, currentVersion: place.version, createdOn: time });
}
