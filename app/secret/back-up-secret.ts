import { SecretBackup } from '../contract/secret.ts';
import { backUpObject } from '../vault/back-up-object.ts';
import { boundTo } from './read-version.ts';
import { type BackupVersion, sealBackupValue, writeBackup } from './secret-backup.ts';
import { secretNoun } from './secret-noun.ts';
import type { SecretTypes } from './secret-store.ts';

export const backUpSecret = backUpObject<SecretTypes, BackupVersion>(secretNoun, SecretBackup, {
  async toBackup({ tx, keyring }, { vault, row: secret }, version) {
    const value = await keyring.openValue(tx, boundTo({ vault, secret }, version), version);
    try {
      return {
        version: version.version,
        contentType: version.contentType,
        enabled: version.enabled,
        notBefore: version.notBefore,
        expires: version.expires,
        tags: { ...version.tags },
        createdOn: version.createdOn,
        updatedOn: version.updatedOn,
        createdBy: version.createdBy,
        value: sealBackupValue(keyring, secret.id, version.version, value),
      };
    } finally {
      value.fill(0);
    }
  },
  write: ({ keyring }, { row }, versions) => writeBackup(keyring, { secretId: row.id, name: row.name, createdOn: row.createdOn, versions }),
});
