import * as z from 'zod';
import { instant } from '../contract/common.ts';
import { secretName } from '../contract/secret.ts';
import {
  backupFormat,
  type BackupSealing,
  backupVersion,
  mostBackupVersions,
  openPart,
  sealedPart,
  sealPart,
} from '../vault/backup-file.ts';

const version = backupVersion.extend({
  contentType: z.string().optional(),
  /** Envelope of the value, bound to secret and version: it stays sealed while the rest is read. */
  value: sealedPart,
});
export type BackupVersion = z.infer<typeof version>;

const content = z.strictObject({
  secretId: z.string(),
  name: secretName,
  createdOn: instant,
  /** Oldest first. */
  versions: z.array(version).min(1).max(mostBackupVersions),
});
export type BackupContent = z.infer<typeof content>;

export const { write: writeBackup, read: readBackup } = backupFormat('SRSECRET', 'file', content);

/** Seals the value of one version for a backup. */
export const sealBackupValue = (keyring: BackupSealing, secretId: string, versionId: string, value: Uint8Array): string =>
  sealPart(keyring, ['value', secretId, versionId], value);

/** @returns the value, which the caller zeroes. @throws VaultError FileUnreadable */
export const openBackupValue = (keyring: BackupSealing, secretId: string, { version: versionId, value }: BackupVersion): Uint8Array =>
  openPart(keyring, ['value', secretId, versionId], value);
