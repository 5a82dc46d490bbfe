import { sql, type Kysely } from 'kysely';
import type { Dialect, Migration } from './migration.ts';

/** Organisation, people and grants; vaults and secrets; keys of the house; the log; answered requests and settings. */
export const firstLine: Migration = {
  number: 1,
  name: 'first-line',
  up: async (db, dialect) => {
    await createDirectory(db, dialect);
    await createVaults(db, dialect);
    await createSecrets(db, dialect);
    await createKeys(db, dialect);
    await createLog(db, dialect);
    await createLogIndexes(db);
    await createRest(db, dialect);
  },
};

async function createDirectory(db: Kysely<unknown>, { bytes, whole, strict }: Dialect): Promise<void> {
  await strict(db.schema.createTable('tenant'))
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created_on', whole, (column) => column.notNull())
    .execute();
  await strict(db.schema.createTable('subscription'))
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenant.id'))
    .addColumn('name', 'text', (column) => column.notNull())
    .execute();
  await strict(db.schema.createTable('resource_group'))
    .addColumn('subscription_id', 'text', (column) => column.notNull().references('subscription.id'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('resource_group_key', ['subscription_id', 'name'])
    .execute();
  await strict(db.schema.createTable('person'))
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenant.id'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull())
    .addColumn('display_name', 'text', (column) => column.notNull())
    .addColumn('enabled', whole, (column) => column.notNull())
    .addColumn('created_on', whole, (column) => column.notNull())
    .addColumn('password_salt', bytes, (column) => column.notNull())
    .addColumn('password_cost', 'text', (column) => column.notNull())
    .addColumn('password_hash', bytes, (column) => column.notNull())
    .addColumn('row_version', whole, (column) => column.notNull())
    .addColumn('mac', bytes, (column) => column.notNull())
    .addUniqueConstraint('person_name', ['name_key', 'tenant_id'])
    .execute();
  await strict(db.schema.createTable('role_grant'))
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('principal_id', 'text', (column) => column.notNull())
    .addColumn('role_id', 'text', (column) => column.notNull())
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('from_on', whole, (column) => column.notNull())
    .addColumn('until_on', whole)
    .addColumn('granted_by', 'text', (column) => column.notNull())
    .addColumn('ended_by', 'text')
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('row_version', whole, (column) => column.notNull())
    .addColumn('mac', bytes, (column) => column.notNull())
    .execute();
  await db.schema.createIndex('role_grant_principal').on('role_grant').columns(['principal_id', 'from_on', 'id']).execute();
}

async function createVaults(db: Kysely<unknown>, { bytes, whole, strict }: Dialect): Promise<void> {
  await strict(db.schema.createTable('vault'))
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull().unique())
    .addColumn('resource_group', 'text', (column) => column.notNull())
    .addColumn('retention_days', whole, (column) => column.notNull())
    .addColumn('purge_protection', whole, (column) => column.notNull())
    .addColumn('tags', 'text', (column) => column.notNull())
    .addColumn('created_on', whole, (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('row_version', whole, (column) => column.notNull())
    .addColumn('mac', bytes, (column) => column.notNull())
    .execute();
}

async function createSecrets(db: Kysely<unknown>, { bytes, whole, strict }: Dialect): Promise<void> {
  await strict(db.schema.createTable('secret'))
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('vault_id', 'text', (column) => column.notNull().references('vault.id'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull())
    .addColumn('current_version', 'text', (column) => column.notNull())
    .addColumn('created_on', whole, (column) => column.notNull())
    .addColumn('row_version', whole, (column) => column.notNull())
    .addColumn('mac', bytes, (column) => column.notNull())
    .addUniqueConstraint('secret_name', ['vault_id', 'name_key'])
    .execute();
  await strict(db.schema.createTable('secret_version'))
    .addColumn('version', 'text', (column) => column.primaryKey().notNull())
    .addColumn('secret_id', 'text', (column) => column.notNull().references('secret.id'))
    .addColumn('vault_id', 'text', (column) => column.notNull())
    .addColumn('ordinal', whole, (column) => column.notNull())
    .addColumn('content_type', 'text')
    .addColumn('enabled', whole, (column) => column.notNull())
    .addColumn('not_before', whole)
    .addColumn('expires', whole)
    .addColumn('tags', 'text', (column) => column.notNull())
    .addColumn('created_on', whole, (column) => column.notNull())
    .addColumn('updated_on', whole, (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('recovery_level', 'text', (column) => column.notNull())
    .addColumn('recoverable_days', whole, (column) => column.notNull())
    .addColumn('value_bytes', whole, (column) => column.notNull())
    .addColumn('key_generation', whole, (column) => column.notNull())
    .addColumn('row_version', whole, (column) => column.notNull())
    .addColumn('wrapped_key', bytes, (column) => column.notNull())
    // Last, so that reading a head never follows a long value into its overflow pages.
    .addColumn('sealed_value', bytes, (column) => column.notNull())
    .addUniqueConstraint('secret_version_ordinal', ['secret_id', 'ordinal'])
    .execute();
  await db.schema.createIndex('secret_version_vault').on('secret_version').columns(['vault_id', 'version']).execute();
}

async function createKeys(db: Kysely<unknown>, { bytes, whole, strict }: Dialect): Promise<void> {
  await strict(db.schema.createTable('wrapped_key'))
    .addColumn('layer', 'text', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('generation', whole, (column) => column.notNull())
    .addColumn('wrapped_by', whole, (column) => column.notNull())
    .addColumn('wrapped', bytes, (column) => column.notNull())
    .addColumn('public_key', bytes, (column) => column.notNull())
    .addColumn('created_on', whole, (column) => column.notNull())
    .addPrimaryKeyConstraint('wrapped_key_key', ['layer', 'owner', 'generation'])
    .execute();
  await strict(db.schema.createTable('manifest'))
    .addColumn('set_name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('row_count', whole, (column) => column.notNull())
    .addColumn('sum', bytes, (column) => column.notNull())
    .addColumn('sequence', whole, (column) => column.notNull())
    .addColumn('mac', bytes, (column) => column.notNull())
    .execute();
}

async function createLog(db: Kysely<unknown>, { bytes, whole, double, strict }: Dialect): Promise<void> {
  // Object and identity names of records, each once and in lower case: what a search by text reads instead of the log.
  await strict(db.schema.createTable('log_name'))
    .addColumn('id', whole, (column) => column.primaryKey().notNull())
    .addColumn('folded', 'text', (column) => column.notNull().unique())
    .execute();
  await strict(db.schema.createTable('log_record'))
    .addColumn('sequence', whole, (column) => column.primaryKey().notNull())
    .addColumn('time', whole, (column) => column.notNull())
    // The highest time so far. It never falls as the sequence rises, so that an instant is found by bisection, without an index.
    .addColumn('latest', whole, (column) => column.notNull())
    .addColumn('operation', 'text', (column) => column.notNull())
    .addColumn('result', 'text', (column) => column.notNull())
    .addColumn('status', whole, (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('identity', 'text', (column) => column.notNull())
    .addColumn('identity_name', whole, (column) => column.notNull().references('log_name.id'))
    .addColumn('object', 'text', (column) => column.notNull())
    .addColumn('object_name', whole, (column) => column.notNull().references('log_name.id'))
    .addColumn('door', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('duration_ms', double, (column) => column.notNull())
    .addColumn('correlation_id', 'text', (column) => column.notNull())
    .addColumn('leaf_hash', bytes, (column) => column.notNull())
    .addColumn('canonical', 'text')
    .execute();
  await strict(db.schema.createTable('log_head'))
    .addColumn('id', whole, (column) => column.primaryKey().notNull())
    .addColumn('size', whole, (column) => column.notNull())
    .addColumn('root_hash', bytes, (column) => column.notNull())
    .addColumn('signed_on', whole, (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    // 32 bytes a subtree, from left to right.
    .addColumn('frontier', bytes, (column) => column.notNull())
    .execute();
  await strict(db.schema.createTable('log_checkpoint'))
    .addColumn('size', whole, (column) => column.primaryKey().notNull())
    .addColumn('root_hash', bytes, (column) => column.notNull())
    .addColumn('signed_on', whole, (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .execute();
}

async function createLogIndexes(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('log_record_operation').on('log_record').columns(['operation', 'result', 'sequence']).execute();
  await db.schema.createIndex('log_record_object').on('log_record').columns(['object_name', 'sequence']).execute();
  await db.schema.createIndex('log_record_identity').on('log_record').columns(['identity_name', 'sequence']).execute();
  // Nearly all records succeed: an index of those would cost every operation and help none.
  await db.schema
    .createIndex('log_record_unsuccessful')
    .on('log_record')
    .columns(['result', 'sequence'])
    .where(sql.ref('result'), '<>', sql.lit('succeeded'))
    .execute();
  // Records more than a minute behind the highest time before them: the clock was set back, or an operation was long. Few.
  await db.schema
    .createIndex('log_record_late')
    .on('log_record')
    .columns(['time', 'sequence'])
    .where(sql<number>`latest - time`, '>', sql.lit(60_000))
    .execute();
}

async function createRest(db: Kysely<unknown>, { bytes, whole, strict }: Dialect): Promise<void> {
  await strict(db.schema.createTable('answered_request'))
    .addColumn('identity_id', 'text', (column) => column.notNull())
    .addColumn('request_id', 'text', (column) => column.notNull())
    .addColumn('fingerprint', bytes, (column) => column.notNull())
    .addColumn('output', 'text', (column) => column.notNull())
    .addColumn('answered_on', whole, (column) => column.notNull())
    .addPrimaryKeyConstraint('answered_request_key', ['identity_id', 'request_id'])
    .execute();
  await db.schema.createIndex('answered_request_on').on('answered_request').columns(['answered_on']).execute();
  await strict(db.schema.createTable('setting'))
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('json', 'text', (column) => column.notNull())
    .execute();
}
