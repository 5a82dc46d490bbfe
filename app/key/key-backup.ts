import * as z from 'zod';
import { instant, objectName } from '../contract/common.ts';
import { keyOperation, keySpec, keyType, rotationPolicy } from '../contract/key.ts';
import { backupFormat, backupVersion, mostBackupVersions, sealedPart } from '../vault/backup-file.ts';

const version = backupVersion.extend({
  type: keyType,
  spec: keySpec,
  operations: z.array(keyOperation),
  origin: z.enum(['generated', 'imported', 'wrapped']),
  exportable: z.boolean(),
  /** Of an exportable key, its rule as base64url. */
  releasePolicy: z.strictObject({ contentType: z.string(), data: z.string(), immutable: z.boolean() }).optional(),
  /** Text of the public half. */
  publicKey: z.string().optional(),
  /** Envelope of the material, bound to key and version; of software keys only. */
  material: sealedPart.optional(),
  /** Where the object is, which stays there. */
  place: z.strictObject({ token: z.string(), neverExtractable: z.boolean() }).optional(),
});
export type BackupVersion = z.infer<typeof version>;

const content = z.strictObject({
  keyId: z.string(),
  name: objectName,
  createdOn: instant,
  policy: rotationPolicy.extend({ createdOn: instant, updatedOn: instant }).optional(),
  /** Oldest first. */
  versions: z
    .array(version.refine(({ material, place }) => (material === undefined) !== (place === undefined)))
    .min(1)
    .max(mostBackupVersions),
});

export const keyBackup = backupFormat('SRKEYBAK', 'key-file', content);

/** What the envelope of a version's material is bound to. */
export const materialPlace = (keyId: string, versionId: string) => ['key-material', keyId, versionId] as const;
