import * as z from 'zod';
import { fromBase64Url, isBase64Url, toBase64Url } from '../contract/base64url.ts';
import { instant, tags } from '../contract/common.ts';
import { secretName, secretVersion } from '../contract/secret.ts';
import { VaultError } from '../contract/vault-error.ts';
import { canonicalBytes } from '../seal/canonical-json.ts';
import type { Keyring } from '../seal/keyring.ts';

/** Key Vault backs up no secret with more (https://learn.microsoft.com/azure/key-vault/general/backup). */
export const mostBackupVersions = 500;

const version = z.strictObject({
  version: secretVersion,
  contentType: z.string().optional(),
  enabled: z.boolean(),
  notBefore: instant.optional(),
  expires: instant.optional(),
  tags,
  createdOn: instant,
  updatedOn: instant,
  createdBy: z.string(),
  /** Envelope of the value, bound to secret and version: it stays sealed while the rest is read. */
  value: z.string().refine(isBase64Url),
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

const magic = 'SRSECRET';
const format = 1;
const idChars = 36;
const headerBytes = magic.length + 1 + idChars;

const unreadable = (reason: 'empty' | 'format' | 'foreign') => new VaultError('FileUnreadable', { reason, line: 0 });

type Sealing = Pick<Keyring, 'instanceId' | 'sealBackup' | 'openBackup'>;

/** Seals the value of one version for a backup. */
export const sealBackupValue = (keyring: Sealing, secretId: string, versionId: string, value: Uint8Array): string =>
  toBase64Url(keyring.sealBackup(['value', secretId, versionId], value));

/** @returns the value, which the caller zeroes. @throws VaultError FileUnreadable */
export function openBackupValue(keyring: Sealing, secretId: string, { version: versionId, value }: BackupVersion): Uint8Array {
  const envelope = fromBase64Url(value);
  const opened = envelope && keyring.openBackup(['value', secretId, versionId], envelope);
  if (!opened) throw unreadable('format');
  return opened;
}

/** Writes a backup: who made it in clear, everything else sealed. See docs/format-backup.md. */
export function writeBackup(keyring: Sealing, backup: BackupContent): Uint8Array {
  const envelope = keyring.sealBackup(['file'], canonicalBytes(backup));
  const file = new Uint8Array(headerBytes + envelope.length);
  file.set(new TextEncoder().encode(magic));
  file[magic.length] = format;
  file.set(new TextEncoder().encode(keyring.instanceId), magic.length + 1);
  file.set(envelope, headerBytes);
  return file;
}

/** @throws VaultError FileUnreadable: `empty`, `foreign` when another house made it, `format` when it is no backup, or damaged */
export function readBackup(keyring: Sealing, file: Uint8Array): BackupContent {
  if (file.length === 0) throw unreadable('empty');
  const text = String.fromCharCode(...file.subarray(0, headerBytes));
  if (!text.startsWith(magic) || file[magic.length] !== format) throw unreadable('format');
  if (text.slice(magic.length + 1) !== keyring.instanceId) throw unreadable('foreign');
  const body = keyring.openBackup(['file'], file.subarray(headerBytes));
  const parsed = content.safeParse(body && parseJson(body));
  if (!parsed.success) throw unreadable('format');
  return parsed.data;
}

/** @returns undefined when it is no JSON: sealed by a house that writes another format */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}
