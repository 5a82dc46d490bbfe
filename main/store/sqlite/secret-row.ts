import * as z from 'zod';
import type { SecretListing, SecretRow, SecretVersionHead, SecretVersionRow } from '../../../app/secret/secret-store.ts';
import { bytes, deletionColumns, flag, maybe, tags, toDeletion } from './column.ts';

export const secret: z.ZodType<SecretRow> = z
  .object({
    id: z.string(),
    vaultId: z.string(),
    name: z.string(),
    nameKey: z.string(),
    currentVersion: z.string(),
    createdOn: z.number(),
    ...deletionColumns,
    rowVersion: z.number(),
    mac: bytes,
  })
  .transform(({ deletedOn, purgeOn, deletedBy, ...rest }) => ({ ...rest, deletion: toDeletion({ deletedOn, purgeOn, deletedBy }) }));

const headShape = z.object({
  version: z.string(),
  secretId: z.string(),
  vaultId: z.string(),
  ordinal: z.number(),
  contentType: maybe(z.string()),
  enabled: flag,
  notBefore: maybe(z.number()),
  expires: maybe(z.number()),
  tags,
  createdOn: z.number(),
  updatedOn: z.number(),
  createdBy: z.string(),
  recoveryLevel: z.string(),
  recoverableDays: z.number(),
  valueBytes: z.number(),
  keyGeneration: z.number(),
  rowVersion: z.number(),
});
export const head: z.ZodType<SecretVersionHead> = headShape;
export const version: z.ZodType<SecretVersionRow> = headShape.extend({ wrappedKey: bytes, sealedValue: bytes });

/** A head and, beside it, the secret's own columns under other names: each is what its own row says, for its own MAC to prove. */
export const listingShape = headShape.extend({
  ownId: z.string(),
  ownVaultId: z.string(),
  name: z.string(),
  nameKey: z.string(),
  currentVersion: z.string(),
  ownCreatedOn: z.number(),
  ...deletionColumns,
  ownRowVersion: z.number(),
  mac: bytes,
});

export function toListing(row: z.output<typeof listingShape>): SecretListing {
  const { ownId, ownVaultId, name, nameKey, currentVersion, ownCreatedOn, deletedOn, purgeOn, deletedBy, ownRowVersion, mac, ...head } =
    row;
  const deletion = toDeletion({ deletedOn, purgeOn, deletedBy });
  const secret = { id: ownId, vaultId: ownVaultId, name, nameKey, currentVersion, createdOn: ownCreatedOn, deletion };
  return { secret: { ...secret, rowVersion: ownRowVersion, mac }, head };
}

export const listing: z.ZodType<SecretListing> = listingShape.transform(toListing);

export const selectSecret = `select id, vault_id as vaultId, name, name_key as nameKey, current_version as currentVersion,
  created_on as createdOn, deleted_on as deletedOn, purge_on as purgeOn, deleted_by as deletedBy, row_version as rowVersion, mac from secret`;

export const headColumns = `v.version, v.secret_id as secretId, v.vault_id as vaultId, v.ordinal, v.content_type as contentType, v.enabled,
  v.not_before as notBefore, v.expires, v.tags, v.created_on as createdOn, v.updated_on as updatedOn, v.created_by as createdBy,
  v.recovery_level as recoveryLevel, v.recoverable_days as recoverableDays, v.value_bytes as valueBytes,
  v.key_generation as keyGeneration, v.row_version as rowVersion`;

export const selectVersion = `select ${headColumns}, v.wrapped_key as wrappedKey, v.sealed_value as sealedValue from secret_version v`;

/** What a listing is read from: a secret as `s`, beside its current version as `v`. */
export const listingColumns = `${headColumns}, s.id as ownId, s.vault_id as ownVaultId, s.name, s.name_key as nameKey,
  s.current_version as currentVersion, s.created_on as ownCreatedOn, s.deleted_on as deletedOn, s.purge_on as purgeOn,
  s.deleted_by as deletedBy, s.row_version as ownRowVersion, s.mac`;
