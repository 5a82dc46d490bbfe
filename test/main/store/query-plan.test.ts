import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { join } from 'node:path';
import type { RecordQuery } from '../../../app/audit/record-query.ts';
import type { RecordStore } from '../../../app/audit/record-store.ts';
import type { SecretSort } from '../../../app/contract/search.ts';
import type { KeyFilter } from '../../../app/key/key-store.ts';
import type { IndexFilter } from '../../../app/secret/secret-index.ts';
import { largeRows } from '../../../main/store/log-column.ts';
import { openConnection, type Connection, type Parameters, type Sql } from '../../../main/store/sqlite/connection.ts';
import { writerSettings } from '../../../main/store/sqlite/durable-setting.ts';
import { createSqliteApplicationStore } from '../../../main/store/sqlite/application-store.ts';
import { createSqliteCredentialStore } from '../../../main/store/sqlite/credential-store.ts';
import { createSqliteHouseKeyStore } from '../../../main/store/sqlite/house-key-store.ts';
import { createSqliteUsageStore } from '../../../main/store/sqlite/usage-store.ts';
import { createSqliteDirectoryStore } from '../../../main/store/sqlite/directory-store.ts';
import { createSqliteAccessRequestStore } from '../../../main/store/sqlite/access-request-store.ts';
import { createSqliteFactorStore } from '../../../main/store/sqlite/factor-store.ts';
import { createSqliteGrantStore } from '../../../main/store/sqlite/grant-store.ts';
import { createSqliteGroupStore } from '../../../main/store/sqlite/group-store.ts';
import { createSqliteMembershipStore } from '../../../main/store/sqlite/membership-store.ts';
import { createSqliteKeyStore } from '../../../main/store/sqlite/key-store.ts';
import { createSqliteKeyringStore } from '../../../main/store/sqlite/keyring-store.ts';
import { createSqliteManifestStore } from '../../../main/store/sqlite/manifest-store.ts';
import { createSqliteRecordStore } from '../../../main/store/sqlite/record-store.ts';
import { createSqliteRequestStore } from '../../../main/store/sqlite/request-store.ts';
import { createSqliteSecretIndex } from '../../../main/store/sqlite/secret-index.ts';
import { createSqliteSecretStore } from '../../../main/store/sqlite/secret-store.ts';
import { createSqliteStoreOpener } from '../../../main/store/sqlite/store-opener.ts';
import { createSqliteVaultStore } from '../../../main/store/sqlite/vault-store.ts';
import { createSqliteViewStore } from '../../../main/store/sqlite/view-store.ts';
import { aRecord, aSecret, aVault, aVersion } from '../../port/a-row.ts';
import { pageKey } from '../../port/a-store.ts';
import { useFolders } from './a-folder.ts';

interface Asked {
  readonly text: string;
  readonly parameters: Parameters;
}

/** Notes every statement that a port runs. */
function noting(connection: Connection, asked: Asked[]): Sql {
  const note = (text: string, parameters: Parameters = []) => asked.push({ text, parameters });
  return {
    all: (row, text, parameters) => {
      note(text, parameters);
      return connection.all(row, text, parameters);
    },
    find: (row, text, parameters) => {
      note(text, parameters);
      return connection.find(row, text, parameters);
    },
    run: (text, parameters) => {
      note(text, parameters);
      return connection.run(text, parameters);
    },
    change: (text, parameters, taken) => {
      note(text, parameters);
      return connection.change(text, parameters, taken);
    },
    insert: (table, values, taken) => connection.insert(table, values, taken),
    late: connection.late,
    settle: connection.settle,
  };
}

const step = z.object({ detail: z.string() });
const planOf = (connection: Connection, { text, parameters }: Asked) =>
  connection.all(step, `explain query plan ${text}`, parameters).map((row) => row.detail);

const anyKey: KeyFilter = {
  vaultIds: ['v'],
  words: [],
  type: undefined,
  state: undefined,
  rotates: undefined,
  expires: undefined,
  rotatesOn: undefined,
  created: undefined,
  token: undefined,
  deleted: false,
  time: 5,
  expiringUntil: 9,
};

const everyCondition: RecordQuery = {
  result: ['succeeded'],
  operation: ['SecretGet'],
  identity: ['person-alice'],
  vault: ['payroll'],
  object: ['object 7'],
  address: ['window'],
  door: ['window'],
  code: ['OK'],
  text: 'object',
  scope: '/subscriptions/s1',
  from: 0,
  until: 1_800_000_000_000,
};

