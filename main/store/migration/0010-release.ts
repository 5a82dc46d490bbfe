import type { Migration } from './migration.ts';

/** Versions of keys that may leave say to whom. */
export const release: Migration = {
  number: 10,
  name: 'release',
  up: async (db) => {
    await db.schema.alterTable('key_version').addColumn('release_policy', 'text').execute();
  },
};
