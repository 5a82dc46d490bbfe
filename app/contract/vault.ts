import * as z from 'zod';
import { bytesBetween } from './bytes.ts';
import { cursor, instant, mostPassphraseBytes, tags, uuid } from './common.ts';
import { call } from './shape.ts';

/** 3 to 24 characters, a letter first, letters, digits and single hyphens (https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates). */
export const vaultName = z
  .string()
  .min(3)
  .max(24)
  .regex(/^[a-z](?:-?[a-z0-9])*$/i);

/** Days that deleted objects stay recoverable. */
export const retention = { least: 7, most: 90, usual: 90 } as const;

/**
 * Standard vaults hold software keys; premium ones may hold keys of an HSM too. A Managed HSM pool is a vault that holds nothing but keys of
 * an HSM, under access roles of its own; a vault never becomes one, and a pool stays one.
 */
export const tier = z.enum(['standard', 'premium', 'managed-hsm']);
export type Tier = z.infer<typeof tier>;

/** Why a person does something that others will want to know the reason of. */
export const reason = z
  .string()
  .trim()
  .min(3)
  .max(500)
  .regex(/^\P{Cc}+$/u)
  .refine((text) => text.isWellFormed());

export const vault = z.object({
  id: uuid,
  name: z.string(),
  /** `/subscriptions/{id}/resourceGroups/{name}/providers/Microsoft.KeyVault/vaults/{name}`; of a pool `…/managedHSMs/{name}` */
  resourceId: z.string(),
  resourceGroup: z.string(),
  tier,
  retentionDays: z.number().int(),
  purgeProtection: z.boolean(),
  /** Whether secrets before their activation or after their expiry are refused; Key Vault serves them. */
  enforceDates: z.boolean(),
  /** While there is one, the vault cannot be deleted. */
  deletionLock: z.object({ reason: z.string(), by: z.string(), on: instant }).optional(),
  tags,
  /** Secrets that are not in the recycle bin. */
  secretCount: z.number().int(),
  /** Keys that are not in the recycle bin. */
  keyCount: z.number().int(),
  createdOn: instant,
  createdBy: z.string(),
  /** Counts changes of the vault's settings, from 1. */
  revision: z.number().int(),
});
export type Vault = z.infer<typeof vault>;

/** `/subscriptions/{id}/resourceGroups/{name}` */
const resourceGroupPath = z
  .string()
  .max(150)
  .regex(/^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[\w().-]{1,90}$/i);

/** Makes a vault. Retention can't be changed afterwards. Who makes a pool is its first Managed HSM Administrator. */
export const VaultPut = call(
  'VaultPut',
  z.strictObject({
    name: vaultName,
    resourceGroup: resourceGroupPath,
    tier,
    retentionDays: z.number().int().min(retention.least).max(retention.most),
    purgeProtection: z.boolean(),
    tags,
  }),
  vault,
);

/** Changes what is named and leaves the rest. `revision` is the one that the person saw: another's change meanwhile is not overwritten. */
export const VaultPatch = call(
  'VaultPatch',
  z.strictObject({
    vault: vaultName,
    revision: z.number().int(),
    tier: tier.exclude(['managed-hsm']).optional(),
    /** Switches it on for good: with the reason, and the person's password once more. */
    purgeProtection: z.strictObject({ reason, password: bytesBetween(1, mostPassphraseBytes) }).optional(),
    enforceDates: z.boolean().optional(),
    /** `null` takes the lock away. */
    deletionLock: z.strictObject({ reason }).nullable().optional(),
    tags: tags.optional(),
  }),
  vault,
);

export const VaultGet = call('VaultGet', z.strictObject({ vault: vaultName }), vault);

export const VaultList = call(
  'VaultList',
  z.strictObject({ cursor: cursor.optional() }),
  z.object({ items: z.array(vault), next: cursor.optional() }),
);

/** A vault in the recycle bin. Its name stays taken, its secrets stay sealed, its grants stay as they are but reach nothing. */
export const deletedVault = vault.extend({ deletedOn: instant, purgeOn: instant, deletedBy: z.string() });
export type DeletedVault = z.infer<typeof deletedVault>;

/** Moves a vault and all it holds to the recycle bin. */
export const VaultDelete = call('VaultDelete', z.strictObject({ vault: vaultName }), deletedVault);

/** By name. */
export const VaultListDeleted = call(
  'VaultListDeleted',
  z.strictObject({ cursor: cursor.optional() }),
  z.object({ items: z.array(deletedVault), next: cursor.optional() }),
);

/** Brings a vault back with its secrets and grants. */
export const VaultRecover = call('VaultRecover', z.strictObject({ vault: vaultName }), vault);

/** Destroys a deleted vault, its keys and everything that it held, and ends the grants on it. */
export const VaultPurge = call('VaultPurge', z.strictObject({ vault: vaultName }), z.object({}));

export const resourceGroup = z.object({ path: z.string(), name: z.string(), subscription: z.string() });

/** By name; a house has few. */
export const ResourceGroupList = call('ResourceGroupList', z.strictObject({}), z.object({ items: z.array(resourceGroup) }));

/** Makes a resource group in the subscription of the person's house. */
export const ResourceGroupPut = call(
  'ResourceGroupPut',
  z.strictObject({
    name: z
      .string()
      .min(1)
      .max(90)
      .regex(/^[\w().-]*[\w()-]$/),
  }),
  resourceGroup,
);
