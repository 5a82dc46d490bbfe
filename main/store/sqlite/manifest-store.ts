import * as z from 'zod';
import type { ManifestRow, ManifestStore } from '../../../app/seal/manifest-store.ts';
import { bytes } from './column.ts';
import type { Sql } from './connection.ts';

const row: z.ZodType<ManifestRow> = z.object({
  set: z.string(),
  count: z.number(),
  sum: bytes,
  sequence: z.number(),
  mac: bytes,
});

const select = 'select set_name as "set", row_count as count, sum, sequence, mac from manifest';

const put = `insert into manifest (set_name, row_count, sum, sequence, mac) values (@set, @count, @sum, @sequence, @mac)
  on conflict (set_name) do update set row_count = @count, sum = @sum, sequence = @sequence, mac = @mac`;

export const createSqliteManifestStore = (sql: Sql): ManifestStore => ({
  find: async (set) => sql.find(row, `${select} where set_name = ?`, [set]),
  list: async () => sql.all(row, `${select} order by set_name`),
  put: async ({ set, count, sum, sequence, mac }) => {
    sql.run(put, { set, count, sum, sequence, mac });
  },
  remove: async (set) => {
    sql.run('delete from manifest where set_name = ?', [set]);
  },
});