describe('every query that is asked often', () => {
  const folder = useFolders();

  const plansOf = async (ask: (sql: Sql) => Promise<unknown>, records = 50): Promise<string[]> => {
    const directory = folder();
    const store = await createSqliteStoreOpener({ directory }).create(pageKey);
    await store.transaction((tx) => tx.records.append(Array.from({ length: records }, (_, at) => aRecord(at, { object: `object ${at}` }))));
    await store.close();
    const connection = openConnection({ path: join(directory, 'strongroom.db'), readonly: false, settings: writerSettings }, pageKey);
    const asked: Asked[] = [];
    await ask(noting(connection, asked));
    // One step along an index, from its end: SQLite calls that a scan.
    const walking = asked.filter(({ text }) => !text.endsWith('order by sequence desc limit 1'));
    const plans = walking.flatMap((question) => planOf(connection, question));
    connection.database.close();
    return plans;
  };

  const asks: readonly (readonly [string, (sql: Sql) => Promise<unknown>])[] = [
    ['a vault by name', (sql) => createSqliteVaultStore(sql).find('a')],
    ['a page of vaults', (sql) => createSqliteVaultStore(sql).list('a', 10)],
    ['a secret by name', (sql) => createSqliteSecretStore(sql).find('v', 'a')],
    ['a page of secrets', (sql) => createSqliteSecretStore(sql).list('v', { after: 'a', limit: 10, deleted: false })],
    ['a page of the bin', (sql) => createSqliteSecretStore(sql).list('v', { after: 'a', limit: 10, deleted: true })],
    ['a page of people', (sql) => createSqliteDirectoryStore(sql).listPeople({ text: 'a', states: ['active'] }, { after: 'a', limit: 9 })],
    ['when people signed in', (sql) => createSqliteDirectoryStore(sql).lastSignIns(['ada', 'ben'])],
    ['a group by name', (sql) => createSqliteGroupStore(sql).findByName('a')],
    ['a page of groups', (sql) => createSqliteGroupStore(sql).list('a', { after: 'a', limit: 9 })],
    ['the places of a member', (sql) => createSqliteMembershipStore(sql).listOf(['ada'])],
    ['the places in a group', (sql) => createSqliteMembershipStore(sql).listIn(['a'])],
    ['how many are in groups', (sql) => createSqliteMembershipStore(sql).count({ of: 'group', ids: ['a', 'b'], at: 5 })],
    ['an application by its client id', (sql) => createSqliteApplicationStore(sql).findByClientId('c')],
    ['a page of applications', (sql) => createSqliteApplicationStore(sql).list({ text: 'a' }, { after: 'a', limit: 9 })],
    ['the credentials of an application', (sql) => createSqliteCredentialStore(sql).listOf(['a'])],
    ['a header', (sql) => createSqliteCredentialStore(sql).listByContent('managed-identity', new Uint8Array(32))],
    ['when applications were given tokens', (sql) => createSqliteCredentialStore(sql).lastSignIns(['a', 'b'])],
    ['the keys of a purpose', (sql) => createSqliteHouseKeyStore(sql).list('token-signing')],
    ['use', (sql) => createSqliteUsageStore(sql).list({ from: 1, until: 9, vault: undefined })],
    ['the factors of a person', (sql) => createSqliteFactorStore(sql).listOf(['ada'])],
    [
      'the requests of a person',
      (sql) => createSqliteAccessRequestStore(sql).list({ personId: 'ada', states: [] }, { after: undefined, limit: 9 }),
    ],
    ['the views of a person', (sql) => createSqliteViewStore(sql).list('ada', 'log')],
    ['an assignment', (sql) => createSqliteGrantStore(sql).find('g')],
    ['a version', (sql) => createSqliteSecretStore(sql).findVersion('s', 'v')],
    ['the count of versions', (sql) => createSqliteSecretStore(sql).countVersions('s')],
    ['the newest version', (sql) => createSqliteSecretStore(sql).findNewest('s')],
    ['a page of versions', (sql) => createSqliteSecretStore(sql).listVersions('s', 5, 10)],
    ['the count of secrets', (sql) => createSqliteSecretStore(sql).count(['v', 'w'])],
    ['a page of the manifest scan', (sql) => createSqliteSecretStore(sql).scan('v', 'a', 10)],
    ['vaults that are due', (sql) => createSqliteVaultStore(sql).listDue(5, { after: { purgeOn: 3, id: 'x' }, limit: 10 })],
    ['a vault by id', (sql) => createSqliteVaultStore(sql).findById('v')],
    ['secrets that are due', (sql) => createSqliteSecretStore(sql).listDue(5, { after: { purgeOn: 3, id: 'x' }, limit: 10 })],
    ['whether a version is there', (sql) => createSqliteSecretStore(sql).hasVersion('v')],
    ['versions under an older key', (sql) => createSqliteSecretStore(sql).listWrappedBefore('v', 2, { after: 'a', limit: 10 })],
    ['a page of secrets, wherever they are', (sql) => createSqliteSecretStore(sql).scanHeads('v', 'a', 10)],
    ['a person by name', (sql) => createSqliteDirectoryStore(sql).findPerson('ada')],
    ['a person by id', (sql) => createSqliteDirectoryStore(sql).findPersonById('ada')],
    ['generations of a key', (sql) => createSqliteKeyringStore(sql).list('vault', 'v')],
    ['a manifest', (sql) => createSqliteManifestStore(sql).find('grant')],
    ['an answered request', (sql) => createSqliteRequestStore(sql).find('ada', 'r')],
    ['forgetting of answered requests', (sql) => createSqliteRequestStore(sql).removeBefore(1)],
    ['the head of the log', (sql) => createSqliteRecordStore(sql).findHead()],
    ['a record', (sql) => createSqliteRecordStore(sql).find(3)],
    ['a page of the tree walk', (sql) => createSqliteRecordStore(sql).scan(3, 10)],
    ['a page of checkpoints', (sql) => createSqliteRecordStore(sql).listCheckpoints(9, 10)],
  ];

  test.each(asks)('%s is found through an index, in order', async (_what, ask) => {
    const plans = await plansOf(ask);
    expect(plans.length).toBeGreaterThan(0);
    for (const detail of plans) expect(detail).toMatch(/^SEARCH /);
  });

  test('grants are found through an index, and only those that are found are sorted', async () => {
    const plans = await plansOf((sql) => createSqliteGrantStore(sql).listOf(['ada', 'group']));
    expect(plans).toEqual(['SEARCH role_grant USING INDEX role_grant_principal (principal_id=?)', 'USE TEMP B-TREE FOR ORDER BY']);
  });

  test('grants at a place and above it are found through an index', async () => {
    const filter = { scope: { at: ['/', '/a'] }, time: 5 };
    for (const ask of [
      (sql: Sql) => createSqliteGrantStore(sql).listAt(['/', '/a'], ['r']),
      (sql: Sql) => createSqliteGrantStore(sql).list(filter, { after: undefined, limit: 10 }),
      (sql: Sql) => createSqliteGrantStore(sql).count(filter),
    ])
      expect((await plansOf(ask))[0]).toMatch(/^SEARCH role_grant USING (?:COVERING )?INDEX role_grant_scope/);
  });

  test('all grants are read newest first in the order of an index', async () => {
    const filter = { scope: { within: '/' }, states: ['in force'], time: 5 } as const;
    const after = { from: 3, id: 'g' };
    for (const place of [undefined, after]) {
      const plans = await plansOf((sql) => createSqliteGrantStore(sql).list(filter, { after: place, limit: 10 }));
      expect(plans.join()).toContain('USING INDEX role_grant_newest');
      expect(plans.join()).not.toContain('TEMP B-TREE');
    }
  });

  test('grants on what is purged are found through an index, whatever the case', async () => {
    const plans = await plansOf((sql) => createSqliteGrantStore(sql).listWithin('/Vaults/A'));
    expect(plans.join('\n')).toContain('USING INDEX role_grant_scope');
    expect(plans.filter((detail) => detail.startsWith('SCAN'))).toEqual([]);
  });

  test('a page of people and of manifests is read in the order of an index', async () => {
    const plans = await plansOf(async (sql) => {
      await createSqliteDirectoryStore(sql).scanPeople(undefined, 10);
      await createSqliteManifestStore(sql).list();
    });
    expect(plans).toEqual([expect.stringMatching(/USING INDEX/), expect.stringMatching(/USING INDEX/)]);
  });

  const questions: readonly (readonly [string, (records: RecordStore) => Promise<unknown>])[] = [
    ['a page of the log', (records) => records.list(40, 10, {})],
    ['a page of it by every condition', (records) => records.list(40, 10, everyCondition)],
    ['a page from its beginning', (records) => records.listUp(40, 10, { text: 'object' })],
    ['the count', (records) => records.count({ scope: '/subscriptions/s1' })],
    ['the histogram', (records) => records.tally({ result: ['failed'] }, { from: 0, stepMs: 1000, count: 60 })],
    ['the facets', (records) => records.facets({}, { fields: ['object', 'identity'], text: 'a', limit: 5 })],
  ];

  test.each(questions)('%s never reads the records one by one', async (_what, ask) => {
    const plans = await plansOf((sql) => ask(createSqliteRecordStore(sql)), largeRows + 50);
    const columns = plans.filter((detail) => detail.includes('log_column'));
    expect(columns.length).toBeGreaterThan(0);
    for (const detail of columns) expect(detail).toMatch(/^SEARCH log_column USING INDEX .* \(field=\? AND first>\? AND first<\?\)$/);
    expect(plans.filter((detail) => detail.startsWith('SCAN log_record'))).toEqual([]);
    expect(plans.filter((detail) => detail.includes('TEMP B-TREE FOR ORDER BY'))).toEqual([]);
  });

  /** Plans of the index over two vaults of a secret each, where nothing is few and so every order is walked. */
  const plansOfIndex = async (filter: Partial<IndexFilter>, by: SecretSort['by'] = 'name', limit = walked): Promise<string[]> => {
    const directory = folder();
    const store = await createSqliteStoreOpener({ directory }).create(pageKey);
    const vaults = [aVault('a'), aVault('b')];
    await store.transaction(async (tx) => {
      for (const vault of vaults) {
        const secret = aSecret(vault, 'db-password');
        await tx.vaults.insert(vault);
        await tx.secrets.insert(secret);
        await tx.secrets.insertVersion(aVersion(secret, 1));
      }
    });
    await store.close();
    const connection = openConnection({ path: join(directory, 'strongroom.db'), readonly: false, settings: writerSettings }, pageKey);
    const asked: Asked[] = [];
    const index = createSqliteSecretIndex(noting(connection, asked), limit);
    const all = { words: [], vaultIds: vaults.map(({ id }) => id), deleted: false, time: 5 };
    await index.find({ ...all, ...filter }, { sort: { by, direction: 'down' }, after: undefined, offset: 0, limit: 10 });
    const plans = asked.flatMap((question) => planOf(connection, question));
    connection.database.close();
    return plans;
  };
  const walked = { few: -1, lookedAt: 10, counted: 10, sampled: 10, spread: 1 };
  const usual = { few: 5_000, lookedAt: 20_000, counted: 10_000, sampled: 2_000, spread: 1 };

  /** Whether a table that grows with the secrets is walked from end to end. */
  const isWalkedWhole = (detail: string): boolean => /^SCAN (secret|secret_version|secret_index|s|v|i)\b/.test(detail);

  const orders: readonly (readonly [SecretSort['by'], Partial<IndexFilter>, string])[] = [
    ['name', {}, 'secret_index_name (deleted=?)'],
    ['match', { words: ['pass'] }, 'secret_index_name (deleted=?'],
    ['vault', {}, 'secret_index_vault (deleted=? AND vault=?)'],
    ['name', { vaultIds: ['vault-a'] }, 'secret_index_vault (deleted=? AND vault=?)'],
    ['expires', {}, 'secret_index_expires (deleted=?)'],
    ['created', { states: ['active'] }, 'secret_index_created (deleted=?)'],
    ['changed', { words: ['pass'] }, 'secret_index_changed (deleted=?)'],
    ['purge', { deleted: true }, 'secret_index_purge (deleted=?)'],
  ];

  test.each(orders)('secrets by %s, where %j, are read in the order of an index', async (by, filter, index) => {
    const plans = await plansOfIndex(filter, by);
    expect(plans.join('\n')).toContain(index);
    expect(plans.filter(isWalkedWhole)).toEqual([]);
    // Only the vaults that are asked for are sorted; for a match whole names too, of which there are few.
    if (by !== 'match') expect(plans.filter((detail) => detail.includes('TEMP B-TREE'))).toEqual(['USE TEMP B-TREE FOR ORDER BY']);
  });

  const ways: readonly (readonly [string, Partial<IndexFilter>, RegExp])[] = [
    ['a word', { words: ['password'] }, /secret_gram VIRTUAL TABLE INDEX/],
    ['a tag', { tags: [{ name: 'env' }] }, /secret_gram VIRTUAL TABLE INDEX/],
    ['a content type', { contentTypes: ['text/plain'] }, /secret_gram VIRTUAL TABLE INDEX/],
    ['expiry', { expires: { from: 3 } }, /secret_index_expires \(deleted=\? AND expires>\? AND expires<\?\)/],
    ['an expiring state', { states: ['expired', 'expiring'] }, /secret_index_expires \(deleted=\? AND expires>\? AND expires<\?\)/],
    ['change', { changed: { until: 3 } }, /secret_index_changed \(deleted=\? AND changed_on>\? AND changed_on<\?\)/],
    ['being disabled', { states: ['disabled'] }, /COVERING INDEX secret_index_disabled \(deleted=\?\)/],
    ['being inactive', { states: ['inactive'] }, /COVERING INDEX secret_index_inactive \(deleted=\? AND not_before>\?\)/],
  ];

  test.each(ways)('secrets filtered by %s are found through an index', async (_what, filter, index) => {
    const plans = await plansOfIndex(filter, 'name', { ...usual, few: 1 });
    expect(plans.join('\n')).toMatch(index);
    expect(plans.filter(isWalkedWhole)).toEqual([]);
  });

  test('what needs attention is counted along indexes that hold all that is counted', async () => {
    const at = { time: 5, expiringUntil: 9, unchangedSince: 3, purgedUntil: 7, periodMs: 1, periods: 13 };
    const plans = await plansOf((sql) => createSqliteSecretIndex(sql).attention([], at));
    const counts = plans.filter((detail) => detail.includes('secret_index'));
    expect(counts).toHaveLength(5);
    for (const detail of counts) expect(detail).toMatch(/^SEARCH secret_index USING COVERING INDEX/);
  });

  test('what needs attention among keys is counted along indexes, which hold all that is counted but of the bin', async () => {
    const at = { time: 5, expiringUntil: 9, unchangedSince: 3, purgedUntil: 7, periodMs: 1, periods: 13 };
    const plansFor = async (vaultIds: readonly string[]) => {
      const plans = await plansOf(async (sql) => {
        await createSqliteVaultStore(sql).insert(aVault('payroll'));
        await createSqliteKeyStore(sql).attention(vaultIds, at);
      });
      return plans.filter((detail) => detail.includes(' key '));
    };
    const counts = (purged: string) => [
      'SEARCH key USING COVERING INDEX key_expires (current_expires<?)',
      'SEARCH key USING COVERING INDEX key_live (vault_id=? AND deleted_on=?)',
      'SEARCH key USING COVERING INDEX key_unrotated (rotates=? AND current_created_on<?)',
      'SEARCH key USING COVERING INDEX key_rotates_on (rotates_on<?)',
      `SEARCH key USING ${purged} key_purge_on (purge_on<?)`,
      'SEARCH key USING COVERING INDEX key_token (current_token>?)',
    ];
    expect(await plansFor([])).toEqual(counts('INDEX'));
    expect(await plansFor([aVault('payroll').id])).toEqual(counts('COVERING INDEX'));
  });

  const isOfKey = (detail: string) => / [sv]( |$)/.test(detail);

  test('keys in the order of their expiries are walked along that, from where the page before ended', async () => {
    const page = { sort: 'expires', after: { on: 3, nameKey: 'a', id: 'k' }, limit: 9 } as const;
    const plans = await plansOf((sql) => createSqliteKeyStore(sql).search({ ...anyKey, expires: { until: 9 } }, page));
    expect(plans.filter(isOfKey)).toEqual([
      'SEARCH s USING INDEX key_expires (current_expires>? AND current_expires<?)',
      'SEARCH v USING INDEX sqlite_autoindex_key_version_1 (version=?)',
    ]);
  });

  test('keys of all vaults are walked in the order of their names', async () => {
    const plans = await plansOf((sql) =>
      createSqliteKeyStore(sql).search(anyKey, { sort: 'name', after: { on: 0, nameKey: 'a', id: 'k' }, limit: 9 }),
    );
    expect(plans.filter(isOfKey)).toEqual([
      'SEARCH s USING INDEX key_name ((name_key,id)>(?,?))',
      'SEARCH v USING INDEX sqlite_autoindex_key_version_1 (version=?)',
    ]);
  });

  test('keys in the order of their rotations are walked along that, from where the page before ended', async () => {
    const filter = { ...anyKey, rotatesOn: { until: 9 } };
    const page = { sort: 'rotatesOn', after: { on: 3, nameKey: 'a', id: 'k' }, limit: 9 } as const;
    const plans = await plansOf((sql) => createSqliteKeyStore(sql).search(filter, page));
    expect(plans.find(isOfKey)).toBe('SEARCH s USING INDEX key_rotates_on (rotates_on>? AND rotates_on<?)');
  });

  test('disabled secrets that were asked for are found through their own index', async () => {
    const plans = await plansOf((sql) => createSqliteRecordStore(sql).countDisabledReads(1, 10));
    expect(plans.filter((detail) => detail.includes('log_record'))).toEqual(['SCAN log_record USING COVERING INDEX log_record_disabled']);
  });
});
