import * as z from 'zod';
import type { RoleDefinitionRow, RoleDefinitionStore } from '../../../app/access/role-definition-store.ts';
import { roleDefinition, RoleDefinitionPut } from '../../../app/contract/pool.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { assignments, bytes } from './column.ts';
import type { Sql, Value } from './connection.ts';

const { dataActions } = RoleDefinitionPut.input.shape;
const { scopes } = roleDefinition.shape;
const words = z.string().transform((text) => (text === '' ? [] : text.split(' ')));

const row: z.ZodType<RoleDefinitionRow> = z
  .object({
    id: z.string(),
    vaultId: z.string(),
    name: z.string(),
    description: z.string(),
    dataActions: words.pipe(dataActions),
    notDataActions: words.pipe(dataActions),
    scopes: words.pipe(scopes),
    createdOn: z.number(),
    changedOn: z.number(),
    changedBy: z.string(),
    deletedOn: z.number().nullable(),
    deletedBy: z.string().nullable(),
    rowVersion: z.number(),
    mac: bytes,
  })
  .transform(({ deletedOn: on, deletedBy: by, ...rest }) => ({ ...rest, deletion: on !== null && by !== null ? { on, by } : undefined }));

const select = `select id, vault_id as vaultId, name, description, data_actions as dataActions, not_data_actions as notDataActions, scopes,
  created_on as createdOn, changed_on as changedOn, changed_by as changedBy, deleted_on as deletedOn, deleted_by as deletedBy,
  row_version as rowVersion, mac from role_definition`;

const columnsOf = (role: RoleDefinitionRow): Record<string, Value> => ({
  id: role.id,
  vault_id: role.vaultId,
  name: role.name,
  name_key: role.name.toLowerCase(),
  description: role.description,
  data_actions: role.dataActions.join(' '),
  not_data_actions: role.notDataActions.join(' '),
  scopes: role.scopes.join(' '),
  created_on: role.createdOn,
  changed_on: role.changedOn,
  changed_by: role.changedBy,
  deleted_on: role.deletion?.on ?? null,
  deleted_by: role.deletion?.by ?? null,
  row_version: role.rowVersion,
  mac: role.mac,
});

const taken = (name: string) => () => new VaultError('Conflict', { name });

export const createSqliteRoleDefinitionStore = (sql: Sql): RoleDefinitionStore => ({
  insert: async (role) => {
    sql.insert('role_definition', columnsOf(role), taken(role.name));
  },
  update: async (role) => {
    const columns = columnsOf(role);
    if (sql.change(`update role_definition set ${assignments(columns)} where id = @id`, columns, taken(role.name)) === 0)
      throw new Error(`no role ${role.id}`);
  },
  find: async (id) => sql.find(row, `${select} where id = ?`, [id]),
  list: async (vaultId) => sql.all(row, `${select} where vault_id = ? and deleted_on is null order by name_key, id`, [vaultId]),
  scan: async (after, limit) => sql.all(row, `${select} where id > ? order by id limit ?`, [after ?? '', limit]),
});
