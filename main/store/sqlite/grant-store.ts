import * as z from 'zod';
import type { GrantRow, GrantStore } from '../../../app/access/grant-store.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { bytes, maybe, places } from './column.ts';
import type { Sql } from './connection.ts';

const row: z.ZodType<GrantRow> = z.object({
  id: z.string(),
  principalId: z.string(),
  roleId: z.string(),
  scope: z.string(),
  from: z.number(),
  until: maybe(z.number()),
  grantedBy: z.string(),
  endedBy: maybe(z.string()),
  reason: z.string(),
  rowVersion: z.number(),
  mac: bytes,
});

const select = `select id, principal_id as principalId, role_id as roleId, scope, from_on as "from", until_on as "until",
  granted_by as grantedBy, ended_by as endedBy, reason, row_version as rowVersion, mac from role_grant`;

export const createSqliteGrantStore = (sql: Sql): GrantStore => ({
  insert: async (grant) => {
    sql.insert(
      'role_grant',
      {
        id: grant.id,
        principal_id: grant.principalId,
        role_id: grant.roleId,
        scope: grant.scope,
        from_on: grant.from,
        until_on: grant.until ?? null,
        granted_by: grant.grantedBy,
        ended_by: grant.endedBy ?? null,
        reason: grant.reason,
        row_version: grant.rowVersion,
        mac: grant.mac,
      },
      () => new VaultError('Conflict', { name: grant.id }),
    );
  },
  listOf: async (principalIds) =>
    sql.all(row, `${select} where principal_id in (${places(principalIds)}) order by from_on, id`, principalIds),
  scan: async (after, limit) => sql.all(row, `${select} where id > ? order by id limit ?`, [after ?? '', limit]),
});
