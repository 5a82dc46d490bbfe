import * as z from 'zod';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { SecretListing, SecretRow, SecretStore, SecretVersionHead, SecretVersionRow } from '../../../app/secret/secret-store.ts';
import { assignments, bytes, counted, deletionColumns, deletionValues, flag, maybe, places, tags, toDeletion } from './column.ts';
import type { Sql, Value } from './connection.ts';

const secret: z.ZodType<SecretRow> = z
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
const head: z.ZodType<SecretVersionHead> = headShape;
const version: z.ZodType<SecretVersionRow> = headShape.extend({ wrappedKey: bytes, sealedValue: bytes });

/** A head and, beside it, the secret's own columns under other names: each is what its own row says, for its own MAC to prove. */
const listing: z.ZodType<SecretListing> = headShape
  .extend({
    ownId: z.string(),
    ownVaultId: z.string(),
    name: z.string(),
    nameKey: z.string(),
    currentVersion: z.string(),
    ownCreatedOn: z.number(),
    ...deletionColumns,
    ownRowVersion: z.number(),
    mac: bytes,
  })
  .transform(
    ({ ownId, ownVaultId, name, nameKey, currentVersion, ownCreatedOn, deletedOn, purgeOn, deletedBy, ownRowVersion, mac, ...rest }) => ({
      secret: {
        id: ownId,
        vaultId: ownVaultId,
        name,
        nameKey,
        currentVersion,
        createdOn: ownCreatedOn,
        deletion: toDeletion({ deletedOn, purgeOn, deletedBy }),
        rowVersion: ownRowVersion,
        mac,
      },
      head: rest,
    }),
  );

const perVault = z.object({ vaultId: z.string(), count: z.number() });

const selectSecret = `select id, vault_id as vaultId, name, name_key as nameKey, current_version as currentVersion,
  created_on as createdOn, deleted_on as deletedOn, purge_on as purgeOn, deleted_by as deletedBy, row_version as rowVersion, mac from secret`;

const headColumns = `v.version, v.secret_id as secretId, v.vault_id as vaultId, v.ordinal, v.content_type as contentType, v.enabled,
  v.not_before as notBefore, v.expires, v.tags, v.created_on as createdOn, v.updated_on as updatedOn, v.created_by as createdBy,
  v.recovery_level as recoveryLevel, v.recoverable_days as recoverableDays, v.value_bytes as valueBytes,
  v.key_generation as keyGeneration, v.row_version as rowVersion`;

const selectVersion = `select ${headColumns}, v.wrapped_key as wrappedKey, v.sealed_value as sealedValue from secret_version v`;

const listWith = (deleted: boolean) => `select ${headColumns}, s.id as ownId, s.vault_id as ownVaultId, s.name, s.name_key as nameKey,
  s.current_version as currentVersion, s.created_on as ownCreatedOn, s.deleted_on as deletedOn, s.purge_on as purgeOn,
  s.deleted_by as deletedBy, s.row_version as ownRowVersion, s.mac
  from secret s cross join secret_version v on v.version = s.current_version
  where s.vault_id = ? and s.name_key > ? and s.deleted_on is ${deleted ? 'not ' : ''}null order by s.name_key limit ?`;

const listVersions = `select ${headColumns} from secret_version v where v.secret_id = ? and v.ordinal < ? order by v.ordinal desc limit ?`;

export const createSqliteSecretStore = (sql: Sql): SecretStore => ({ ...writes(sql), ...reads(sql) });

type Writes = 'insert' | 'update' | 'insertVersion' | 'updateVersion' | 'remove';

const taken = (name: string) => () => new VaultError('Conflict', { name });

