import * as z from 'zod';
import { factorKind } from '../../../app/contract/person.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { FactorRow, FactorStore } from '../../../app/identity/factor-store.ts';
import { assignments, bytes, maybe, places } from './column.ts';
import type { Sql, Value } from './connection.ts';

const row: z.ZodType<FactorRow> = z.object({
  id: z.string(),
  personId: z.string(),
  kind: factorKind,
  label: z.string(),
  createdOn: z.number(),
  lastUsedOn: maybe(z.number()),
  content: bytes,
  counter: z.number(),
  rowVersion: z.number(),
  mac: bytes,
});

const select = `select id, person_id as personId, kind, label, created_on as createdOn, last_used_on as lastUsedOn, content, counter,
  row_version as rowVersion, mac from factor`;

const columnsOf = (factor: FactorRow): Record<string, Value> => ({
  id: factor.id,
  person_id: factor.personId,
  kind: factor.kind,
  label: factor.label,
  created_on: factor.createdOn,
  last_used_on: factor.lastUsedOn ?? null,
  content: factor.content,
  counter: factor.counter,
  row_version: factor.rowVersion,
  mac: factor.mac,
});

const taken = (name: string) => () => new VaultError('Conflict', { name });

export const createSqliteFactorStore = (sql: Sql): FactorStore => ({
  insert: async (factor) => {
    sql.insert('factor', columnsOf(factor), taken(factor.id));
  },
  update: async (factor) => {
    const columns = columnsOf(factor);
    if (sql.change(`update factor set ${assignments(columns)} where id = @id`, columns, taken(factor.id)) === 0)
      throw new Error(`no factor ${factor.id}`);
  },
  find: async (id) => sql.find(row, `${select} where id = ?`, [id]),
  listOf: async (ids) => sql.all(row, `${select} where person_id in (${places(ids)}) order by created_on, id`, ids),
  remove: async (id) => {
    sql.run('delete from factor where id = ?', [id]);
  },
  scan: async (after, limit) => sql.all(row, `${select} where id > ? order by id limit ?`, [after ?? '', limit]),
});
