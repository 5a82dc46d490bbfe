import * as z from 'zod';
import type { UsageRow, UsageStore } from '../../../app/endpoint/usage-store.ts';
import type { Sql } from './connection.ts';

const row: z.ZodType<UsageRow> = z.object({
  day: z.number(),
  vault: z.string(),
  operation: z.string(),
  answered: z.number(),
  refused: z.number(),
});

const add = `insert into endpoint_usage (day, vault, operation, answered, refused) values (@day, @vault, @operation, @answered, @refused)
  on conflict (day, vault, operation) do update set answered = answered + @answered, refused = refused + @refused`;

const list = `select day, vault, operation, answered, refused from endpoint_usage
  where day >= ? and day < ? and (? is null or vault = ?) order by day, vault, operation`;

export const createSqliteUsageStore = (sql: Sql): UsageStore => ({
  add: async (rows) => {
    for (const { day, vault, operation, answered, refused } of rows) sql.run(add, { day, vault, operation, answered, refused });
  },
  list: async ({ from, until, vault }) => sql.all(row, list, [from, until, vault ?? null, vault ?? null]),
});
