import { type Kysely, sql } from 'kysely';
import type { Dialect, Migration } from './migration.ts';

/** Keys hold beside their own columns what their current versions say, for indexes of it. */
export const keyIndex: Migration = {
  number: 11,
  name: 'key-index',
  up: async (db, dialect) => {
    await addColumns(db, dialect);
    await sql`update key set current_enabled = v.enabled, current_not_before = v.not_before, current_expires = v.expires,
        current_created_on = v.created_on, current_token = v.token
      from key_version v where v.version = key.current_version`.execute(db);
    await createIndexes(db);
  },
};

/** Absent as long as the version is; derived from it, and so under no MAC of the key's. */
async function addColumns(db: Kysely<unknown>, { whole }: Dialect): Promise<void> {
  for (const name of ['enabled', 'not_before', 'expires', 'created_on'] as const)
    await db.schema.alterTable('key').addColumn(`current_${name}`, whole).execute();
  await db.schema.alterTable('key').addColumn('current_token', 'text').execute();
}

/** Each holds all that is counted by it. */
async function createIndexes(db: Kysely<unknown>): Promise<void> {
  const states = ['vault_id', 'deleted_on', 'current_enabled', 'current_not_before'] as const;
  const index = (name: string, columns: readonly string[]) =>
    db.schema
      .createIndex(`key_${name}`)
      .on('key')
      .columns([...columns]);
  for (const name of ['key_live', 'key_rotates_on'] as const) await db.schema.dropIndex(name).execute();
  await index('live', ['vault_id', 'deleted_on']).where(sql.ref('deleted_on'), 'is', null).execute();
  await index('rotates_on', ['rotates_on', 'id', 'vault_id', 'deleted_on']).where(sql.ref('rotates_on'), 'is not', null).execute();
  await index('expires', ['current_expires', 'name_key', 'id', ...states])
    .where(sql.ref('current_expires'), 'is not', null)
    .execute();
  // What a policy renews is not old.
  await index('unrotated', ['rotates', 'current_created_on', ...states, 'current_expires'])
    .where(sql.ref('rotates'), '=', sql.lit(0))
    .execute();
  await index('token', ['current_token', 'vault_id', 'deleted_on']).where(sql.ref('current_token'), 'is not', null).execute();
}
