import * as z from 'zod';
import type { GrantRow, GrantStore } from '../../../app/access/grant-store.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { assignments, bytes, maybe, places } from './column.ts';
import type { Sql, Value } from './connection.ts';

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

const columnsOf = (grant: GrantRow): Record<string, Value> => ({
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
});

const taken = (name: string) => () => new VaultError('Conflict', { name });

export const createSqliteGrantStore = (sql: Sql): GrantStore => ({
  insert: async (grant) => {
    sql.insert('role_grant', columnsOf(grant), taken(grant.id));
  },
  update: async (grant) => {
    const columns = columnsOf(grant);
    if (sql.change(`update role_grant set ${assignments(columns)} where id = @id`, columns, taken(grant.id)) === 0)
      throw new Error(`no grant ${grant.id}`);
  },
  // What lies below a scope begins with it and a slash; `0` is the character after the slash.
  listWithin: async (scope) => {
    const above = scope.toLowerCase();
    return sql.all(row, `${select} where lower(scope) = ? or (lower(scope) > ? and lower(scope) < ?) order by id`, [
      above,
      `${above}/`,
      `${above}0`,
    ]);
  },
  listOf: async (principalIds) =>
    sql.all(row, `${select} where principal_id in (${places(principalIds)}) order by from_on, id`, principalIds),
  scan: async (after, limit) => sql.all(row, `${select} where id > ? order by id limit ?`, [after ?? '', limit]),
});
