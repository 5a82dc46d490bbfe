import * as z from 'zod';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { VaultRow, VaultStore } from '../../../app/vault/vault-store.ts';
import { bytes, flag, tags } from './column.ts';
import type { Sql } from './connection.ts';

const row: z.ZodType<VaultRow> = z.object({
  id: z.string(),
  name: z.string(),
  nameKey: z.string(),
  resourceGroup: z.string(),
  retentionDays: z.number(),
  purgeProtection: flag,
  tags,
  createdOn: z.number(),
  createdBy: z.string(),
  rowVersion: z.number(),
  mac: bytes,
});

const select = `select id, name, name_key as nameKey, resource_group as resourceGroup, retention_days as retentionDays,
  purge_protection as purgeProtection, tags, created_on as createdOn, created_by as createdBy, row_version as rowVersion, mac from vault`;

export const createSqliteVaultStore = (sql: Sql): VaultStore => ({
  find: async (nameKey) => sql.find(row, `${select} where name_key = ?`, [nameKey]),
  insert: async (vault) => {
    sql.insert(
      'vault',
      {
        id: vault.id,
        name: vault.name,
        name_key: vault.nameKey,
        resource_group: vault.resourceGroup,
        retention_days: vault.retentionDays,
        purge_protection: Number(vault.purgeProtection),
        tags: JSON.stringify(vault.tags),
        created_on: vault.createdOn,
        created_by: vault.createdBy,
        row_version: vault.rowVersion,
        mac: vault.mac,
      },
      () => new VaultError('VaultAlreadyExists', { name: vault.name }),
    );
  },
  list: async (after, limit) => sql.all(row, `${select} where name_key > ? order by name_key limit ?`, [after ?? '', limit]),
});
