import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** Roles that Managed HSM pools made for themselves. */
export const roleDefinition: Migration = {
  number: 9,
  name: 'role-definition',
  up: async (db, { bytes, whole, strict }) => {
    await strict(db.schema.createTable('role_definition'))
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('vault_id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('name_key', 'text', (column) => column.notNull())
      .addColumn('description', 'text', (column) => column.notNull())
      .addColumn('data_actions', 'text', (column) => column.notNull())
      .addColumn('not_data_actions', 'text', (column) => column.notNull())
      .addColumn('scopes', 'text', (column) => column.notNull())
      .addColumn('created_on', whole, (column) => column.notNull())
      .addColumn('changed_on', whole, (column) => column.notNull())
      .addColumn('changed_by', 'text', (column) => column.notNull())
      .addColumn('deleted_on', whole)
      .addColumn('deleted_by', 'text')
      .addColumn('row_version', whole, (column) => column.notNull())
      .addColumn('mac', bytes, (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('role_definition_live')
      .on('role_definition')
      .columns(['vault_id', 'name_key', 'id'])
      .where(sql.ref('deleted_on'), 'is', null)
      .execute();
  },
};