const columnsOf = (row: SecretRow): Record<string, Value> => ({
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

const versionColumnsOf = (row: SecretVersionRow): Record<string, Value> => ({
  version: row.version,
  secret_id: row.secretId,
  vault_id: row.vaultId,
  ordinal: row.ordinal,
  content_type: row.contentType ?? null,
  enabled: Number(row.enabled),
  not_before: row.notBefore ?? null,
  expires: row.expires ?? null,
  tags: JSON.stringify(row.tags),
  created_on: row.createdOn,
  updated_on: row.updatedOn,
  created_by: row.createdBy,
  recovery_level: row.recoveryLevel,
  recoverable_days: row.recoverableDays,
  value_bytes: row.valueBytes,
  key_generation: row.keyGeneration,
  row_version: row.rowVersion,
  wrapped_key: row.wrappedKey,
  sealed_value: row.sealedValue,
});

function writes(sql: Sql): Pick<SecretStore, Writes> {
  return {
    insert: async (row) => {
      sql.insert('secret', columnsOf(row), taken(row.name));
    },
    update: async (row) => {
      const columns = columnsOf(row);
      const changed = sql.change(`update secret set ${assignments(columns)} where id = @id`, columns, taken(row.name));
      if (changed === 0) throw new Error(`no secret ${row.id}`);
    },
    insertVersion: async (row) => {
      sql.insert('secret_version', versionColumnsOf(row), taken(row.version));
    },
    updateVersion: async (row) => {
      const columns = versionColumnsOf(row);
      const changed = sql.change(`update secret_version set ${assignments(columns)} where version = @version`, columns, taken(row.version));
      if (changed === 0) throw new Error(`no version ${row.version}`);
    },
    remove: async (id) => {
      sql.run('delete from secret_version where secret_id = ?', [id]);
      sql.run('delete from secret where id = ?', [id]);
    },
  };
}

function reads(sql: Sql): Omit<SecretStore, Writes> {
  return {
    find: async (vaultId, nameKey) => sql.find(secret, `${selectSecret} where vault_id = ? and name_key = ?`, [vaultId, nameKey]),
    findVersion: async (secretId, name) => sql.find(version, `${selectVersion} where v.version = ? and v.secret_id = ?`, [name, secretId]),
    hasVersion: async (name) => sql.find(counted, 'select count(*) as count from secret_version where version = ?', [name])?.count === 1,
    countVersions: async (secretId) =>
      sql.find(counted, 'select count(*) as count from secret_version where secret_id = ?', [secretId])?.count ?? 0,
    list: async (vaultId, { after, limit, deleted }) => sql.all(listing, listWith(deleted), [vaultId, after ?? '', limit]),
    listDue: async (time, limit) =>
      sql.all(secret, `${selectSecret} where purge_on is not null and purge_on <= ? order by purge_on, id limit ?`, [time, limit]),
    listWrappedBefore: async (vaultId, generation, { after, limit }) =>
      sql.all(version, `${selectVersion} where v.vault_id = ? and v.version > ? and v.key_generation < ? order by v.version limit ?`, [
        vaultId,
        after ?? '',
        generation,
        limit,
      ]),
    listVersions: async (secretId, before, limit) => sql.all(head, listVersions, [secretId, before ?? Number.MAX_SAFE_INTEGER, limit]),
    count: async (vaultIds) => {
      const found = sql.all(
        perVault,
        `select vault_id as vaultId, count(*) as count from secret where vault_id in (${places(vaultIds)}) and deleted_on is null group by vault_id`,
        vaultIds,
      );
      const counts = new Map(found.map((row) => [row.vaultId, row.count]));
      return new Map(vaultIds.map((id) => [id, counts.get(id) ?? 0]));
    },
    scanHeads: async (vaultId, after, limit) =>
      sql.all(secret, `${selectSecret} where vault_id = ? and name_key > ? order by name_key limit ?`, [vaultId, after ?? '', limit]),
    scan: async (vaultId, after, limit) =>
      sql.all(version, `${selectVersion} where v.vault_id = ? and v.version > ? order by v.version limit ?`, [vaultId, after ?? '', limit]),
  };
}
