import * as z from 'zod';
import { credentialKind } from '../../../app/contract/application.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { CredentialRow, CredentialStore } from '../../../app/identity/credential-store.ts';
import { assignments, bytes, maybe, places } from './column.ts';
import type { Sql, Value } from './connection.ts';

const row: z.ZodType<CredentialRow> = z
  .object({
    id: z.string(),
    applicationId: z.string(),
    kind: credentialKind,
    label: z.string(),
    hint: z.string(),
    content: bytes,
    from: z.number(),
    until: z.number(),
    createdOn: z.number(),
    createdBy: z.string(),
    endedOn: maybe(z.number()),
    endedBy: maybe(z.string()),
    rowVersion: z.number(),
    mac: bytes,
  })
  .transform(({ endedOn: on, endedBy: by, ...rest }) => ({ ...rest, end: on !== undefined && by !== undefined ? { on, by } : undefined }));

const select = `select id, application_id as applicationId, kind, label, hint, content, from_on as "from", until_on as "until",
  created_on as createdOn, created_by as createdBy, ended_on as endedOn, ended_by as endedBy, row_version as rowVersion, mac
  from credential`;

const last = z.object({ id: z.string(), lastOn: z.number() });

const putUse =
  'insert into credential_use (credential_id, last_on) values (@id, @time) on conflict (credential_id) do update set last_on = @time';

const columnsOf = (credential: CredentialRow): Record<string, Value> => ({
  id: credential.id,
  application_id: credential.applicationId,
  kind: credential.kind,
  label: credential.label,
  hint: credential.hint,
  content: credential.content,
  from_on: credential.from,
  until_on: credential.until,
  created_on: credential.createdOn,
  created_by: credential.createdBy,
  ended_on: credential.end?.on ?? null,
  ended_by: credential.end?.by ?? null,
  row_version: credential.rowVersion,
  mac: credential.mac,
});

const taken = (name: string) => () => new VaultError('Conflict', { name });
const toMap = (rows: readonly z.output<typeof last>[]): Map<string, number> => new Map(rows.map(({ id, lastOn }) => [id, lastOn]));

export const createSqliteCredentialStore = (sql: Sql): CredentialStore => ({
  insert: async (credential) => {
    sql.insert('credential', columnsOf(credential), taken(credential.id));
  },
  update: async (credential) => {
    const columns = columnsOf(credential);
    if (sql.run(`update credential set ${assignments(columns)} where id = @id`, columns) === 0)
      throw new Error(`no credential ${credential.id}`);
  },
  find: async (id) => sql.find(row, `${select} where id = ?`, [id]),
  listByContent: async (kind, content) => sql.all(row, `${select} where content = ? and kind = ? order by id`, [content, kind]),
  listOf: async (ids) => sql.all(row, `${select} where application_id in (${places(ids)}) order by created_on, id`, ids),
  scan: async (after, limit) => sql.all(row, `${select} where id > ? order by id limit ?`, [after ?? '', limit]),
  putUse: async (id, time) => {
    sql.run(putUse, { id, time });
  },
  lastUses: async (ids) =>
    toMap(sql.all(last, `select credential_id as id, last_on as lastOn from credential_use where credential_id in (${places(ids)})`, ids)),
  lastSignIns: async (ids) =>
    toMap(
      sql.all(
        last,
        `select application_id as id, max(last_on) as lastOn from credential join credential_use on credential_id = credential.id
          where application_id in (${places(ids)}) group by application_id`,
        ids,
      ),
    ),
});
