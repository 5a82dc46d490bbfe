import * as z from 'zod';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { ApplicationFilter, ApplicationRow, ApplicationStore, ConsentFact } from '../../../app/identity/application-store.ts';
import { assignments, bytes, counted, flag, maybe } from './column.ts';
import type { Sql, Value } from './connection.ts';

const row: z.ZodType<ApplicationRow> = z
  .object({
    id: z.string(),
    tenantId: z.string(),
    clientId: z.string(),
    name: z.string(),
    nameKey: z.string(),
    description: z.string(),
    enabled: flag,
    tokenGeneration: z.number(),
    homeTenantId: maybe(z.string()),
    homeTenant: maybe(z.string()),
    homeFingerprint: maybe(z.string()),
    homeOfferedOn: maybe(z.number()),
    homeBy: maybe(z.string()),
    homeOn: maybe(z.number()),
    createdOn: z.number(),
    createdBy: z.string(),
    deletedOn: maybe(z.number()),
    deletedBy: maybe(z.string()),
    rowVersion: z.number(),
    mac: bytes,
  })
  .transform(({ homeTenantId, homeTenant, homeFingerprint, homeOfferedOn, homeBy, homeOn, deletedOn, deletedBy, ...rest }) => ({
    ...rest,
    home: toHome({
      tenantId: homeTenantId,
      tenant: homeTenant,
      fingerprint: homeFingerprint,
      offeredOn: homeOfferedOn,
      by: homeBy,
      on: homeOn,
    }),
    deletion: deletedOn !== undefined && deletedBy !== undefined ? { on: deletedOn, by: deletedBy } : undefined,
  }));

type Partly<T> = { readonly [K in keyof T]: T[K] | undefined };

/** What is there only in part is none: the row's MAC tells. */
function toHome({ tenantId, tenant, fingerprint, offeredOn, by, on }: Partly<ConsentFact>): ApplicationRow['home'] {
  if (tenantId === undefined || tenant === undefined || fingerprint === undefined) return undefined;
  if (offeredOn === undefined || by === undefined || on === undefined) return undefined;
  return { tenantId, tenant, fingerprint, offeredOn, by, on };
}

const select = `select id, tenant_id as tenantId, client_id as clientId, name, name_key as nameKey, description, enabled,
  token_generation as tokenGeneration,
  home_tenant_id as homeTenantId, home_tenant as homeTenant, home_fingerprint as homeFingerprint, home_offered_on as homeOfferedOn,
  home_by as homeBy, home_on as homeOn,
  created_on as createdOn, created_by as createdBy, deleted_on as deletedOn, deleted_by as deletedBy, row_version as rowVersion, mac
  from application`;

const live = 'deleted_on is null';
const withText = "(? = '' or instr(name_key, ?) > 0)";
const withEnding = `exists (select 1 from credential where application_id = application.id and ended_on is null
  and from_on <= ? and until_on > ? and until_on <= ?)`;

/** What is asked for, and its parameters. */
function whereOf({ text = '', ending }: ApplicationFilter): { readonly where: string; readonly values: Value[] } {
  if (!ending) return { where: `${live} and ${withText}`, values: [text, text] };
  return { where: `${live} and ${withText} and ${withEnding}`, values: [text, text, ending.now, ending.now, ending.by] };
}

const homeColumns = (home: Partial<ConsentFact> = {}): Record<string, Value> => ({
  home_tenant_id: home.tenantId ?? null,
  home_tenant: home.tenant ?? null,
  home_fingerprint: home.fingerprint ?? null,
  home_offered_on: home.offeredOn ?? null,
  home_by: home.by ?? null,
  home_on: home.on ?? null,
});

const columnsOf = (application: ApplicationRow): Record<string, Value> => ({
  id: application.id,
  tenant_id: application.tenantId,
  client_id: application.clientId,
  name: application.name,
  name_key: application.nameKey,
  description: application.description,
  enabled: Number(application.enabled),
  token_generation: application.tokenGeneration,
  ...homeColumns(application.home),
  created_on: application.createdOn,
  created_by: application.createdBy,
  deleted_on: application.deletion?.on ?? null,
  deleted_by: application.deletion?.by ?? null,
  row_version: application.rowVersion,
  mac: application.mac,
});

const taken = (name: string) => () => new VaultError('Conflict', { name });

export const createSqliteApplicationStore = (sql: Sql): ApplicationStore => ({
  insert: async (application) => {
    sql.insert('application', columnsOf(application), taken(application.name));
  },
  update: async (application) => {
    const columns = columnsOf(application);
    if (sql.change(`update application set ${assignments(columns)} where id = @id`, columns, taken(application.name)) === 0)
      throw new Error(`no application ${application.id}`);
  },
  find: async (id) => sql.find(row, `${select} where id = ?`, [id]),
  findByClientId: async (clientId) => sql.find(row, `${select} where client_id = ? and ${live}`, [clientId]),
  findByName: async (nameKey) => sql.find(row, `${select} where name_key = ? and ${live}`, [nameKey]),
  list: async (filter, { after, limit }) => {
    const { where, values } = whereOf(filter);
    return sql.all(row, `${select} where ${where} and name_key > ? order by name_key limit ?`, [...values, after ?? '', limit]);
  },
  count: async (filter) => {
    const { where, values } = whereOf(filter);
    return sql.find(counted, `select count(*) as count from application where ${where}`, values)?.count ?? 0;
  },
  scan: async (after, limit) => sql.all(row, `${select} where id > ? order by id limit ?`, [after ?? '', limit]),
});
