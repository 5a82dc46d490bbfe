import * as z from 'zod';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { MembershipFilter, MembershipPlace, MembershipRow, MembershipStore } from '../../../app/identity/membership-store.ts';
import { and, type Clause, pin } from './clause.ts';
import { assignments, bytes, maybe, places } from './column.ts';
import type { Sql, Value } from './connection.ts';

const columns = {
  id: z.string(),
  groupId: z.string(),
  memberId: z.string(),
  memberKind: z.enum(['person', 'group', 'application']),
  from: z.number(),
  until: maybe(z.number()),
  addedBy: z.string(),
  endedBy: maybe(z.string()),
  rowVersion: z.number(),
  mac: bytes,
};
const row: z.ZodType<MembershipRow> = z.object(columns);
const placed: z.ZodType<MembershipRow & MembershipPlace> = z.object({ ...columns, nameKey: z.string() });
const tally = z.object({ id: z.string(), count: z.number() });

const selected = `membership.id, group_id as groupId, member_id as memberId, member_kind as memberKind, from_on as "from",
  until_on as "until", added_by as addedBy, ended_by as endedBy, membership.row_version as rowVersion, membership.mac`;
const select = `select ${selected} from membership`;

/** The name of the other side: that of the member, or that of the group. */
const other = {
  group: {
    name: 'coalesce(person.name_key, people_group.name_key, application.name_key)',
    join: `left join person on member_kind = 'person' and person.id = member_id
      left join people_group on member_kind = 'group' and people_group.id = member_id
      left join application on member_kind = 'application' and application.id = member_id`,
  },
  member: { name: 'people_group.name_key', join: 'join people_group on people_group.id = group_id' },
} as const satisfies Record<MembershipFilter['of'], object>;

function whereOf({ of, ids, at, kind }: MembershipFilter): Clause {
  const clauses: Clause[] = [
    { text: `${of}_id in (${places(ids)})`, values: ids },
    { text: 'from_on <= ? and (until_on is null or until_on > ?)', values: [at, at] },
  ];
  return and(kind === undefined ? clauses : [...clauses, pin('member_kind = ?', kind)]);
}

const columnsOf = (membership: MembershipRow): Record<string, Value> => ({
  id: membership.id,
  group_id: membership.groupId,
  member_id: membership.memberId,
  member_kind: membership.memberKind,
  from_on: membership.from,
  until_on: membership.until ?? null,
  added_by: membership.addedBy,
  ended_by: membership.endedBy ?? null,
  row_version: membership.rowVersion,
  mac: membership.mac,
});

const taken = (name: string) => () => new VaultError('Conflict', { name });

export const createSqliteMembershipStore = (sql: Sql): MembershipStore => ({
  insert: async (membership) => {
    sql.insert('membership', columnsOf(membership), taken(membership.id));
  },
  update: async (membership) => {
    const values = columnsOf(membership);
    if (sql.change(`update membership set ${assignments(values)} where id = @id`, values, taken(membership.id)) === 0)
      throw new Error(`no membership ${membership.id}`);
  },
  find: async (id) => sql.find(row, `${select} where id = ?`, [id]),
  listOf: async (ids) => sql.all(row, `${select} where member_id in (${places(ids)}) order by id`, ids),
  listIn: async (ids) => sql.all(row, `${select} where group_id in (${places(ids)}) order by id`, ids),
  list: async (filter, { after, limit }) => {
    const { name, join } = other[filter.of];
    const { text, values } = whereOf(filter);
    return sql.all(
      placed,
      `select ${selected}, ${name} as nameKey from membership ${join}
        where ${text} and (${name}, membership.id) > (?, ?) order by ${name}, membership.id limit ?`,
      [...values, after?.nameKey ?? '', after?.id ?? '', limit],
    );
  },
  count: async (filter) => {
    const { text, values } = whereOf(filter);
    const side = `${filter.of}_id`;
    const rows = sql.all(tally, `select ${side} as id, count(*) as count from membership where ${text} group by ${side}`, values);
    return new Map(rows.map(({ id, count }) => [id, count]));
  },
  scan: async (after, limit) => sql.all(row, `${select} where id > ? order by id limit ?`, [after ?? '', limit]),
});
