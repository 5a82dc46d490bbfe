import * as z from 'zod';
import { cursor, instant, tags, uuid } from './common.ts';
import { call } from './shape.ts';

/** 3 to 24 characters, a letter first, letters, digits and single hyphens (https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates). */
export const vaultName = z
  .string()
  .min(3)
  .max(24)
  .regex(/^[a-z](?:-?[a-z0-9])*$/i);

/** Days that deleted objects stay recoverable. */
export const retention = { least: 7, most: 90, usual: 90 } as const;

export const vault = z.object({
  id: uuid,
  name: z.string(),
  /** `/subscriptions/{id}/resourceGroups/{name}/providers/Microsoft.KeyVault/vaults/{name}` */
  resourceId: z.string(),
  resourceGroup: z.string(),
  retentionDays: z.number().int(),
  purgeProtection: z.boolean(),
  tags,
  secretCount: z.number().int(),
  createdOn: instant,
  createdBy: z.string(),
});
export type Vault = z.infer<typeof vault>;

export const VaultPut = call(
  'VaultPut',
  z.strictObject({
    name: vaultName,
    /** `/subscriptions/{id}/resourceGroups/{name}` */
    resourceGroup: z
      .string()
      .max(150)
      .regex(/^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[\w().-]{1,90}$/i),
    retentionDays: z.number().int().min(retention.least).max(retention.most),
    purgeProtection: z.boolean(),
    tags,
  }),
  vault,
);

export const VaultGet = call('VaultGet', z.strictObject({ vault: vaultName }), vault);

export const VaultList = call(
  'VaultList',
  z.strictObject({ cursor: cursor.optional() }),
  z.object({ items: z.array(vault), next: cursor.optional() }),
);
