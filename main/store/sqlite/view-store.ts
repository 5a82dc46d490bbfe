import * as z from 'zod';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { ViewRow, ViewStore } from '../../../app/view/view-store.ts';
import type { Sql } from './connection.ts';

const row: z.ZodType<ViewRow> = z.object({
  id: z.string(),
  personId: z.string(),
  kind: z.enum(['secret', 'log']),
  name: z.string(),
  json: z.string(),
});

const put = `insert into view (id, person_id, kind, name, json) values (@id, @personId, @kind, @name, @json)
  on conflict (id) do update set person_id = @personId, kind = @kind, name = @name, json = @json`;

export const createSqliteViewStore = (sql: Sql): ViewStore => ({
  list: async (personId, kind) =>
    sql.all(row, 'select id, person_id as personId, kind, name, json from view where person_id = ? and kind = ? order by name', [
      personId,
      kind,
    ]),
  put: async ({ id, personId, kind, name, json }) => {
    sql.change(put, { id, personId, kind, name, json }, () => new VaultError('Conflict', { name }));
  },
  remove: async (personId, kind, id) => sql.run('delete from view where id = ? and person_id = ? and kind = ?', [id, personId, kind]) > 0,
});
