import * as z from 'zod';
import type { SettingStore } from '../../../app/operation/setting-store.ts';
import type { Sql } from './connection.ts';

const row = z.object({ json: z.string() });

const put = 'insert into setting (name, json) values (@name, @json) on conflict (name) do update set json = @json';

export const createSqliteSettingStore = (sql: Sql): SettingStore => ({
  find: async (name) => sql.find(row, 'select json from setting where name = ?', [name])?.json,
  put: async (name, json) => {
    sql.run(put, { name, json });
  },
});
