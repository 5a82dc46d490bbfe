import * as z from 'zod';
import type { PersonState } from '../../../app/contract/person.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { DirectoryStore, PeopleFilter, PersonRow } from '../../../app/identity/directory-store.ts';
import { searchedText } from '../person-column.ts';
import { and, type Clause, pin } from './clause.ts';
import { assignments, bytes, counted, flag, maybe, places } from './column.ts';
import type { Sql, Value } from './connection.ts';

const person: z.ZodType<PersonRow> = z
  .object({
    id: z.string(),
    tenantId: z.string(),
    name: z.string(),
    nameKey: z.string(),
    displayName: z.string(),
    enabled: flag,
    createdOn: z.number(),
    passwordSalt: bytes,
    passwordCost: z.string(),
    passwordHash: bytes,
    invitationHash: bytes.nullable(),
    invitationUntil: z.number().nullable(),
    invitationBy: z.string().nullable(),
    secondFactor: flag,
    credential: z.number(),
    freedOn: maybe(z.number()),
    rowVersion: z.number(),
    mac: bytes,
  })
  .transform(({ invitationHash: hash, invitationUntil: until, invitationBy: by, ...rest }) => ({
    ...rest,
    invitation: hash !== null && until !== null && by !== null ? { hash, until, by } : undefined,
  }));

const select = `select id, tenant_id as tenantId, name, name_key as nameKey, display_name as displayName, enabled,
  created_on as createdOn, password_salt as passwordSalt, password_cost as passwordCost, password_hash as passwordHash,
  invitation_hash as invitationHash, invitation_until as invitationUntil, invitation_by as invitationBy,
  second_factor as secondFactor, credential, freed_on as freedOn, row_version as rowVersion, mac from person`;

const signIn = z.object({ id: z.string(), lastOn: z.number() });

const putSignIn = 'insert into sign_in (person_id, last_on) values (@id, @time) on conflict (person_id) do update set last_on = @time';

const stateText = {
  disabled: 'enabled = 0',
  invited: 'enabled = 1 and length(password_hash) = 0',
  active: 'enabled = 1 and length(password_hash) > 0',
} as const satisfies Record<PersonState, string>;

function clauseOf({ text, states }: PeopleFilter): Clause {
  const clauses: Clause[] = text === undefined ? [] : [pin('instr(searched, ?) > 0', text)];
  if (states.length > 0) clauses.push({ text: states.map((state) => `(${stateText[state]})`).join(' or '), values: [] });
  return and(clauses);
}

type People =
  | 'insertPerson'
  | 'updatePerson'
  | 'findPerson'
  | 'findPersonById'
  | 'listPeople'
  | 'countPeople'
  | 'scanPeople'
  | 'putSignIn'
  | 'lastSignIns';

const taken = (name: string) => () => new VaultError('Conflict', { name });

export const createSqlitePersonStore = (sql: Sql): Pick<DirectoryStore, People> => ({
  insertPerson: async (row) => {
    sql.insert('person', columnsOf(row), taken(row.name));
  },
  updatePerson: async (row) => {
    const columns = columnsOf(row);
    if (sql.change(`update person set ${assignments(columns)} where id = @id`, columns, taken(row.name)) === 0)
      throw new Error(`no person ${row.id}`);
  },
  findPerson: async (nameKey) => sql.find(person, `${select} where name_key = ?`, [nameKey]),
  findPersonById: async (id) => sql.find(person, `${select} where id = ?`, [id]),
  listPeople: async (filter, { after, limit }) => {
    const { text, values } = clauseOf(filter);
    return sql.all(person, `${select} where name_key > ? and ${text} order by name_key limit ?`, [after ?? '', ...values, limit]);
  },
  countPeople: async (filter) => {
    const { text, values } = clauseOf(filter);
    return sql.find(counted, `select count(*) as count from person where ${text}`, values)?.count ?? 0;
  },
  scanPeople: async (after, limit) => sql.all(person, `${select} where id > ? order by id limit ?`, [after ?? '', limit]),
  putSignIn: async (id, time) => {
    sql.run(putSignIn, { id, time });
  },
  lastSignIns: async (ids) => {
    const rows = sql.all(signIn, `select person_id as id, last_on as lastOn from sign_in where person_id in (${places(ids)})`, ids);
    return new Map(rows.map(({ id, lastOn }) => [id, lastOn]));
  },
});

const columnsOf = (row: PersonRow): Record<string, Value> => ({
  id: row.id,
  tenant_id: row.tenantId,
  name: row.name,
  name_key: row.nameKey,
  display_name: row.displayName,
  searched: searchedText(row),
  enabled: Number(row.enabled),
  created_on: row.createdOn,
  password_salt: row.passwordSalt,
  password_cost: row.passwordCost,
  password_hash: row.passwordHash,
  invitation_hash: row.invitation?.hash ?? null,
  invitation_until: row.invitation?.until ?? null,
  invitation_by: row.invitation?.by ?? null,
  second_factor: Number(row.secondFactor),
  credential: row.credential,
  freed_on: row.freedOn ?? null,
  row_version: row.rowVersion,
  mac: row.mac,
});
