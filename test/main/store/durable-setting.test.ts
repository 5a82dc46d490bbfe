import Database from 'better-sqlite3-multiple-ciphers';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createConnection } from '../../../main/store/sqlite/connection.ts';
import { applySettings, assertSettings, readerSettings, writerSettings, type Setting } from '../../../main/store/sqlite/durable-setting.ts';
import { storePath } from '../../../main/store/sqlite/store-file.ts';
import { createSqliteStoreOpener, openSqliteStore } from '../../../main/store/sqlite/store-opener.ts';
import { pageKey } from '../../port/a-store.ts';
import { useFolders } from './a-folder.ts';

const without = (name: string): Setting[] => writerSettings.filter((setting) => setting.name !== name);

describe('the settings of a connection', () => {
  const folder = useFolders();
  const aDatabase = () => new Database(join(folder(), 'plain.db'));

  test('are all held once they are applied', () => {
    const database = aDatabase();
    applySettings(database, writerSettings);
    database.exec('create table t (a)');
    assertSettings(database, writerSettings);
    database.close();
  });

  // Where a library's default holds already, as for foreign keys and memory mapping, leaving the setting out changes nothing.
  test.each(['journal_mode', 'synchronous', 'secure_delete', 'trusted_schema', 'cell_size_check', 'temp_store', 'wal_autocheckpoint'])(
    'are missed when %s is not applied',
    (name) => {
      const database = aDatabase();
      applySettings(database, without(name));
      database.exec('create table t (a)');
      expect(() => assertSettings(database, writerSettings)).toThrow(`the store needs ${name} = `);
      database.close();
    },
  );

  test('hold a full synchronous that the library alone would lower', () => {
    const database = aDatabase();
    database.pragma('journal_mode = WAL');
    createConnection(database).run('create table t (a)');
    expect(database.pragma('synchronous', { simple: true })).toBe(1);
    database.close();
  });

  test.each(['synchronous', 'secure_delete', 'mmap_size'])('keep the store shut when %s reads back otherwise', async (name) => {
    const directory = folder();
    await (await createSqliteStoreOpener({ directory }).create(pageKey)).close();
    const strange = (settings: readonly Setting[]) =>
      settings.map((setting) => (setting.name === name ? { ...setting, reads: 77 } : setting));
    const open = (plan: { writerSettings?: Setting[]; readerSettings?: Setting[] }) =>
      openSqliteStore({ path: storePath(directory), release: () => undefined, ...plan }, pageKey);
    await expect(open({ writerSettings: strange(writerSettings) })).rejects.toThrow(`the store needs ${name} = 77`);
    await expect(open({ readerSettings: strange(readerSettings) })).rejects.toThrow(`the store needs ${name} = 77`);
  });
});
