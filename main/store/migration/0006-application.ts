import { sql, type Kysely } from 'kysely';
import type { Dialect, Migration } from './migration.ts';

/** Applications and what they prove themselves by, keys of the house, and how often the endpoint was used. */
export const application: Migration = {
  number: 6,
  name: 'application',
  up: async (db, dialect) => {
    await createApplications(db, dialect);
    await createCredentials(db, dialect);
    await createHouseKeys(db, dialect);
    await createUsage(db, dialect);
  },
};

async function createApplications(db: Kysely<unknown>, { bytes, whole, strict }: Dialect): Promise<void> {
  await strict(db.schema.createTable('application'))
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenant.id'))
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull())
    .addColumn('description', 'text', (column) => column.notNull())
    .addColumn('enabled', whole, (column) => column.notNull())
    .addColumn('home_tenant_id', 'text')
    .addColumn('home_tenant', 'text')
    .addColumn('home_fingerprint', 'text')
    .addColumn('home_offered_on', whole)
    .addColumn('home_by', 'text')
    .addColumn('home_on', whole)
    .addColumn('created_on', whole, (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('deleted_on', whole)
    .addColumn('deleted_by', 'text')
    .addColumn('row_version', whole, (column) => column.notNull())
    .addColumn('mac', bytes, (column) => column.notNull())
    .execute();
  // Name and client id of one that was deleted are free again.
  for (const column of ['name_key', 'client_id'] as const) {
    await db.schema
      .createIndex(`application_${column}`)
      .unique()
      .on('application')
      .columns([column])
      .where(sql.ref('deleted_on'), 'is', null)
      .execute();
  }
}

async function createCredentials(db: Kysely<unknown>, { bytes, whole, strict }: Dialect): Promise<void> {
  await strict(db.schema.createTable('credential'))
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('application_id', 'text', (column) => column.notNull().references('application.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('hint', 'text', (column) => column.notNull())
    .addColumn('content', bytes, (column) => column.notNull())
    .addColumn('from_on', whole, (column) => column.notNull())
    .addColumn('until_on', whole, (column) => column.notNull())
    .addColumn('created_on', whole, (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('ended_on', whole)
    .addColumn('ended_by', 'text')
    .addColumn('row_version', whole, (column) => column.notNull())
    .addColumn('mac', bytes, (column) => column.notNull())
    .execute();
  await db.schema.createIndex('credential_application').on('credential').columns(['application_id', 'created_on', 'id']).execute();
  await db.schema.createIndex('credential_content').on('credential').columns(['content', 'kind', 'id']).execute();
  await strict(db.schema.createTable('credential_use'))
    .addColumn('credential_id', 'text', (column) => column.primaryKey().notNull().references('credential.id'))
    .addColumn('last_on', whole, (column) => column.notNull())
    .execute();
}

async function createHouseKeys(db: Kysely<unknown>, { bytes, whole, strict }: Dialect): Promise<void> {
  await strict(db.schema.createTable('house_key'))
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('wrapped', bytes, (column) => column.notNull())
    .addColumn('public_part', 'text', (column) => column.notNull())
    .addColumn('from_on', whole, (column) => column.notNull())
    .addColumn('until_on', whole, (column) => column.notNull())
    .addColumn('created_on', whole, (column) => column.notNull())
    .addColumn('row_version', whole, (column) => column.notNull())
    .addColumn('mac', bytes, (column) => column.notNull())
    .execute();
  await db.schema.createIndex('house_key_purpose').on('house_key').columns(['purpose', 'from_on desc', 'id']).execute();
}

async function createUsage(db: Kysely<unknown>, { whole, strict }: Dialect): Promise<void> {
  // `usage` is a word of SQL.
  await strict(db.schema.createTable('endpoint_usage'))
    .addColumn('day', whole, (column) => column.notNull())
    .addColumn('vault', 'text', (column) => column.notNull())
    .addColumn('operation', 'text', (column) => column.notNull())
    .addColumn('answered', whole, (column) => column.notNull())
    .addColumn('refused', whole, (column) => column.notNull())
    .addPrimaryKeyConstraint('endpoint_usage_key', ['day', 'vault', 'operation'])
    .execute();
}
