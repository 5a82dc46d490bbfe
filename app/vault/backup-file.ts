import * as z from 'zod';
import { fromBase64Url, isBase64Url, toBase64Url } from '../contract/base64url.ts';
import { instant, objectVersion, tags } from '../contract/common.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { BoundField } from '../seal/associated-data.ts';
import { canonicalBytes } from '../seal/canonical-json.ts';
import type { Keyring } from '../seal/keyring.ts';

/** Key Vault backs up nothing with more versions (https://learn.microsoft.com/azure/key-vault/general/backup). */
export const mostBackupVersions = 500;

/** What every version in a backup says of itself. */
export const backupVersion = z.strictObject({
  version: objectVersion,
  enabled: z.boolean(),
  notBefore: instant.optional(),
  expires: instant.optional(),
  tags,
  createdOn: instant,
  updatedOn: instant,
  createdBy: z.string(),
});

/** An envelope, as text. */
export const sealedPart = z.string().refine(isBase64Url);

const format = 1;
const idChars = 36;

const unreadable = (reason: 'empty' | 'format' | 'foreign') => new VaultError('FileUnreadable', { reason, line: 0 });

export type BackupSealing = Pick<Keyring, 'instanceId' | 'sealBackup' | 'openBackup'>;

/** Seals a value inside of a backup. @param place what it is the value of */
export const sealPart = (keyring: BackupSealing, place: readonly BoundField[], value: Uint8Array): string =>
  toBase64Url(keyring.sealBackup(place, value));

/** @returns the value, which the caller zeroes. @throws VaultError FileUnreadable */
export function openPart(keyring: BackupSealing, place: readonly BoundField[], part: string): Uint8Array {
  const envelope = fromBase64Url(part);
  const opened = envelope && keyring.openBackup(place, envelope);
  if (!opened) throw unreadable('format');
  return opened;
}

/** A kind of backup: who made it in clear, everything else sealed. See docs/format-backup.md. */
export interface BackupFormat<T> {
  write(keyring: BackupSealing, content: T): Uint8Array;
  /** @throws VaultError FileUnreadable: `empty`, `foreign` when another house made it, `format` when it is no such backup, or damaged */
  read(keyring: BackupSealing, file: Uint8Array): T;
}

/** @param magic its first bytes, in ASCII @param place what the envelope is bound to */
export function backupFormat<T>(magic: string, place: string, content: z.ZodType<T>): BackupFormat<T> {
  const headerBytes = magic.length + 1 + idChars;
  return {
    write(keyring, backup) {
      const envelope = keyring.sealBackup([place], canonicalBytes(backup));
      const file = new Uint8Array(headerBytes + envelope.length);
      file.set(new TextEncoder().encode(magic));
      file[magic.length] = format;
      file.set(new TextEncoder().encode(keyring.instanceId), magic.length + 1);
      file.set(envelope, headerBytes);
      return file;
    },
    read(keyring, file) {
      if (file.length === 0) throw unreadable('empty');
      const text = String.fromCharCode(...file.subarray(0, headerBytes));
      if (!text.startsWith(magic) || file[magic.length] !== format) throw unreadable('format');
      if (text.slice(magic.length + 1) !== keyring.instanceId) throw unreadable('foreign');
      const body = keyring.openBackup([place], file.subarray(headerBytes));
      const parsed = content.safeParse(body && parseJson(body));
      if (!parsed.success) throw unreadable('format');
      return parsed.data;
    },
  };
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
