import { sql, type Kysely } from 'kysely';
import type { Dialect, Migration } from './migration.ts';

/** Settings of vaults, the recycle bin of vaults and secrets, keys that are to be replaced, and lists that people named. */
export const recycleBin: Migration = {
  number: 2,
  name: 'recycle-bin',
  up: async (db, dialect) => {
    await widenVaults(db, dialect);
    await addDeletion(db, dialect);
    await createRotationDue(db, dialect);
    await createViews(db, dialect);
    // Grants on what is purged are ended: found by their scope, which compares without case.
    await db.schema
      .createIndex('role_grant_scope')
      .on('role_grant')
      .columns([sql`lower(scope)`])
      .execute();
  },
};

async function widenVaults(db: Kysely<unknown>, { whole }: Dialect): Promise<void> {
  await db.schema
    .alterTable('vault')
    .addColumn('tier', 'text', (column) => column.notNull().defaultTo('standard'))
    .execute();
  await db.schema
    .alterTable('vault')
    .addColumn('enforce_dates', whole, (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable('vault').addColumn('lock_reason', 'text').execute();
  await db.schema.alterTable('vault').addColumn('lock_by', 'text').execute();
  await db.schema.alterTable('vault').addColumn('lock_on', whole).execute();
}

async function addDeletion(db: Kysely<unknown>, { whole }: Dialect): Promise<void> {
  for (const table of ['vault', 'secret']) {
    await db.schema.alterTable(table).addColumn('deleted_on', whole).execute();
    await db.schema.alterTable(table).addColumn('purge_on', whole).execute();
    await db.schema.alterTable(table).addColumn('deleted_by', 'text').execute();
    // Few lie in the bin: an index of all others would cost every write and help none.
    await db.schema
      .createIndex(`${table}_purge`)
      .on(table)
      .columns(['purge_on', 'id'])
      .where(sql.ref('purge_on'), 'is not', null)
      .execute();
  }
}

/** Vaults from which something was purged: their key is drawn anew, and what it still wraps is wrapped again. */
async function createRotationDue(db: Kysely<unknown>, { whole, strict }: Dialect): Promise<void> {
  await strict(db.schema.createTable('rotation_due'))
    .addColumn('vault_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('since', whole, (column) => column.notNull())
    .execute();
}

async function createViews(db: Kysely<unknown>, { strict }: Dialect): Promise<void> {
  await strict(db.schema.createTable('view'))
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('json', 'text', (column) => column.notNull())
    .addUniqueConstraint('view_name', ['person_id', 'name'])
    .execute();
}
