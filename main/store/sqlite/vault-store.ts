import * as z from 'zod';
import { tier } from '../../../app/contract/vault.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { VaultRow, VaultStore } from '../../../app/vault/vault-store.ts';
import {
  assignments,
  bytes,
  counted,
  deletionColumns,
  deletionValues,
  dueValues,
  flag,
  limited,
  tags,
  toDeletion,
  whereDue,
} from './column.ts';
import type { Sql, Value } from './connection.ts';
import { forgetVault, numberVault } from './secret-index-write.ts';

const row: z.ZodType<VaultRow> = z
  .object({
    id: z.string(),
    name: z.string(),
    nameKey: z.string(),
    resourceGroup: z.string(),
    tier,
    retentionDays: z.number(),
    purgeProtection: flag,
    enforceDates: flag,
    lockReason: z.string().nullable(),
    lockBy: z.string().nullable(),
    lockOn: z.number().nullable(),
    ...deletionColumns,
    tags,
    createdOn: z.number(),
    createdBy: z.string(),
    rowVersion: z.number(),
    mac: bytes,
  })
  .transform(({ lockReason, lockBy, lockOn, deletedOn, purgeOn, deletedBy, ...rest }) => ({
    ...rest,
    deletionLock: lockReason !== null && lockBy !== null && lockOn !== null ? { reason: lockReason, by: lockBy, on: lockOn } : undefined,
    deletion: toDeletion({ deletedOn, purgeOn, deletedBy }),
  }));

const select = `select id, name, name_key as nameKey, resource_group as resourceGroup, retention_days as retentionDays,
  purge_protection as purgeProtection, tier, enforce_dates as enforceDates, lock_reason as lockReason, lock_by as lockBy, lock_on as lockOn,
  deleted_on as deletedOn, purge_on as purgeOn, deleted_by as deletedBy, tags, created_on as createdOn, created_by as createdBy, row_version as rowVersion, mac from vault`;

const stateOf = (deleted: boolean | undefined): string => {
  if (deleted === undefined) return '';
  return deleted ? ' and deleted_on is not null' : ' and deleted_on is null';
};

const listOf = (deleted: boolean | undefined): string => `${select} where name_key > ?${stateOf(deleted)} order by name_key ${limited}`;

const columnsOf = (vault: VaultRow): Record<string, Value> => ({
  id: vault.id,
  name: vault.name,
  name_key: vault.nameKey,
  resource_group: vault.resourceGroup,
  tier: vault.tier,
  retention_days: vault.retentionDays,
  purge_protection: Number(vault.purgeProtection),
  enforce_dates: Number(vault.enforceDates),
  lock_reason: vault.deletionLock?.reason ?? null,
  lock_by: vault.deletionLock?.by ?? null,
  lock_on: vault.deletionLock?.on ?? null,
  ...deletionValues(vault.deletion),
  tags: JSON.stringify(vault.tags),
  created_on: vault.createdOn,
  created_by: vault.createdBy,
  row_version: vault.rowVersion,
  mac: vault.mac,
});

export const createSqliteVaultStore = (sql: Sql): VaultStore => ({
  find: async (nameKey) => sql.find(row, `${select} where name_key = ?`, [nameKey]),
  findById: async (id) => sql.find(row, `${select} where id = ?`, [id]),
  insert: async (vault) => {
    sql.insert('vault', columnsOf(vault), () => new VaultError('VaultAlreadyExists', { name: vault.name }));
    numberVault(sql, vault.id);
  },
  update: async (vault) => {
    const columns = columnsOf(vault);
    const taken = () => new VaultError('Conflict', { name: vault.name });
    if (sql.change(`update vault set ${assignments(columns)} where id = @id`, columns, taken) === 0)
      throw new Error(`no vault ${vault.id}`);
  },
  remove: async (id) => {
    for (const table of ['secret', 'key']) {
      if (sql.find(counted, `select count(*) as count from ${table} where vault_id = ?`, [id])?.count === 0) continue;
      throw new VaultError('Conflict', { name: id });
    }
    forgetVault(sql, id);
    sql.run('delete from vault where id = ?', [id]);
  },
  list: async (after, limit, deleted) => sql.all(row, listOf(deleted), [after ?? '', limit]),
  listDue: async (time, page) => sql.all(row, `${select} ${whereDue}`, dueValues(time, page)),
});
