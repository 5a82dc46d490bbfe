import * as z from 'zod';
import { bytes, bytesBetween } from './bytes.ts';
import { cursor, instant, objectName, objectVersion, tags, uuid } from './common.ts';
import { call, stream } from './shape.ts';
import { vaultName } from './vault.ts';

export const secretName = objectName;
export const secretVersion = objectVersion;

/** 25 KiB of UTF-8 (https://learn.microsoft.com/azure/key-vault/secrets/about-secrets). */
export const mostValueBytes = 25_600;

const attributes = {
  contentType: z
    .string()
    .max(255)
    .regex(/^\P{Cc}*$/u)
    .refine((text) => text.isWellFormed())
    .optional(),
  enabled: z.boolean(),
  /** Whole seconds count, as in Key Vault's IntDate; sub-second parts are cut. */
  notBefore: instant.optional(),
  expires: instant.optional(),
  tags,
};

/** Everything about one version of a secret but its value. */
export const secretProperties = z.object({
  ...attributes,
  vault: z.string(),
  name: z.string(),
  version: secretVersion,
  /** `/secrets/{name}/{version}`: what follows the address of its vault, which the endpoint knows. */
  id: z.string(),
  current: z.boolean(),
  valueBytes: z.number().int(),
  createdOn: instant,
  updatedOn: instant,
  createdBy: z.string(),
  /** Counts changes of this version's attributes, from 1. */
  revision: z.number().int(),
  recoveryLevel: z.string(),
  recoverableDays: z.number().int(),
});
export type SecretProperties = z.infer<typeof secretProperties>;

/** `limit`: at the most so many; absent: as many as a window likes. */
const paging = { cursor: cursor.optional(), limit: z.number().int().min(1).max(200).optional() };
const page = z.object({ items: z.array(secretProperties), next: cursor.optional() });

/**
 * How a value is drawn at random. It is drawn where it is sealed, so that no window ever holds it.
 * `password`: `length` characters of the named classes, at least one of each; `token`: `bytes` random bytes as base64url;
 * `guid`: a random UUID; `key`: `bits` random bits as base64.
 */
export const generation = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('password'),
    length: z.number().int().min(12).max(256),
    classes: z
      .array(z.enum(['lower', 'upper', 'digit', 'symbol']))
      .min(1)
      .max(4)
      .refine((classes) => new Set(classes).size === classes.length),
    /** Leaves out what is read as something else: 0 O o, 1 l I |. */
    unambiguous: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('token'), bytes: z.number().int().min(16).max(512) }),
  z.strictObject({ kind: z.literal('guid') }),
  z.strictObject({ kind: z.literal('key'), bits: z.union([z.literal(128), z.literal(192), z.literal(256), z.literal(512)]) }),
]);
export type Generation = z.infer<typeof generation>;

/** The current version that a person saw, or that there was none: who saw another is told, and nothing is written. */
const expected = z.union([secretVersion, z.literal('absent')]);

/** Sets a secret; always makes a new version. */
export const SecretSet = call(
  'SecretSet',
  z
    .strictObject({
      ...attributes,
      vault: vaultName,
      name: secretName,
      value: bytesBetween(0, mostValueBytes).optional(),
      generate: generation.optional(),
      expect: expected.optional(),
    })
    .refine((input) => (input.value === undefined) !== (input.generate === undefined), { path: ['value'], message: 'value_or_generate' }),
  secretProperties,
);

/** Changes attributes of one version, never its value: the current one's where none is named. What is left out stays; `null` takes it away. */
export const SecretUpdate = call(
  'SecretUpdate',
  z.strictObject({
    vault: vaultName,
    name: secretName,
    version: secretVersion.optional(),
    /** The revision that the person saw. */
    revision: z.number().int().optional(),
    contentType: attributes.contentType.unwrap().nullable().optional(),
    enabled: z.boolean().optional(),
    notBefore: instant.nullable().optional(),
    expires: instant.nullable().optional(),
    tags: tags.optional(),
  }),
  secretProperties,
);

/** Makes a new version with the value, content type and tags of an older one, without showing the value. */
export const SecretRollBack = call(
  'SecretRollBack',
  z.strictObject({ vault: vaultName, name: secretName, version: secretVersion, expect: secretVersion.optional() }),
  secretProperties,
);

/** Whether two versions hold the same value. Recorded as a read of both. */
export const SecretCompare = call(
  'SecretCompare',
  z.strictObject({ vault: vaultName, name: secretName, versions: z.tuple([secretVersion, secretVersion]) }),
  z.object({ same: z.boolean() }),
);

/** The current version of each secret in a vault, by name, without values. */
export const SecretList = call('SecretList', z.strictObject({ vault: vaultName, ...paging }), page);

export const SecretListVersions = call('SecretListVersions', z.strictObject({ vault: vaultName, name: secretName, ...paging }), page);

/** Reads one value: the current version's unless another is named. The only operation that returns one. */
export const SecretGet = call(
  'SecretGet',
  z.strictObject({ vault: vaultName, name: secretName, version: secretVersion.optional() }),
  z.object({ properties: secretProperties, value: bytes }),
);

/** A secret in the recycle bin, as its current version. Its name stays taken. */
export const deletedSecret = secretProperties.extend({ deletedOn: instant, purgeOn: instant, deletedBy: z.string() });
export type DeletedSecret = z.infer<typeof deletedSecret>;

const named = z.strictObject({ vault: vaultName, name: secretName });

/** Moves a secret with all its versions to the recycle bin. */
export const SecretDelete = call('SecretDelete', named, deletedSecret);

/** @throws SecretNotFound when no secret of this name lies in the bin */
export const SecretGetDeleted = call('SecretGetDeleted', named, deletedSecret);

/** The recycle bin of one vault, by name. */
export const SecretListDeleted = call(
  'SecretListDeleted',
  z.strictObject({ vault: vaultName, ...paging }),
  z.object({ items: z.array(deletedSecret), next: cursor.optional() }),
);

/** Brings a secret back with its versions; grants on it reach it again. */
export const SecretRecover = call('SecretRecover', named, secretProperties);

/** Destroys a deleted secret with all its versions and ends the grants on it. */
export const SecretPurge = call('SecretPurge', named, z.object({}));

/** One secret with all its versions, in parts of a file that only this house can open. */
export const SecretBackup = stream('SecretBackup', named, z.object({ part: bytes }));

/** A backup that is handed over at once, and not as an upload, is at most this long: 1 MiB. */
const mostFileBytes = 1024 * 1024;

/** Puts a backed-up secret into a vault where its name is free: from an upload, or from the file itself. @see UploadBegin */
export const SecretRestore = call(
  'SecretRestore',
  z
    .strictObject({ vault: vaultName, upload: uuid.optional(), file: bytesBetween(1, mostFileBytes).optional() })
    .refine((input) => (input.upload === undefined) !== (input.file === undefined), { path: ['upload'], message: 'upload_or_file' }),
  secretProperties,
);
