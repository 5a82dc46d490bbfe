import type { keyBackup } from '../../../app/key/key-backup.ts';
import type { BackupContent } from '../../../app/secret/secret-backup.ts';

/** What the vector file holds. Byte arrays are hexadecimal. */
export interface BackupVectors {
  readonly rootKey: string;
  readonly instanceId: string;
  readonly cases: readonly {
    readonly name: string;
    readonly file: string;
    /** `empty`, `foreign` and `format` are reasons of FileUnreadable; `value`: the file opens, its values do not. */
    readonly expected: 'opens' | 'empty' | 'foreign' | 'format' | 'value';
    readonly content?: BackupContent;
    /** Of the versions, in their order. */
    readonly values?: readonly string[];
  }[];
}

export type KeyBackupContent = ReturnType<typeof keyBackup.read>;

/** The same of keys. */
export interface KeyBackupVectors {
  readonly rootKey: string;
  readonly instanceId: string;
  readonly cases: readonly {
    readonly name: string;
    readonly file: string;
    /** `material`: the file opens, its materials do not. */
    readonly expected: 'opens' | 'empty' | 'foreign' | 'format' | 'material';
    readonly content?: KeyBackupContent;
    /** Of the versions, in their order; `null` of one in a token. */
    readonly materials?: readonly (string | null)[];
  }[];
}
