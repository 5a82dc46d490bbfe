import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { VaultRow } from '../../../app/vault/vault-store.ts';
import { composeRecord } from '../../../app/audit/record.ts';
import { vaultResourceId } from '../../../app/vault/vault.ts';
import { migrations } from '../../../main/store/migration/list.ts';
import type { Migration } from '../../../main/store/migration/migration.ts';
import { openConnection, type Connection } from '../../../main/store/sqlite/connection.ts';
import { writerSettings } from '../../../main/store/sqlite/durable-setting.ts';
import { migrate, schemaNumber } from '../../../main/store/sqlite/migrate.ts';
import { createFile } from '../../../main/store/sqlite/store-file.ts';
import { createSqliteStoreOpener } from '../../../main/store/sqlite/store-opener.ts';
import type { SecretRow, SecretVersionRow } from '../../../app/secret/secret-store.ts';
import { applicationFields } from '../../../app/identity/application.ts';
import { personFields } from '../../../app/identity/person.ts';
import { anEntry } from '../../app/audit/a-log.ts';
import { aCredential, aHouseKey, anApplication, aPerson, aSecret, aVault, aVersion } from '../../port/a-row.ts';
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

/** Rows as the second step knows them. */
function insertVault(connection: Connection, { id, name, nameKey, resourceGroup, createdOn, mac }: VaultRow): void {
  connection.run(
    `insert into vault (id, name, name_key, resource_group, retention_days, purge_protection, tags, created_on, created_by, row_version, mac)
      values (?, ?, ?, ?, 90, 0, '{}', ?, 'alice', 1, ?)`,
    [id, name, nameKey, resourceGroup, createdOn, mac],
  );
}

function insertSecret(connection: Connection, secret: SecretRow, version: SecretVersionRow): void {
  const { on = null, purgeOn = null, by = null } = secret.deletion ?? {};
  connection.run(
    `insert into secret (id, vault_id, name, name_key, current_version, created_on, row_version, mac, deleted_on, purge_on, deleted_by)
      values (?, ?, ?, ?, ?, 1, 1, ?, ?, ?, ?)`,
    [secret.id, secret.vaultId, secret.name, secret.nameKey, version.version, secret.mac, on, purgeOn, by],
  );
  connection.run(
    `insert into secret_version (version, secret_id, vault_id, ordinal, content_type, enabled, tags, created_on, updated_on, created_by,
        recovery_level, recoverable_days, value_bytes, key_generation, row_version, wrapped_key, sealed_value)
      values (?, ?, ?, 1, ?, 1, ?, 1, 1, 'alice', 'Recoverable', 90, 1, 1, 1, ?, ?)`,
    [
      version.version,
      secret.id,
      secret.vaultId,
      version.contentType ?? null,
      JSON.stringify(version.tags),
      version.wrappedKey,
      version.sealedValue,
    ],
  );
}

/** A key as the tenth step knows it; its last version is the current one. @returns its id */
function insertKey(
  connection: Connection,
  { id: vaultId }: VaultRow,
  name: string,
  versions: readonly { readonly enabled?: 0 | 1; readonly expires?: number; readonly token?: string }[],
): string {
  const id = `key-${name}`;
  connection.run(
    `insert into key (id, vault_id, name, name_key, current_version, created_on, rotates, row_version, mac)
      values (?, ?, ?, ?, ?, 1, 0, 1, x'07')`,
    [id, vaultId, name, name, `${name}-${versions.length}`],
  );
  for (const [at, { enabled = 1, expires = null, token = null }] of versions.entries())
    connection.run(
      `insert into key_version (version, key_id, vault_id, ordinal, type, spec, operations, origin, exportable, token, enabled, expires, tags,
          created_on, updated_on, created_by, recovery_level, recoverable_days, row_version, mac)
        values (?, ?, ?, ?, 'oct', '{"family":"oct","bits":256}', '[]', 'generated', 0, ?, ?, ?, '{}', 1, 1, 'alice', 'Recoverable', 90, 1, x'08')`,
      [`${name}-${at + 1}`, id, vaultId, at + 1, token, enabled, expires],
    );
  return id;
}

