import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { migrations } from '../../../main/store/migration/list.ts';
import type { Migration } from '../../../main/store/migration/migration.ts';
import { openConnection, type Connection } from '../../../main/store/sqlite/connection.ts';
import { writerSettings } from '../../../main/store/sqlite/durable-setting.ts';
import { migrate, schemaNumber } from '../../../main/store/sqlite/migrate.ts';
import { createSqliteStoreOpener } from '../../../main/store/sqlite/store-opener.ts';
import { aVault } from '../../port/a-row.ts';
import { pageKey } from '../../port/a-store.ts';
import { contentOf, useFolders } from './a-folder.ts';

const last = migrations.at(-1)?.number ?? 0;

const addColumn: Migration = {
  number: last + 1,
  name: 'add-a-column',
  up: async (db) => {
    await db.schema
      .alterTable('vault')
      .addColumn('colour', 'text', (column) => column.notNull().defaultTo('grey'))
      .execute();
  },
};

const failing: Migration = {
  number: last + 2,
  name: 'fail-half-way',
  up: async (db) => {
    await db.schema.alterTable('vault').dropColumn('tags').execute();
    throw new Error('half way');
  },
};

const connect = (directory: string): Connection =>
  openConnection({ path: join(directory, 'strongroom.db'), readonly: false, settings: writerSettings }, pageKey);

const objects = z.object({ type: z.string(), name: z.string(), sql: z.string().nullable() });
const schemaOf = (connection: Connection) => connection.all(objects, 'select type, name, sql from sqlite_schema order by type, name');

describe('the schema', () => {
  const folder = useFolders();
  const populated = async () => {
    const directory = folder();
    const store = await createSqliteStoreOpener({ directory }).create(pageKey);
    await store.transaction((tx) => tx.vaults.insert(aVault('payroll')));
    await store.close();
    return directory;
  };

  test('is numbered without gaps', () => {
    expect(migrations.map((migration) => migration.number)).toEqual(migrations.map((_, at) => at + 1));
  });

  test('is made on an empty file, and making it again changes nothing', async () => {
    const directory = await populated();
    const connection = connect(directory);
    expect(schemaNumber(connection)).toBe(last);
    const before = schemaOf(connection);
    await migrate(connection, migrations);
    expect(schemaOf(connection)).toEqual(before);
    connection.database.close();
  });

  test('checks types in every table, and holds only types that PostgreSQL has a word for', async () => {
    const connection = connect(await populated());
    const tables = schemaOf(connection).filter((object) => object.type === 'table');
    expect(tables.length).toBeGreaterThan(14);
    for (const table of tables) expect(table.sql).toMatch(/strict$/i);
    const column = z.object({ type: z.string() });
    const types = tables.flatMap((table) => connection.all(column, `select type from pragma_table_info('${table.name}')`));
    expect(new Set(types.map(({ type }) => type.toLowerCase()))).toEqual(new Set(['text', 'integer', 'blob', 'real']));
    expect(() => connection.run(`insert into setting (name, json) values ('a', x'00')`)).toThrow('cannot store BLOB value in TEXT column');
    connection.database.close();
  });

  test('grows under rows that are there, and keeps them', async () => {
    const directory = await populated();
    const connection = connect(directory);
    await migrate(connection, [...migrations, addColumn]);
    expect(schemaNumber(connection)).toBe(last + 1);
    const row = z.object({ name: z.string(), colour: z.string() });
    expect(connection.all(row, 'select name, colour from vault')).toEqual([{ name: 'payroll', colour: 'grey' }]);
    connection.database.close();
  });

  test('stays as it was when a step fails, the steps before it included', async () => {
    const directory = await populated();
    const connection = connect(directory);
    const before = schemaOf(connection);
    await expect(migrate(connection, [...migrations, addColumn, failing])).rejects.toThrow('half way');
    expect(schemaNumber(connection)).toBe(last);
    expect(schemaOf(connection)).toEqual(before);
    connection.database.close();
    const store = await createSqliteStoreOpener({ directory }).open(pageKey);
    expect(await store.read((tx) => tx.vaults.find('payroll'))).toStrictEqual(aVault('payroll'));
    await store.close();
  });

  test('that a later program wrote is left alone, byte for byte', async () => {
    const directory = await populated();
    const connection = connect(directory);
    await migrate(connection, [...migrations, addColumn]);
    connection.database.close();
    const before = contentOf(directory);
    await expect(createSqliteStoreOpener({ directory }).open(pageKey)).rejects.toMatchObject({
      code: 'StoreNewer',
      data: { found: last + 1, known: last },
    });
    expect(contentOf(directory)).toEqual(before);
  });
});
