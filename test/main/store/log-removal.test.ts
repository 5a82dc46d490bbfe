import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { describe, expect, test } from 'vitest';
import { removedRow } from '../../../app/audit/record-row.ts';
import type { RecordRow } from '../../../app/audit/record-store.ts';
import { migrations } from '../../../main/store/migration/list.ts';
import { checkpointWhole } from '../../../main/store/sqlite/checkpoint.ts';
import { type Connection, createConnection } from '../../../main/store/sqlite/connection.ts';
import { applySettings, writerSettings } from '../../../main/store/sqlite/durable-setting.ts';
import { migrate } from '../../../main/store/sqlite/migrate.ts';
import { createSqliteRecordStore } from '../../../main/store/sqlite/record-store.ts';
import { aRecord } from '../../port/a-row.ts';
import { useFolders } from './a-folder.ts';

/** More than one large segment, a few small ones, and some records by themselves. */
const size = 4096 + 600;
type Choice = (sequence: number) => boolean;
const thirds: Choice = (sequence) => sequence % 3 === 0;
const older: Choice = (sequence) => sequence < 3000;
const word = (gone: boolean): string => (gone ? 'zebra' : 'horse');

function aMarked(sequence: number, gone: Choice): RecordRow {
  const marker = word(gone(sequence));
  return aRecord(sequence, {
    object: `${marker} object ${sequence}`,
    identity: `${marker} identity`,
    identityId: `${marker} id ${sequence % 100}`,
    vault: `${marker} vault`,
    resourceId: `/${marker}/resource`,
    address: `${marker} address`,
    code: sequence % 7 === 0 ? 'SecretDisabled' : `${marker} code`,
    operation: `${marker} operation`,
    correlationId: `${marker} correlation ${sequence}`,
    canonical: `{"${marker}":${sequence},${'x'.repeat(900 + ((sequence * 37) % 500))}}`,
  });
}

describe('records that are removed', () => {
  const folder = useFolders();

  /** A store of the product's own, but for the cipher: so that one can see what lies in the file. */
  async function aStoreWithout(gone: Choice, settings = writerSettings) {
    const path = join(folder(), 'plain.db');
    const connection = createConnection(new Database(path));
    applySettings(connection.database, settings);
    await migrate(connection, migrations);
    const records = createSqliteRecordStore(connection);
    const rows = Array.from({ length: size }, (_, at) => aMarked(at, gone));
    for (let at = 0; at < size; at += 500) await inOne(connection, () => records.append(rows.slice(at, at + 500)));
    const sequences = rows.map((row) => row.sequence).filter(gone);
    for (let at = 0; at < sequences.length; at += 700) await inOne(connection, () => records.remove(sequences.slice(at, at + 700)));
    await inOne(connection, () => records.forgetNames());
    checkpointWhole(connection);
    const content = (): string => ['', '-wal'].map((suffix) => readFileSync(`${path}${suffix}`, 'latin1')).join('');
    return { connection, records, rows, content };
  }

  async function inOne(connection: Connection, work: () => Promise<void>): Promise<void> {
    connection.execute('begin immediate');
    await work();
    connection.execute('commit');
  }

  test.each([
    ['scattered', thirds],
    ['all older ones', older],
  ])('leave nothing of what they said in the file, in no page and in no index: %s', { timeout: 60_000 }, async (_which, gone) => {
    const { connection, content } = await aStoreWithout(gone);
    expect(content().split('horse').length).toBeGreaterThan(size - 3000);
    expect(content().includes('zebra')).toBe(false);
    connection.database.close();
  });

  test('would leave something if the store did not overwrite what it frees', { timeout: 60_000 }, async () => {
    const careless = writerSettings.map((each) => (each.name === 'secure_delete' ? { name: each.name, value: 'OFF', reads: 0 } : each));
    const { connection, content } = await aStoreWithout(thirds, careless);
    expect(content().includes('zebra')).toBe(true);
    connection.database.close();
  });

  test('are in no list, count or facet, wherever their columns lay', { timeout: 60_000 }, async () => {
    const { connection, records, rows } = await aStoreWithout(thirds);
    const left = rows.filter((row) => !thirds(row.sequence));
    expect(await records.count({})).toEqual({ count: left.length, atLeast: false });
    expect((await records.listUp(0, 5, {})).map((row) => row.sequence)).toEqual([1, 2, 4, 5, 7]);
    expect(await records.count({ text: 'zebra' })).toEqual({ count: 0, atLeast: false });
    expect((await records.facets({}, { fields: ['vault'], text: undefined, limit: 5 }))[0]?.values).toEqual([
      { value: 'horse vault', label: 'horse vault', count: left.length },
    ]);
    expect(await records.find(9)).toStrictEqual(removedRow(aRecord(9)));
    expect(await records.end()).toBe(size);
    connection.database.close();
  });

  test('leave records that come afterwards to be found as ever', { timeout: 60_000 }, async () => {
    const { connection, records } = await aStoreWithout(thirds);
    const more = Array.from({ length: 500 }, (_, at) => aMarked(size + at, thirds));
    await inOne(connection, () => records.append(more));
    const found = await records.count({ text: 'zebra identity' });
    expect(found.count).toBe(more.filter((row) => thirds(row.sequence)).length);
    connection.database.close();
  });
});
