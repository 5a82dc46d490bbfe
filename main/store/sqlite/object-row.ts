import * as z from 'zod';
import type { ObjectRow, VersionHead } from '../../../app/vault/object-store.ts';
import { bytes, deletionColumns, deletionValues, flag, maybe, tags, toDeletion } from './column.ts';
import type { Value } from './connection.ts';

/** The columns that every object has. */
export const objectShape = z.object({
  id: z.string(),
  vaultId: z.string(),
  name: z.string(),
  nameKey: z.string(),
  currentVersion: z.string(),
  createdOn: z.number(),
  ...deletionColumns,
  rowVersion: z.number(),
  mac: bytes,
});

export const objectColumns = `id, vault_id as vaultId, name, name_key as nameKey, current_version as currentVersion, created_on as createdOn,
  deleted_on as deletedOn, purge_on as purgeOn, deleted_by as deletedBy, row_version as rowVersion, mac`;

export const objectValues = (row: ObjectRow): Record<string, Value> => ({
  id: row.id,
  vault_id: row.vaultId,
  name: row.name,
  name_key: row.nameKey,
  current_version: row.currentVersion,
  created_on: row.createdOn,
  ...deletionValues(row.deletion),
  row_version: row.rowVersion,
  mac: row.mac,
});

type DeletionColumns = Parameters<typeof toDeletion>[0];

/** The columns of a deletion as one field of the row. */
export function withDeletion<R extends DeletionColumns>(row: R) {
  const { deletedOn, purgeOn, deletedBy, ...rest } = row;
  return { ...rest, deletion: toDeletion({ deletedOn, purgeOn, deletedBy }) };
}

/** The columns that every version has. */
export const versionShape = z.object({
  version: z.string(),
  vaultId: z.string(),
  ordinal: z.number(),
  enabled: flag,
  notBefore: maybe(z.number()),
  expires: maybe(z.number()),
  tags,
  createdOn: z.number(),
  updatedOn: z.number(),
  createdBy: z.string(),
  recoveryLevel: z.string(),
  recoverableDays: z.number(),
  rowVersion: z.number(),
});

/** Of a table of versions as `v`. */
export const versionColumns = `v.version, v.vault_id as vaultId, v.ordinal, v.enabled, v.not_before as notBefore, v.expires, v.tags,
  v.created_on as createdOn, v.updated_on as updatedOn, v.created_by as createdBy, v.recovery_level as recoveryLevel,
  v.recoverable_days as recoverableDays, v.row_version as rowVersion`;

export const versionValues = (row: VersionHead): Record<string, Value> => ({
  version: row.version,
  vault_id: row.vaultId,
  ordinal: row.ordinal,
  enabled: Number(row.enabled),
  not_before: row.notBefore ?? null,
  expires: row.expires ?? null,
  tags: JSON.stringify(row.tags),
  created_on: row.createdOn,
  updated_on: row.updatedOn,
  created_by: row.createdBy,
  recovery_level: row.recoveryLevel,
  recoverable_days: row.recoverableDays,
  row_version: row.rowVersion,
});

/** The object's own columns beside a version's, under other names where both have them: each is what its own row says, for its own MAC. */
export const ownShape = {
  ownId: z.string(),
  ownVaultId: z.string(),
  name: z.string(),
  nameKey: z.string(),
  currentVersion: z.string(),
  ownCreatedOn: z.number(),
  ...deletionColumns,
  ownRowVersion: z.number(),
  ownMac: bytes,
};

/** Of a table of objects as `s`. */
export const ownColumns = `s.id as ownId, s.vault_id as ownVaultId, s.name, s.name_key as nameKey, s.current_version as currentVersion,
  s.created_on as ownCreatedOn, s.deleted_on as deletedOn, s.purge_on as purgeOn, s.deleted_by as deletedBy, s.row_version as ownRowVersion,
  s.mac as ownMac`;

const own = z.object(ownShape);

/** The object and its version out of one line. */
export function takeOwn<R extends z.output<typeof own>>(line: R) {
  const { ownId, ownVaultId, name, nameKey, currentVersion, ownCreatedOn, deletedOn, purgeOn, deletedBy, ownRowVersion, ownMac, ...head } =
    line;
  const deletion = toDeletion({ deletedOn, purgeOn, deletedBy });
  const row = { id: ownId, vaultId: ownVaultId, name, nameKey, currentVersion, createdOn: ownCreatedOn, deletion };
  return { row: { ...row, rowVersion: ownRowVersion, mac: ownMac }, head };
}
