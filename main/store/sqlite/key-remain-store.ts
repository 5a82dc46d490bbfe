import * as z from 'zod';
import type { KeyRemain, KeyRemainStore } from '../../../app/key/key-remain.ts';
import { bytes, flag } from './column.ts';
import type { Sql } from './connection.ts';

const row: z.ZodType<KeyRemain> = z.object({ version: z.string(), token: z.string(), making: flag, since: z.number(), mac: bytes });

const select = 'select version, token, making, since, mac from key_remain';

export const createSqliteKeyRemainStore = (sql: Sql): KeyRemainStore => ({
  put: async ({ version, token, making, since, mac }) => {
    sql.run('insert or replace into key_remain (version, token, making, since, mac) values (?, ?, ?, ?, ?)', [
      version,
      token,
      Number(making),
      since,
      mac,
    ]);
  },
  find: async (version) => sql.find(row, `${select} where version = ?`, [version]),
  list: async () => sql.all(row, `${select} order by since, version`),
  remove: async (version) => {
    sql.run('delete from key_remain where version = ?', [version]);
  },
});
