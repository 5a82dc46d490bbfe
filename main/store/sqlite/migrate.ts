import { Kysely, sql, SqliteDialect } from 'kysely';
import * as z from 'zod';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { Dialect, Migration } from '../migration/migration.ts';
import type { Connection } from './connection.ts';
import { counted } from './column.ts';
import { translateSqliteError } from './sqlite-error.ts';

const dialect: Dialect = {
  bytes: 'blob',
  // Exactly `integer`: as a primary key it is then the row's own id.
  whole: 'integer',
  double: sql`real`,
  strict: (table) => table.modifyEnd(sql`strict`),
  inverted: {
    create: async (db) => {
      // Without positions, because whatever is found is looked at again, and without a copy of the tokens.
      await sql`create virtual table secret_gram using fts5(tokens, content='', detail=none, columnsize=0, tokenize='ascii')`.execute(db);
      // Takes out what is deleted at once: a purged name must not stay in a page that nobody reads.
      await sql`insert into secret_gram (secret_gram, rank) values ('secure-delete', 1)`.execute(db);
      // Smaller pages than the database's: taking a token out writes one anew.
      await sql`insert into secret_gram (secret_gram, rank) values ('pgsz', 1000)`.execute(db);
    },
    add: async (db, id, tokens) => {
      await sql`insert into secret_gram (rowid, tokens) values (${id}, ${tokens})`.execute(db);
    },
  },
};

const highest = z.object({ number: z.number().nullable() });

/**
 * Brings the schema to the newest step; all missing steps are one transaction.
 * @throws VaultError StoreNewer when a later program has been here; nothing is changed then
 */
export async function migrate(connection: Connection, migrations: readonly Migration[]): Promise<void> {
  const found = schemaNumber(connection);
  const known = migrations.at(-1)?.number ?? 0;
  if (found > known) throw new VaultError('StoreNewer', { found, known });
  if (found === known) return;
  const missing = migrations.filter((migration) => migration.number > found);
  try {
    connection.execute('begin immediate');
    await climb(connection, missing);
    connection.execute('commit');
  } catch (error) {
    if (connection.database.inTransaction) connection.execute('rollback');
    throw translateSqliteError(error);
  }
}

async function climb(connection: Connection, missing: readonly Migration[]): Promise<void> {
  // Not destroyed: that would close the connection, which is not Kysely's.
  const kysely = new Kysely<unknown>({ dialect: new SqliteDialect({ database: connection.database }) });
  connection.execute('create table if not exists schema_step (number integer primary key not null, name text not null) strict');
  for (const migration of missing) {
    await migration.up(kysely, dialect);
    connection.run('insert into schema_step (number, name) values (?, ?)', [migration.number, migration.name]);
  }
}

/** The newest step that the file has seen; 0 for an empty one. */
export function schemaNumber(connection: Connection): number {
  const tables = connection.find(counted, `select count(*) as count from sqlite_schema where type = 'table' and name = 'schema_step'`);
  if (tables?.count !== 1) return 0;
  return connection.find(highest, 'select max(number) as number from schema_step')?.number ?? 0;
}
