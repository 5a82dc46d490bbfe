import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SecretSort } from '../../app/contract/search.ts';
import type { Store } from '../../app/operation/store.ts';
import { placeOf } from '../../app/secret/index-order.ts';
import type { IndexFilter, IndexPlace } from '../../app/secret/secret-index.ts';
import { aSecret, aVault, aVersion } from './a-row.ts';
import { kinds, usePlaces } from './a-store.ts';
import { dayMs, expected, fill, filter, items, nameOfListing, now, rowsOf, sort, vaults } from './index-case.ts';

const everyVault = vaults.map(({ id }) => id);
const asked = (change: Partial<IndexFilter> = {}): IndexFilter => ({
  words: [],
  vaultIds: everyVault,
  deleted: false,
  time: now,
  ...change,
});
const byName: SecretSort = { by: 'name', direction: 'up' };
const whole = { sort: byName, after: undefined, offset: 0, limit: 100 };

const namesOf = async (store: Store, change: Partial<IndexFilter>, by: SecretSort = byName) => {
  const { listings } = await store.read((tx) => tx.index.find(asked(change), { ...whole, sort: by }));
  return listings.map(({ row }) => row.name);
};

describe.each(kinds)('the index of secrets in $kind', (kind) => {
  const stores = usePlaces(kind);
  const fresh = async () => {
    const store = await stores.store();
    await store.transaction(async (tx) => {
      for (const vault of vaults) await tx.vaults.insert(vault);
    });
    return store;
  };
  const clear = (store: Store, ids: readonly string[]) =>
    store.transaction(async (tx) => {
      for (const id of ids) await tx.secrets.remove(id);
    });

  test('sees what its own transaction wrote, and nothing of what was taken back in it', async () => {
    const store = await fresh();
    const vault = vaults[0] ?? aVault('none');
    const broken = new Error('broken');
    await store.transaction(async (tx, savepoint) => {
      const add = async (name: string) => {
        await tx.secrets.insert(aSecret(vault, name));
        await tx.secrets.insertVersion(aVersion(aSecret(vault, name), 1));
      };
      const found = async () => (await tx.index.find(asked({ words: ['late'] }), whole)).listings.map(nameOfListing);
      await add('late-a');
      const failing = savepoint(async () => {
        await add('late-b');
        expect(await found()).toHaveLength(2);
        throw broken;
      });
      await expect(failing).rejects.toBe(broken);
      await savepoint(() => add('late-c'));
      expect(await found()).toHaveLength(2);
      await savepoint(() => add('late-d'));
    });
    expect(await namesOf(store, { words: ['late'] })).toEqual(['late-a', 'late-c', 'late-d']);
    expect(await namesOf(store, { words: ['late-b'] })).toEqual([]);
  });

  test('finds what a look at every secret finds, in the same order and number', async () => {
    const store = await fresh();
    await fc.assert(
      fc.asyncProperty(items, fc.array(fc.tuple(filter, sort), { minLength: 8, maxLength: 8 }), async (told, questions) => {
        await fill(store, told);
        for (const [question, by] of questions) {
          const wanted = expected(told, question, by);
          const { listings, total } = await store.read((tx) => tx.index.find(question, { ...whole, sort: by }));
          expect(listings.map(nameOfListing)).toEqual(wanted);
          expect(total).toEqual({ count: wanted.length, atLeast: false });
        }
        await clear(
          store,
          told.map((it) => rowsOf(it).secret.id),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('pages by place and by offset pass every row once', async () => {
    const store = await fresh();
    await fc.assert(
      fc.asyncProperty(items, filter, sort, async (told, question, by) => {
        await fill(store, told);
        const wanted = expected(told, question, by);
        const paged: string[] = [];
        const passed: string[] = [];
        for (let after: IndexPlace | undefined, more = true; more;) {
          const { listings } = await store.read((tx) => tx.index.find(question, { sort: by, after, offset: 0, limit: 3 }));
          paged.push(...listings.map(nameOfListing));
          const last = listings.at(-1);
          after = last && placeOf(last, by.by, question.words);
          more = last !== undefined;
        }
        for (let offset = 0; offset < wanted.length; offset += 4) {
          const { listings } = await store.read((tx) => tx.index.find(question, { sort: by, after: undefined, offset, limit: 4 }));
          passed.push(...listings.map(nameOfListing));
        }
        expect(paged).toEqual(wanted);
        expect(passed).toEqual(wanted);
        await clear(
          store,
          told.map((it) => rowsOf(it).secret.id),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('gives the rows themselves', async () => {
    const store = await fresh();
    const secret = aSecret(vaults[0] ?? aVault('none'), 'db-password');
    const version = aVersion(secret, 1, { contentType: 'text/plain', tags: { env: 'prod' } });
    await store.transaction(async (tx) => {
      await tx.secrets.insert(secret);
      await tx.secrets.insertVersion(version);
    });
    const { wrappedKey: _wrapped, sealedValue: _sealed, ...head } = version;
    const { listings } = await store.read((tx) => tx.index.find(asked({ words: ['prod'] }), whole));
    expect(listings).toStrictEqual([{ row: secret, head }]);
  });

  test('follows a tag, a move to the bin and back, and a removal', async () => {
    const store = await fresh();
    const secret = aSecret(vaults[0] ?? aVault('none'), 'db-password');
    const version = aVersion(secret, 1, { tags: { env: 'prod' } });
    const deletion = { on: now, purgeOn: now + dayMs, by: 'alice' };
    await store.transaction(async (tx) => {
      await tx.secrets.insert(secret);
      await tx.secrets.insertVersion(version);
    });
    await store.transaction((tx) => tx.secrets.updateVersion({ ...version, tags: { env: 'test' }, rowVersion: 2 }));
    expect([await namesOf(store, { words: ['prod'] }), await namesOf(store, { words: ['test'] })]).toEqual([[], ['db-password']]);
    await store.transaction((tx) => tx.secrets.update({ ...secret, deletion }));
    expect([await namesOf(store, {}), await namesOf(store, { deleted: true })]).toEqual([[], ['db-password']]);
    await store.transaction((tx) => tx.secrets.update(secret));
    expect([await namesOf(store, {}), await namesOf(store, { deleted: true })]).toEqual([['db-password'], []]);
    await store.transaction((tx) => tx.secrets.remove(secret.id));
    expect(await namesOf(store, {})).toEqual([]);
    expect(await store.read((tx) => tx.secrets.count(everyVault))).toEqual(new Map(everyVault.map((id) => [id, 0])));
  });

  test('takes back with a savepoint what it was told in it', async () => {
    const store = await fresh();
    const told = fc.sample(items, { numRuns: 1, seed: 7 })[0] ?? [];
    const secret = aSecret(vaults[1] ?? aVault('none'), 'taken-back');
    await fill(store, told);
    await store.transaction(async (tx, savepoint) => {
      const work = savepoint(async () => {
        await tx.secrets.insert(secret);
        await tx.secrets.insertVersion(aVersion(secret, 1));
        throw new Error('changed my mind');
      });
      await expect(work).rejects.toThrow('changed my mind');
    });
    expect(await namesOf(store, { words: ['taken'] })).toEqual([]);
    await store.transaction(async (tx) => {
      await tx.secrets.insert(secret);
      await tx.secrets.insertVersion(aVersion(secret, 1));
    });
    expect(await namesOf(store, { words: ['taken'] })).toEqual(['taken-back']);
  });

  test('counts what needs attention as a look at every secret counts it', async () => {
    const store = await fresh();
    const at = {
      time: now,
      expiringUntil: now + 30 * dayMs,
      unchangedSince: now - 20 * dayMs,
      purgedUntil: now + 7 * dayMs,
      periodMs: 7 * dayMs,
      periods: 4,
    };
    await fc.assert(
      fc.asyncProperty(items, fc.subarray(everyVault, { minLength: 1 }), async (told, vaultIds) => {
        await fill(store, told);
        const live = told.filter((it) => it.deletion === undefined && vaultIds.includes(it.vault.id));
        const expiries = live.flatMap(({ vault, expires }) => (expires === undefined ? [] : [{ vault, days: (expires - now) / dayMs }]));
        const expired = expiries.filter(({ days }) => days <= 0);
        const expiring = expiries.filter(({ days }) => days > 0 && days <= 30);
        const counts = await store.read((tx) => tx.index.attention(vaultIds, at));
        expect(counts).toEqual({
          total: live.length,
          expired: expired.length,
          expiring: expiring.length,
          unchanged: live.filter(({ updatedOn }) => updatedOn < at.unchangedSince).length,
          disabled: live.filter(({ enabled }) => !enabled).length,
          purgedSoon: told.filter(({ vault, deletion }) => deletion && vaultIds.includes(vault.id) && deletion.purgeOn <= at.purgedUntil)
            .length,
          byPeriod: [0, 7, 14, 21].map((from) => expiries.filter(({ days }) => days > from && days <= from + 7).length),
          vaults: vaultIds
            .map((vaultId) => ({
              vaultId,
              expired: expired.filter(({ vault }) => vault.id === vaultId).length,
              expiring: expiring.filter(({ vault }) => vault.id === vaultId).length,
            }))
            .filter((it) => it.expired + it.expiring > 0),
        });
        await clear(
          store,
          told.map((it) => rowsOf(it).secret.id),
        );
      }),
      { numRuns: 30 },
    );
  });
});
