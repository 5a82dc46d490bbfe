import * as z from 'zod';
import { bytes, bytesBetween } from './bytes.ts';
import { cursor, instant, tags } from './common.ts';
import { call } from './shape.ts';
import { vaultName } from './vault.ts';

/** 1 to 127 letters, digits and hyphens; compared without case. */
export const secretName = z
  .string()
  .min(1)
  .max(127)
  .regex(/^[a-z0-9-]+$/i);

/** 32 hexadecimal digits. */
export const secretVersion = z.string().regex(/^[0-9a-f]{32}$/);

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
  /** `https://{vault}.vault.localhost:8443/secrets/{name}/{version}` */
  id: z.string(),
  current: z.boolean(),
  valueBytes: z.number().int(),
  createdOn: instant,
  updatedOn: instant,
  createdBy: z.string(),
  recoveryLevel: z.string(),
  recoverableDays: z.number().int(),
});
export type SecretProperties = z.infer<typeof secretProperties>;

const page = z.object({ items: z.array(secretProperties), next: cursor.optional() });

/** Sets a secret; always makes a new version. */
export const SecretSet = call(
  'SecretSet',
  z.strictObject({ ...attributes, vault: vaultName, name: secretName, value: bytesBetween(0, mostValueBytes) }),
  secretProperties,
);

/** The current version of each secret in a vault, by name, without values. */
export const SecretList = call('SecretList', z.strictObject({ vault: vaultName, cursor: cursor.optional() }), page);

export const SecretListVersions = call(
  'SecretListVersions',
  z.strictObject({ vault: vaultName, name: secretName, cursor: cursor.optional() }),
  page,
);

/** Reads one value: the current version's unless another is named. The only operation that returns one. */
export const SecretGet = call(
  'SecretGet',
  z.strictObject({ vault: vaultName, name: secretName, version: secretVersion.optional() }),
  z.object({ properties: secretProperties, value: bytes }),
);
