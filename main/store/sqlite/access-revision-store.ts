import * as z from 'zod';
import type { AccessRevisionStore } from '../../../app/access/access-revision.ts';
import type { Sql } from './connection.ts';

const row = z.object({ revision: z.string() });

const put = 'insert into access_revision (id, revision) values (1, @revision) on conflict (id) do update set revision = @revision';

export const createSqliteAccessRevisionStore = (sql: Sql): AccessRevisionStore => ({
  find: async () => sql.find(row, 'select revision from access_revision where id = 1')?.revision,
  put: async (revision) => {
    sql.run(put, { revision });
  },
});
