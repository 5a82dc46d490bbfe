import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Store } from '../../../app/operation/store.ts';
import { createSqliteStoreOpener } from '../../../main/store/sqlite/store-opener.ts';
import { checkStore } from '../../durability/check.ts';
import { doDeed, pageKey } from '../../durability/deed.ts';
import { between, createRandom } from '../../durability/random.ts';
import { aGrant, aPerson, aRecord, aSecret, aVault, aVersion } from '../../port/a-row.ts';
import { contentOf, modeOf, useFolders } from './a-folder.ts';

const otherKey = new Uint8Array(32).fill(1);
const open = (directory: string, key = pageKey) => createSqliteStoreOpener({ directory }).open(key);
const create = (directory: string) => createSqliteStoreOpener({ directory }).create(pageKey);

async function withDeeds(directory: string, deeds: number): Promise<Store> {
  const store = await create(directory);
  for (let n = 0; n < deeds; n += 1) await store.transaction(doDeed);
  return store;
}

/** What a program that was killed while it wrote leaves: a database and a journal that holds the newest of it. */
async function leftBehind(directory: string, from: string): Promise<void> {
  const store = await withDeeds(from, 12);
  mkdirSync(directory);
  for (const name of ['strongroom.db', 'strongroom.db-wal']) cpSync(join(from, name), join(directory, name));
  await store.close();
}

const program = (name: string) => ['--disable-warning=ExperimentalWarning', fileURLToPath(new URL(name, import.meta.url))];

describe('the files of a store', () => {
  const folder = useFolders();

  test('belong to their owner alone', async () => {
    const directory = join(folder(), 'data');
    const store = await withDeeds(directory, 1);
    expect(modeOf(directory)).toBe('700');
    for (const name of readdirSync(directory)) expect([name, modeOf(join(directory, name))]).toEqual([name, '600']);
    expect(readdirSync(directory)).toContain('strongroom.db-wal');
    await store.copyTo(join(directory, 'copy.db'));
    expect(modeOf(join(directory, 'copy.db'))).toBe('600');
    await store.close();
  });

  test('are closed to others again when they were opened to them', async () => {
    const directory = join(folder(), 'data');
    await (await create(directory)).close();
    chmodSync(directory, 0o755);
    chmodSync(join(directory, 'strongroom.db'), 0o644);
    await (await open(directory)).close();
    expect([modeOf(directory), modeOf(join(directory, 'strongroom.db'))]).toEqual(['700', '600']);
  });

  test('show no name, tag, value, person or object, in the database, its journal or a copy', async () => {
    const directory = join(folder(), 'data');
    const store = await create(directory);
    const mark = 'sentinel-5f3a9c';
    const vault = aVault(`${mark}-vault`, { tags: { [`${mark}-tag`]: `${mark}-text` } });
    const secret = aSecret(vault, `${mark}-secret`);
    const value = new TextEncoder().encode(`${mark}-value`);
    await store.transaction(async (tx) => {
      await tx.vaults.insert(vault);
      await tx.secrets.insert(secret);
      await tx.secrets.insertVersion(aVersion(secret, 1, { contentType: `${mark}-type`, sealedValue: value }));
      await tx.directory.insertTenant({ id: 't1', name: `${mark}-tenant`, createdOn: 1 });
      await tx.directory.insertPerson(aPerson(`${mark}-person`));
      await tx.grants.insert(aGrant(`${mark}-grant`, `${mark}-person`, { reason: `${mark}-reason` }));
      await tx.records.append([aRecord(0, { object: `${mark}-object`, canonical: `{"${mark}":1}` })]);
      await tx.settings.put(mark, `"${mark}"`);
    });
    await store.copyTo(join(directory, 'copy.db'));
    const shown = () => readdirSync(directory).filter((name) => readFileSync(join(directory, name)).includes(mark));
    expect(readdirSync(directory)).toEqual(expect.arrayContaining(['copy.db', 'strongroom.db', 'strongroom.db-wal']));
    expect(shown()).toEqual([]);
    await store.close();
    expect(shown()).toEqual([]);
    // The search itself finds what is there.
    writeFileSync(join(directory, 'plain'), value);
    expect(shown()).toEqual(['plain']);
  });

  test('are one database without journals once the store is closed', async () => {
    const directory = join(folder(), 'data');
    await (await withDeeds(directory, 3)).close();
    expect(readdirSync(directory).toSorted()).toEqual(['strongroom.db', 'strongroom.lock']);
    expect(readFileSync(join(directory, 'strongroom.lock'))).toHaveLength(0);
  });

  test('that an unfinished creation left are not taken for a store by the next one', async () => {
    const directory = join(folder(), 'data');
    mkdirSync(directory);
    writeFileSync(join(directory, 'strongroom.db'), '');
    await expect(create(directory)).rejects.toMatchObject({ code: 'InstanceExists' });
    await createSqliteStoreOpener({ directory }).discard();
    await (await create(directory)).close();
  });
});

