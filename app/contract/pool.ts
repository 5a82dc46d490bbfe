import * as z from 'zod';
import { bytesBetween } from './bytes.ts';
import { displayName, instant, uuid } from './common.ts';
import { call } from './shape.ts';
import { vaultName } from './vault.ts';

/** What can be done with what a Managed HSM pool holds, as Azure names it (https://learn.microsoft.com/azure/key-vault/managed-hsm/built-in-roles). */
export const poolAction = z.enum([
  'Microsoft.KeyVault/managedHsm/keys/read/action',
  'Microsoft.KeyVault/managedHsm/keys/write/action',
  'Microsoft.KeyVault/managedHsm/keys/rotate/action',
  'Microsoft.KeyVault/managedHsm/keys/create',
  'Microsoft.KeyVault/managedHsm/keys/delete',
  'Microsoft.KeyVault/managedHsm/keys/import/action',
  'Microsoft.KeyVault/managedHsm/keys/export/action',
  'Microsoft.KeyVault/managedHsm/keys/release/action',
  'Microsoft.KeyVault/managedHsm/keys/backup/action',
  'Microsoft.KeyVault/managedHsm/keys/restore/action',
  'Microsoft.KeyVault/managedHsm/keys/deletedKeys/read/action',
  'Microsoft.KeyVault/managedHsm/keys/deletedKeys/recover/action',
  'Microsoft.KeyVault/managedHsm/keys/deletedKeys/delete',
  'Microsoft.KeyVault/managedHsm/keys/encrypt/action',
  'Microsoft.KeyVault/managedHsm/keys/decrypt/action',
  'Microsoft.KeyVault/managedHsm/keys/wrap/action',
  'Microsoft.KeyVault/managedHsm/keys/unwrap/action',
  'Microsoft.KeyVault/managedHsm/keys/sign/action',
  'Microsoft.KeyVault/managedHsm/keys/verify/action',
  'Microsoft.KeyVault/managedHsm/rng/action',
  'Microsoft.KeyVault/managedHsm/roleAssignments/read/action',
  'Microsoft.KeyVault/managedHsm/roleAssignments/write/action',
  'Microsoft.KeyVault/managedHsm/roleAssignments/delete/action',
  'Microsoft.KeyVault/managedHsm/roleDefinitions/read/action',
  'Microsoft.KeyVault/managedHsm/roleDefinitions/write/action',
  'Microsoft.KeyVault/managedHsm/roleDefinitions/delete/action',
  'Microsoft.KeyVault/managedHsm/securitydomain/download/action',
  'Microsoft.KeyVault/managedHsm/securitydomain/download/read',
  'Microsoft.KeyVault/managedHsm/securitydomain/upload/action',
  'Microsoft.KeyVault/managedHsm/securitydomain/upload/read',
  'Microsoft.KeyVault/managedHsm/securitydomain/transferkey/read',
  'Microsoft.KeyVault/managedHsm/backup/start/action',
  'Microsoft.KeyVault/managedHsm/backup/status/action',
  'Microsoft.KeyVault/managedHsm/restore/start/action',
  'Microsoft.KeyVault/managedHsm/restore/status/action',
]);
export type PoolAction = z.infer<typeof poolAction>;

/** At most so many bytes are drawn at once. */
const mostRandomBytes = 128;

/** Random bytes of the token that a pool is bound to. */
export const RandomBytes = call(
  'RandomBytes',
  z.strictObject({ vault: vaultName, count: z.number().int().min(1).max(mostRandomBytes) }),
  z.object({ value: bytesBetween(1, mostRandomBytes) }),
);

/** Where in a pool a role may be assigned: everywhere, or for keys only. */
const poolScope = z.enum(['/', '/keys']);

export const roleDefinition = z.object({
  id: uuid,
  name: z.string(),
  description: z.string(),
  kind: z.enum(['built-in', 'custom']),
  dataActions: z.array(z.string()),
  /** Taken away from `dataActions`. */
  notDataActions: z.array(z.string()),
  scopes: z.array(poolScope),
  /** Of a custom one: assignments in force or to come. */
  assignments: z.number().int(),
  /** When and by whom it was changed last; built-in ones never are. */
  changedOn: instant.optional(),
  changedBy: z.string().optional(),
  /** Counts changes from 1; 0 of a built-in one. */
  revision: z.number().int(),
});
export type RoleDefinition = z.infer<typeof roleDefinition>;

const actions = z.array(poolAction).max(poolAction.options.length);

/**
 * Makes a role of a pool's own, or changes one: with an id that it has already. `revision` is the one that was seen; left out, what others
 * changed meanwhile is overwritten. Who holds it may do what it then says at once.
 */
export const RoleDefinitionPut = call(
  'RoleDefinitionPut',
  z.strictObject({
    vault: vaultName,
    id: uuid.optional(),
    name: displayName,
    description: z
      .string()
      .max(1024)
      .refine((text) => text.isWellFormed()),
    dataActions: actions,
    notDataActions: actions,
    scopes: z.array(poolScope).min(1).max(2),
    revision: z.number().int().optional(),
  }),
  roleDefinition,
);

const one = z.strictObject({ vault: vaultName, id: uuid });

export const RoleDefinitionGet = call('RoleDefinitionGet', one, roleDefinition);

/** The built-in roles of pools, then the pool's own by name. */
export const RoleDefinitionList = call(
  'RoleDefinitionList',
  z.strictObject({ vault: vaultName }),
  z.object({ items: z.array(roleDefinition) }),
);

/** Takes one of the pool's own away; not while it is assigned. */
export const RoleDefinitionDelete = call('RoleDefinitionDelete', one, roleDefinition);
