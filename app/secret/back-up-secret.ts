import { SecretBackup } from '../contract/secret.ts';
import { mostPartBytes } from '../contract/upload.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { StreamOperation } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { objectVersions } from '../vault/object-version.ts';
import { getVault, vaultTarget } from '../vault/vault.ts';
import { type BackupVersion, mostBackupVersions, sealBackupValue, writeBackup } from './backup-file.ts';
import { boundTo, type Place } from './read-version.ts';
import { secretNoun } from './secret-noun.ts';
import { getSecretRow } from './secret-row.ts';
import type { SecretVersionRow } from './secret-store.ts';

/** Hands out one secret with all its versions, disabled ones too, as a file that only this house can open. */
export const backUpSecret: StreamOperation<typeof SecretBackup> = {
  at: 'stream',
  shape: SecretBackup,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/secrets/backup/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  fields: {},
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'secrets', name: input.name }),
  async *follow({ keyring, read }, input) {
    const file = await read(async (tx) => {
      const vault = await getVault(tx, keyring, input.vault);
      return backUp(tx, keyring, { vault, secret: await getSecretRow(tx, keyring, vault.id, input.name) });
    });
    for (let at = 0; at < file.length; at += mostPartBytes) yield { part: file.slice(at, at + mostPartBytes) };
  },
};

async function backUp(tx: Tx, keyring: Keyring, place: Place): Promise<Uint8Array> {
  const { secret } = place;
  if ((await tx.secrets.countVersions(secret.id)) > mostBackupVersions) {
    throw new VaultError('BadParameter', { issues: [{ path: 'name', problem: 'too_many_versions', limit: mostBackupVersions }] });
  }
  const versions: BackupVersion[] = [];
  for await (const row of objectVersions(secretNoun, tx, secret.id)) versions.push(await toBackup(tx, keyring, place, row));
  return writeBackup(keyring, { secretId: secret.id, name: secret.name, createdOn: secret.createdOn, versions: versions.toReversed() });
}

async function toBackup(tx: Tx, keyring: Keyring, place: Place, row: SecretVersionRow): Promise<BackupVersion> {
  const value = await keyring.openValue(tx, boundTo(place, row), row);
  try {
    return {
      version: row.version,
      contentType: row.contentType,
      enabled: row.enabled,
      notBefore: row.notBefore,
      expires: row.expires,
      tags: { ...row.tags },
      createdOn: row.createdOn,
      updatedOn: row.updatedOn,
      createdBy: row.createdBy,
      value: sealBackupValue(keyring, place.secret.id, row.version, value),
    };
  } finally {
    value.fill(0);
  }
}