describe('a file that is not the store', () => {
  const folder = useFolders();

  const broken: readonly (readonly [string, (file: string) => void, string])[] = [
    ['empty', (file) => writeFileSync(file, ''), 'empty'],
    ['of zeros', (file) => writeFileSync(file, new Uint8Array(8192)), 'key'],
    ['of text', (file) => writeFileSync(file, 'not a database\n'.repeat(1000)), 'key'],
    ['shorter than a page', (file) => truncateSync(file, 100), 'key'],
    ['cut at half', (file) => truncateSync(file, Math.floor(readFileSync(file).length / 8192) * 4096), 'pages'],
  ];

  test.each(broken)('because it is %s is refused and left as it is', async (_what, breakIt, detail) => {
    const directory = join(folder(), 'data');
    await (await withDeeds(directory, 5)).close();
    breakIt(join(directory, 'strongroom.db'));
    const before = contentOf(directory);
    await expect(open(directory)).rejects.toMatchObject({ code: 'StoreDamaged', data: { detail } });
    expect(contentOf(directory)).toEqual(before);
  });

  test('because it is a folder is refused', async () => {
    const directory = join(folder(), 'data');
    mkdirSync(join(directory, 'strongroom.db'), { recursive: true });
    await expect(open(directory)).rejects.toMatchObject({ code: 'StoreDamaged', data: { detail: 'not a file' } });
    await expect(create(directory)).rejects.toMatchObject({ code: 'InstanceExists' });
  });

  test('because it is not there makes nothing', async () => {
    const directory = join(folder(), 'data');
    await expect(open(directory)).rejects.toMatchObject({ code: 'StoreDamaged', data: { detail: 'missing' } });
    expect(existsSync(directory)).toBe(false);
  });

  test('because it is under another key is refused, and a journal with its newest writes is kept for the right one', async () => {
    const directory = join(folder(), 'data');
    await leftBehind(directory, join(folder(), 'origin'));
    const before = contentOf(directory);
    await expect(open(directory, otherKey)).rejects.toMatchObject({ code: 'StoreDamaged', data: { detail: 'key' } });
    const { 'strongroom.lock': _lock, ...after } = contentOf(directory);
    expect(after).toEqual(before);
    expect(await checkStore(directory, 11)).toEqual({ deeds: 12, faults: [] });
  });
});

describe('damage', () => {
  const folder = useFolders();

  test('of any one bit is found before a wrong row is given', { timeout: 60_000 }, async () => {
    const directory = join(folder(), 'data');
    await (await withDeeds(directory, 12)).close();
    const file = join(directory, 'strongroom.db');
    const whole = readFileSync(file);
    const random = createRandom(20_261_122);
    const outcomes = new Map<string, number>();
    for (let turn = 0; turn < 60; turn += 1) {
      const at = between(random, 0, whole.length - 1);
      const flipped = Buffer.from(whole);
      flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << between(random, 0, 7)), at);
      writeFileSync(file, flipped);
      const { deeds, faults } = await checkStore(directory, -1);
      // Either nothing that was read had been touched (a page that is free, a byte that nothing uses), or the page did not open.
      const outcome =
        faults.length === 0 && deeds === 12 ? 'unharmed' : faults.every((fault) => fault.startsWith('pages')) ? 'found' : 'wrong';
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      for (const journal of ['-wal', '-shm']) rmSync(`${file}${journal}`, { force: true });
    }
    expect(outcomes.get('wrong')).toBeUndefined();
    expect(outcomes.get('found')).toBeGreaterThan(45);
  });
});

describe('another program', () => {
  const folder = useFolders();

  test('that has the store open keeps it, and gives it up by dying, however it dies', { timeout: 60_000 }, async () => {
    const directory = join(folder(), 'data');
    await (await create(directory)).close();
    const holder = spawn(process.execPath, [...program('lock-holder.ts'), '--directory', directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    const before = contentOf(directory);
    await expect(open(directory)).rejects.toMatchObject({ code: 'StoreInUse' });
    await expect(create(directory)).rejects.toMatchObject({ code: 'StoreInUse' });
    await expect(createSqliteStoreOpener({ directory }).discard()).rejects.toMatchObject({ code: 'StoreInUse' });
    expect(contentOf(directory)).toEqual(before);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const store = await open(directory);
    expect(await store.read((tx) => tx.settings.find('holder'))).toBe(String(holder.pid));
    await store.close();
  });

  test('finds a read-only folder refused in words, and unchanged', { timeout: 60_000 }, async () => {
    const mount = folder();
    const run = spawnSync('unshare', ['-Urm', process.execPath, ...program('read-only-opener.ts'), '--mount', mount], { encoding: 'utf8' });
    expect(run).toMatchObject({ status: 0, stderr: '' });
    const readonly = { code: 'StoreUnavailable', data: { reason: 'readonly' } };
    expect(JSON.parse(run.stdout)).toEqual({ open: readonly, create: readonly, createBelow: readonly, same: true });
  });
});
