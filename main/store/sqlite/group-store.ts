import * as z from 'zod';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { GroupRow, GroupStore } from '../../../app/identity/group-store.ts';
import { assignments, bytes, counted, places } from './column.ts';
import type { Sql, Value } from './connection.ts';

const row: z.ZodType<GroupRow> = z
  .object({
    id: z.string(),
    tenantId: z.string(),
    name: z.string(),
    nameKey: z.string(),
    description: z.string(),
    createdOn: z.number(),
    createdBy: z.string(),
    deletedOn: z.number().nullable(),
    deletedBy: z.string().nullable(),
    rowVersion: z.number(),
    mac: bytes,
  })
  .transform(({ deletedOn: on, deletedBy: by, ...rest }) => ({ ...rest, deletion: on !== null && by !== null ? { on, by } : undefined }));

const select = `select id, tenant_id as tenantId, name, name_key as nameKey, description, created_on as createdOn, created_by as createdBy,
  deleted_on as deletedOn, deleted_by as deletedBy, row_version as rowVersion, mac from people_group`;

const columnsOf = (group: GroupRow): Record<string, Value> => ({
  id: group.id,
  tenant_id: group.tenantId,
  name: group.name,
  name_key: group.nameKey,
  description: group.description,
  created_on: group.createdOn,
  created_by: group.createdBy,
  deleted_on: group.deletion?.on ?? null,
  deleted_by: group.deletion?.by ?? null,
  row_version: group.rowVersion,
  mac: group.mac,
});

const taken = (name: string) => () => new VaultError('Conflict', { name });

export const createSqliteGroupStore = (sql: Sql): GroupStore => ({
  insert: async (group) => {
    sql.insert('people_group', columnsOf(group), taken(group.name));
  },
  update: async (group) => {
    const columns = columnsOf(group);
    if (sql.change(`update people_group set ${assignments(columns)} where id = @id`, columns, taken(group.name)) === 0)
      throw new Error(`no group ${group.id}`);
  },
  find: async (id) => sql.find(row, `${select} where id = ?`, [id]),
  findAll: async (ids) => sql.all(row, `${select} where id in (${places(ids)}) order by id`, ids),
  findByName: async (nameKey) => sql.find(row, `${select} where name_key = ? and deleted_on is null`, [nameKey]),
  list: async (text = '', { after, limit }) =>
    sql.all(row, `${select} where deleted_on is null and name_key > ? and (? = '' or instr(name_key, ?) > 0) order by name_key limit ?`, [
      after ?? '',
      text,
      text,
      limit,
    ]),
  count: async (text = '') =>
    sql.find(counted, `select count(*) as count from people_group where deleted_on is null and (? = '' or instr(name_key, ?) > 0)`, [
      text,
      text,
    ])?.count ?? 0,
  scan: async (after, limit) => sql.all(row, `${select} where id > ? order by id limit ?`, [after ?? '', limit]),
});
