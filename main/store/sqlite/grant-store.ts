import * as z from 'zod';
import type { GrantFilter, GrantPlace, GrantRow, GrantState, GrantStore } from '../../../app/access/grant-store.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { and, type Clause, pin } from './clause.ts';
import { assignments, bytes, counted, maybe, places } from './column.ts';
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

const holder = z.object({ id: z.string() });
const inForce = 'from_on <= ? and (until_on is null or until_on > ?)';

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
  find: async (id) => sql.find(row, `${select} where id = ?`, [id]),
  listWithin: async (scope) => {
    const { text, values } = within(scope.toLowerCase());
    return sql.all(row, `${select} where ${text} order by id`, values);
  },
  listAt: async (scopeKeys, roleIds) => {
    const { text, values } = and([among('lower(scope)', scopeKeys), among('role_id', roleIds)]);
    return sql.all(row, `${select} where ${text} order by id`, values);
  },
  list: async (filter, { after, limit }) => {
    const { text, values } = and([...conditionsOf(filter), ...(after ? [beyond(after)] : [])]);
    return sql.all(row, `${select} where ${text} order by from_on desc, id limit ?`, [...values, limit]);
  },
  count: async (filter) => {
    const { text, values } = and(conditionsOf(filter));
    return sql.find(counted, `select count(*) as count from role_grant where ${text}`, values)?.count ?? 0;
  },
  listOf: async (principalIds) =>
    sql.all(row, `${select} where principal_id in (${places(principalIds)}) order by from_on, id`, principalIds),
  listHolders: async (ids, time) =>
    sql
      .all(holder, `select distinct principal_id as id from role_grant where principal_id in (${places(ids)}) and ${inForce}`, [
        ...ids,
        time,
        time,
      ])
      .map(({ id }) => id),
  scan: async (after, limit) => sql.all(row, `${select} where id > ? order by id limit ?`, [after ?? '', limit]),
});

const among = (column: string, list: readonly string[]): Clause => ({ text: `${column} in (${places(list)})`, values: list });

/** What lies below a scope begins with it and a slash; `0` is the character after the slash. */
const within = (key: string): Clause =>
  key === '/'
    ? { text: 'true', values: [] }
    : { text: 'lower(scope) = ? or (lower(scope) > ? and lower(scope) < ?)', values: [key, `${key}/`, `${key}0`] };

const beyond = ({ from, id }: GrantPlace): Clause => ({ text: 'from_on < ? or (from_on = ? and id > ?)', values: [from, from, id] });

function conditionsOf({ scope, principalIds, roleId, states, time, inForceAt }: GrantFilter): Clause[] {
  const conditions = ['at' in scope ? among('lower(scope)', scope.at) : within(scope.within)];
  if (principalIds) conditions.push(among('principal_id', principalIds));
  if (roleId !== undefined) conditions.push(pin('role_id = ?', roleId));
  if (states) conditions.push(anyOf(states.map((state) => stateCondition(state, time))));
  if (inForceAt !== undefined) conditions.push(stateCondition('in force', inForceAt));
  return conditions;
}

const anyOf = (clauses: readonly Clause[]): Clause => ({
  text: clauses.length === 0 ? 'false' : clauses.map(({ text }) => `(${text})`).join(' or '),
  values: clauses.flatMap(({ values }) => values),
});

function stateCondition(state: GrantState, time: number): Clause {
  switch (state) {
    case 'ended':
      return pin('until_on <= ?', time);
    case 'in force':
      return { text: 'from_on <= ? and (until_on is null or until_on > ?)', values: [time, time] };
    case 'to come':
      return { text: 'from_on > ? and (until_on is null or until_on > ?)', values: [time, time] };
  }
}
