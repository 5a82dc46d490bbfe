import { type Kysely, sql } from 'kysely';
import type { Dialect, Migration } from './migration.ts';

/** Keys and their versions, and objects in tokens that no key needs any more. */
export const key: Migration = {
  number: 8,
  name: 'key',
  up: async (db, dialect) => {
    await createKeys(db, dialect);
    await createVersions(db, dialect);
    await createRemains(db, dialect);
  },
};

async function createKeys(db: Kysely<unknown>, { bytes, whole, strict }: Dialect): Promise<void> {
  await strict(db.schema.createTable('key'))
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('vault_id', 'text', (column) => column.notNull().references('vault.id'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull())
    .addColumn('current_version', 'text', (column) => column.notNull())
    .addColumn('created_on', whole, (column) => column.notNull())
    .addColumn('deleted_on', whole)
    .addColumn('purge_on', whole)
    .addColumn('deleted_by', 'text')
    .addColumn('policy', 'text')
    .addColumn('rotates', whole, (column) => column.notNull())
    .addColumn('rotates_on', whole)
    .addColumn('notifies_on', whole)
    .addColumn('row_version', whole, (column) => column.notNull())
    .addColumn('mac', bytes, (column) => column.notNull())
    .addUniqueConstraint('key_vault_name', ['vault_id', 'name_key'])
    .execute();
  await db.schema.createIndex('key_name').on('key').columns(['name_key', 'id']).execute();
  await db.schema.createIndex('key_live').on('key').columns(['vault_id']).where(sql.ref('deleted_on'), 'is', null).execute();
  for (const column of ['purge_on', 'rotates_on', 'notifies_on'] as const) {
    await db.schema.createIndex(`key_${column}`).on('key').columns([column, 'id']).where(sql.ref(column), 'is not', null).execute();
  }
}

async function createVersions(db: Kysely<unknown>, { bytes, whole, strict }: Dialect): Promise<void> {
  await strict(db.schema.createTable('key_version'))
    .addColumn('version', 'text', (column) => column.primaryKey().notNull())
    .addColumn('key_id', 'text', (column) => column.notNull().references('key.id'))
    .addColumn('vault_id', 'text', (column) => column.notNull())
    .addColumn('ordinal', whole, (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('spec', 'text', (column) => column.notNull())
    .addColumn('operations', 'text', (column) => column.notNull())
    .addColumn('origin', 'text', (column) => column.notNull())
    .addColumn('public_key', 'text')
    .addColumn('exportable', whole, (column) => column.notNull())
    .addColumn('token', 'text')
    .addColumn('never_extractable', whole)
    .addColumn('enabled', whole, (column) => column.notNull())
    .addColumn('not_before', whole)
    .addColumn('expires', whole)
    .addColumn('tags', 'text', (column) => column.notNull())
    .addColumn('created_on', whole, (column) => column.notNull())
    .addColumn('updated_on', whole, (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('recovery_level', 'text', (column) => column.notNull())
    .addColumn('recoverable_days', whole, (column) => column.notNull())
    .addColumn('row_version', whole, (column) => column.notNull())
    .addColumn('mac', bytes, (column) => column.notNull())
    .addColumn('key_generation', whole)
    .addColumn('wrapped_key', bytes)
    .addColumn('sealed_value', bytes)
    .addUniqueConstraint('key_version_ordinal', ['key_id', 'ordinal'])
    .execute();
  await db.schema.createIndex('key_version_vault').on('key_version').columns(['vault_id', 'version']).execute();
  await db.schema.createIndex('key_version_token').on('key_version').columns(['token']).where(sql.ref('token'), 'is not', null).execute();
}

/** Objects that were being made when something broke, or whose key was purged while their token was away. */
async function createRemains(db: Kysely<unknown>, { bytes, whole, strict }: Dialect): Promise<void> {
  await strict(db.schema.createTable('key_remain'))
    .addColumn('version', 'text', (column) => column.primaryKey().notNull())
    .addColumn('token', 'text', (column) => column.notNull())
    .addColumn('making', whole, (column) => column.notNull())
    .addColumn('since', whole, (column) => column.notNull())
    .addColumn('mac', bytes, (column) => column.notNull())
    .execute();
}
