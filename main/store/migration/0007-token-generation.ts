import type { Migration } from './migration.ts';

/** Applications say which of their tokens count. */
export const tokenGeneration: Migration = {
  number: 7,
  name: 'token-generation',
  up: async (db, { whole }) => {
    await db.schema
      .alterTable('application')
      .addColumn('token_generation', whole, (column) => column.notNull().defaultTo(1))
      .execute();
  },
};