/** A record as the fourth step knows it; every second is about the whole house, and one has lost its text. */
function insertOlderRecord(connection: Connection, sequence: number): void {
  const isOfHouse = sequence % 2 === 0;
  const resourceId = isOfHouse
    ? '/'
    : vaultResourceId({ resourceGroup: '/subscriptions/s/resourceGroups/r', name: 'payroll', tier: 'standard' });
  const object = sequence === 11 ? 'payroll / old' : `payroll / s-${sequence}`;
  const entry = anEntry({
    time: sequence,
    object,
    resourceId,
    identity: { id: 'id-ada', name: 'Ada Lovelace', kind: 'person', sessionId: undefined },
  });
  const place = { sequence, instanceId: 'i', tenantId: 't', salt: new Uint8Array(16) };
  const { canonical } = composeRecord(entry, place);
  connection.run(
    `insert into log_record (sequence, time, latest, operation, result, status, code, identity, identity_name, object, object_name, door,
        address, duration_ms, correlation_id, leaf_hash, canonical)
      values (?, ?, ?, 'SecretGet', 'succeeded', 200, 'OK', 'Ada Lovelace', 1, ?, 2, 'window', 'window', 3, ?, x'00', ?)`,
    [sequence, sequence, sequence, object, entry.correlationId, sequence === 11 ? null : canonical],
  );
}

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
    // The inverted index is the database's own kind of table, and made another way where there is another database.
    const tables = schemaOf(connection).filter((object) => object.type === 'table' && !object.name.startsWith('secret_gram'));
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

  test('gives secrets that were there before searches their place in the index', async () => {
    const directory = folder();
    createFile(join(directory, 'strongroom.db'), () => new VaultError('InstanceExists', {}));
    const connection = connect(directory);
    await migrate(connection, migrations.slice(0, 2));
    const [older, newer] = [aVault('payroll'), aVault('billing', { createdOn: 1_800_000_000_000 })];
    for (const vault of [newer, older]) insertVault(connection, vault);
    const deletion = { on: 5, purgeOn: 9, by: 'alice' };
    for (let at = 0; at < 1_100; at += 1) {
      const secret = aSecret(at % 2 === 0 ? older : newer, `name-${at}`, at % 100 === 7 ? { deletion } : {});
      insertSecret(connection, secret, aVersion(secret, 1, { tags: { Env: `value ${at}` }, contentType: 'text/plain' }));
    }
    await migrate(connection, migrations);
    connection.database.close();
    const store = await createSqliteStoreOpener({ directory }).open(pageKey);
    const filter = { vaultIds: [newer.id, older.id], deleted: false, time: 0 };
    const page = { sort: { by: 'name', direction: 'up' } as const, after: undefined, offset: 0, limit: 3 };
    const namesOf = async (change: object) => {
      const { listings, total } = await store.read((tx) => tx.index.find({ ...filter, words: [], ...change }, page));
      return [listings.map(({ row }) => row.name), total.count];
    };
    expect(await namesOf({ words: ['e', '1099'] })).toEqual([['name-1099'], 1]);
    expect(await namesOf({ tags: [{ name: 'Env', value: 'value 12' }] })).toEqual([['name-12'], 1]);
    expect(await namesOf({ deleted: true })).toEqual([['name-1007', 'name-107', 'name-207'], 11]);
    expect(await namesOf({ words: ['plain'] })).toEqual([['name-0', 'name-1', 'name-10'], 1_089]);
    expect(await store.read((tx) => tx.secrets.count([older.id, newer.id]))).toEqual(
      new Map([
        [older.id, 550],
        [newer.id, 539],
      ]),
    );
    await store.transaction((tx) => tx.secrets.remove(aSecret(older, 'name-12').id));
    expect(await namesOf({ tags: [{ name: 'Env', value: 'value 12' }] })).toEqual([[], 0]);
    await store.close();
  });

  test('takes out of the index all that it put in, of a tag with several lines too', async () => {
    const directory = folder();
    createFile(join(directory, 'strongroom.db'), () => new VaultError('InstanceExists', {}));
    const connection = connect(directory);
    await migrate(connection, migrations.slice(0, 2));
    const vault = aVault('payroll');
    insertVault(connection, vault);
    const secret = aSecret(vault, 'db-password');
    insertSecret(connection, secret, aVersion(secret, 1, { tags: { note: 'first line\nsecond line' } }));
    await migrate(connection, migrations);
    connection.database.close();
    const store = await createSqliteStoreOpener({ directory }).open(pageKey);
    await store.transaction((tx) => tx.secrets.remove(secret.id));
    await store.close();
    const after = connect(directory);
    after.run('create virtual table temp.word using fts5vocab(main, secret_gram, row)');
    expect(after.all(z.object({ term: z.string() }), 'select term from temp.word')).toEqual([]);
    after.database.close();
  });

  test('keeps people that were there as they were, so that their MAC holds, and finds them by a part of their names', async () => {
    const directory = folder();
    createFile(join(directory, 'strongroom.db'), () => new VaultError('InstanceExists', {}));
    const connection = connect(directory);
    await migrate(connection, migrations.slice(0, 3));
    const ada = aPerson('Ada', { displayName: 'Éva Lovelace' });
    connection.run(`insert into tenant (id, name, created_on) values ('t1', 'Northwind', 1)`);
    connection.run(
      `insert into person (id, tenant_id, name, name_key, display_name, enabled, created_on, password_salt, password_cost, password_hash,
          row_version, mac)
        values (?, 't1', ?, ?, ?, 1, ?, ?, ?, ?, 1, ?)`,
      [ada.id, ada.name, ada.nameKey, ada.displayName, ada.createdOn, ada.passwordSalt, ada.passwordCost, ada.passwordHash, ada.mac],
    );
    await migrate(connection, migrations);
    connection.database.close();
    const store = await createSqliteStoreOpener({ directory }).open(pageKey);
    const found = await store.read((tx) => tx.directory.listPeople({ text: 'éva', states: ['active'] }, { after: undefined, limit: 5 }));
    expect(found).toStrictEqual([ada]);
    const { mac: _mac, ...fields } = ada;
    expect(Object.keys(personFields(fields)).filter((name) => personFields(fields)[name] !== undefined)).toEqual([
      'id', 'tenantId', 'name', 'nameKey', 'displayName', 'enabled', 'createdOn', 'passwordSalt', 'passwordCost', 'passwordHash', 'rowVersion',
    ]); // prettier-ignore
    await store.close();
  });

  test('gives records that were there before filters their columns, from what they say themselves', async () => {
    const directory = folder();
    createFile(join(directory, 'strongroom.db'), () => new VaultError('InstanceExists', {}));
    const connection = connect(directory);
    await migrate(connection, migrations.slice(0, 4));
    const size = 4096 + 300;
    connection.run('begin');
    for (const name of ['ada lovelace', 'payroll / old']) connection.run('insert into log_name (folded) values (?)', [name]);
    for (let sequence = 0; sequence < size; sequence += 1) insertOlderRecord(connection, sequence);
    connection.run(`insert into view (id, person_id, name, json) values ('v', 'ada', 'mine', '{}')`);
    connection.run('commit');
    await migrate(connection, migrations);
    connection.database.close();
    const store = await createSqliteStoreOpener({ directory }).open(pageKey);
    await store.read(async ({ records, views }) => {
      const resourceId = vaultResourceId({ resourceGroup: '/subscriptions/s/resourceGroups/r', name: 'payroll', tier: 'standard' });
      expect(await records.find(7)).toMatchObject({ operation: 'SecretGet', identityId: 'id-ada', vault: 'payroll', resourceId });
      expect(await records.count({ vault: ['PAYROLL'], identity: ['id-ada'] })).toEqual({ count: size / 2 - 1, atLeast: false });
      expect(await records.count({ scope: resourceId, text: 'payroll / s-4' })).toMatchObject({ count: 253 });
      expect((await records.list(undefined, 2, { vault: [''] })).map((row) => row.sequence)).toEqual([size - 2, size - 4]);
      expect(await records.find(11)).toMatchObject({ canonical: undefined, object: 'payroll / old' });
      expect(await views.list('ada', 'secret')).toEqual([{ id: 'v', personId: 'ada', kind: 'secret', name: 'mine', json: '{}' }]);
    });
    await store.close();
  });

  test('gets the tables of applications under people and grants that are there', async () => {
    const directory = folder();
    createFile(join(directory, 'strongroom.db'), () => new VaultError('InstanceExists', {}));
    const connection = connect(directory);
    await migrate(connection, migrations.slice(0, 5));
    connection.run(`insert into tenant (id, name, created_on) values ('t1', 'Northwind', 1)`);
    await migrate(connection, migrations);
    connection.database.close();
    const store = await createSqliteStoreOpener({ directory }).open(pageKey);
    await store.transaction(async (tx) => {
      expect(await tx.applications.list({}, { after: undefined, limit: 5 })).toEqual([]);
      await tx.applications.insert(anApplication('worker'));
      await tx.credentials.insert(aCredential('c1', 'application-worker'));
      await tx.houseKeys.insert(aHouseKey('k1'));
    });
    expect(await store.read((tx) => tx.credentials.listOf(['application-worker']))).toStrictEqual([
      aCredential('c1', 'application-worker'),
    ]);
    await store.close();
  });

  test('keeps applications that were there as they were, so that their MAC holds', async () => {
    const directory = folder();
    createFile(join(directory, 'strongroom.db'), () => new VaultError('InstanceExists', {}));
    const connection = connect(directory);
    await migrate(connection, migrations.slice(0, 6));
    const worker = anApplication('worker');
    connection.run(`insert into tenant (id, name, created_on) values ('t1', 'Northwind', 1)`);
    connection.run(
      `insert into application (id, tenant_id, client_id, name, name_key, description, enabled, created_on, created_by, row_version, mac)
        values (?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)`,
      [
        worker.id, worker.tenantId, worker.clientId, worker.name, worker.nameKey, worker.description, worker.createdOn, worker.createdBy,
        worker.rowVersion, worker.mac,
      ], // prettier-ignore
    );
    await migrate(connection, migrations);
    connection.database.close();
    const store = await createSqliteStoreOpener({ directory }).open(pageKey);
    const found = await store.read((tx) => tx.applications.find(worker.id));
    expect(found).toStrictEqual(worker);
    expect(applicationFields(worker)).not.toHaveProperty('tokenGeneration', expect.anything());
    await store.close();
  });

  test('gives keys that were there what their current versions say, and keeps them as they were', async () => {
    const directory = folder();
    createFile(join(directory, 'strongroom.db'), () => new VaultError('InstanceExists', {}));
    const connection = connect(directory);
    await migrate(connection, migrations.slice(0, 10));
    const vault = aVault('payroll');
    insertVault(connection, vault);
    connection.run('insert into vault_index (number, vault_id, live, binned) values (1, ?, 0, 0)', [vault.id]);
    const soon = insertKey(connection, vault, 'soon', [{ expires: 900 }, { expires: 1_100, token: 't1' }]);
    insertKey(connection, vault, 'over', [{ expires: 1_000 }]);
    insertKey(connection, vault, 'off', [{ expires: 1_000, enabled: 0 }]);
    insertKey(connection, vault, 'old', [{}]);
    await migrate(connection, migrations);
    connection.database.close();
    const store = await createSqliteStoreOpener({ directory }).open(pageKey);
    const at = { time: 1_000, expiringUntil: 1_150, unchangedSince: 2, purgedUntil: 1_500, periodMs: 100, periods: 2 };
    const count = () => store.read((tx) => tx.keys.attention([vault.id], at));
    expect(await count()).toMatchObject({
      total: 4,
      expired: 1,
      expiring: 1,
      unrotated: 2,
      byPeriod: [1, 0],
      tokens: new Map([['t1', 1]]),
    });
    expect(await store.read((tx) => tx.keys.find(vault.id, 'soon'))).toMatchObject({ id: soon, mac: new Uint8Array([7]) });
    await store.transaction((tx) => tx.keys.remove(soon));
    expect(await count()).toMatchObject({ total: 3, expiring: 0, tokens: new Map() });
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
