import * as z from 'zod';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { houseKeyPurposes, type HouseKeyRow, type HouseKeyStore } from '../../../app/seal/house-key-store.ts';
import { assignments, bytes } from './column.ts';
import type { Sql, Value } from './connection.ts';

const row: z.ZodType<HouseKeyRow> = z.object({
  id: z.string(),
  purpose: z.enum(houseKeyPurposes),
  wrapped: bytes,
  publicPart: z.string(),
  from: z.number(),
  until: z.number(),
  createdOn: z.number(),
  rowVersion: z.number(),
  mac: bytes,
});

const select = `select id, purpose, wrapped, public_part as publicPart, from_on as "from", until_on as "until", created_on as createdOn,
  row_version as rowVersion, mac from house_key`;

const columnsOf = (key: HouseKeyRow): Record<string, Value> => ({
  id: key.id,
  purpose: key.purpose,
  wrapped: key.wrapped,
  public_part: key.publicPart,
  from_on: key.from,
  until_on: key.until,
  created_on: key.createdOn,
  row_version: key.rowVersion,
  mac: key.mac,
});

const taken = (name: string) => () => new VaultError('Conflict', { name });

export const createSqliteHouseKeyStore = (sql: Sql): HouseKeyStore => ({
  insert: async (key) => {
    sql.insert('house_key', columnsOf(key), taken(key.id));
  },
  update: async (key) => {
    const columns = columnsOf(key);
    if (sql.run(`update house_key set ${assignments(columns)} where id = @id`, columns) === 0) throw new Error(`no key ${key.id}`);
  },
  find: async (id) => sql.find(row, `${select} where id = ?`, [id]),
  list: async (purpose) => sql.all(row, `${select} where purpose = ? order by from_on desc, id`, [purpose]),
  remove: async (id) => {
    sql.run('delete from house_key where id = ?', [id]);
  },
  scan: async (after, limit) => sql.all(row, `${select} where id > ? order by id limit ?`, [after ?? '', limit]),
});
