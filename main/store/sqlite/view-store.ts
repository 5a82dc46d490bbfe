import * as z from 'zod';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { ViewRow, ViewStore } from '../../../app/secret/view-store.ts';
import type { Sql } from './connection.ts';

const row: z.ZodType<ViewRow> = z.object({ id: z.string(), personId: z.string(), name: z.string(), json: z.string() });

const put = `insert into view (id, person_id, name, json) values (@id, @personId, @name, @json)
  on conflict (id) do update set person_id = @personId, name = @name, json = @json`;

export const createSqliteViewStore = (sql: Sql): ViewStore => ({
  list: async (personId) =>
    sql.all(row, 'select id, person_id as personId, name, json from view where person_id = ? order by name', [personId]),
  put: async ({ id, personId, name, json }) => {
    sql.change(put, { id, personId, name, json }, () => new VaultError('Conflict', { name }));
  },
  remove: async (personId, id) => sql.run('delete from view where id = ? and person_id = ?', [id, personId]) > 0,
});
