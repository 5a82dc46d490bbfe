import * as z from 'zod';
import type { AccessRequestFilter, AccessRequestRow, AccessRequestStore } from '../../../app/access/access-request-store.ts';
import { accessRequest } from '../../../app/contract/access.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { and, type Clause, pin } from './clause.ts';
import { assignments, bytes, counted, maybe, places } from './column.ts';
import type { Sql, Value } from './connection.ts';

const row: z.ZodType<AccessRequestRow> = z.object({
  id: z.string(),
  personId: z.string(),
  operation: z.string(),
  vault: maybe(z.string()),
  name: maybe(z.string()),
  action: z.string(),
  scope: maybe(z.string()),
  roleId: maybe(z.string()),
  reason: z.string(),
  createdOn: z.number(),
  state: accessRequest.shape.state,
  decidedBy: maybe(z.string()),
  decidedOn: maybe(z.number()),
  note: maybe(z.string()),
  rowVersion: z.number(),
  mac: bytes,
});

const select = `select id, person_id as personId, operation, vault, name, action, scope, role_id as roleId, reason, created_on as createdOn,
  state, decided_by as decidedBy, decided_on as decidedOn, note, row_version as rowVersion, mac from access_request`;

const columnsOf = (request: AccessRequestRow): Record<string, Value> => ({
  id: request.id,
  person_id: request.personId,
  operation: request.operation,
  vault: request.vault ?? null,
  name: request.name ?? null,
  action: request.action,
  scope: request.scope ?? null,
  role_id: request.roleId ?? null,
  reason: request.reason,
  created_on: request.createdOn,
  state: request.state,
  decided_by: request.decidedBy ?? null,
  decided_on: request.decidedOn ?? null,
  note: request.note ?? null,
  row_version: request.rowVersion,
  mac: request.mac,
});

function clausesOf({ personId, states }: AccessRequestFilter): Clause[] {
  const clauses: Clause[] = personId === undefined ? [] : [pin('person_id = ?', personId)];
  if (states.length > 0) clauses.push({ text: `state in (${places(states)})`, values: states });
  return clauses;
}

const taken = (name: string) => () => new VaultError('Conflict', { name });

export const createSqliteAccessRequestStore = (sql: Sql): AccessRequestStore => ({
  insert: async (request) => {
    sql.insert('access_request', columnsOf(request), taken(request.id));
  },
  update: async (request) => {
    const columns = columnsOf(request);
    if (sql.change(`update access_request set ${assignments(columns)} where id = @id`, columns, taken(request.id)) === 0)
      throw new Error(`no access request ${request.id}`);
  },
  find: async (id) => sql.find(row, `${select} where id = ?`, [id]),
  list: async (filter, { after, limit }) => {
    const older: Clause[] = after ? [{ text: '(created_on, id) < (?, ?)', values: [after.createdOn, after.id] }] : [];
    const { text, values } = and([...clausesOf(filter), ...older]);
    return sql.all(row, `${select} where ${text} order by created_on desc, id desc limit ?`, [...values, limit]);
  },
  count: async (filter) => {
    const { text, values } = and(clausesOf(filter));
    return sql.find(counted, `select count(*) as count from access_request where ${text}`, values)?.count ?? 0;
  },
  scan: async (after, limit) => sql.all(row, `${select} where id > ? order by id limit ?`, [after ?? '', limit]),
});
