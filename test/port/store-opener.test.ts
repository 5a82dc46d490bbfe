import { describe, expect, test } from 'vitest';
import { aVault } from './a-row.ts';
import { kinds, pageKey, usePlaces } from './a-store.ts';

const wrongKey = new Uint8Array(32).fill(9);

describe.each(kinds)('opening a store in $kind', (kind) => {
  const stores = usePlaces(kind);

  test('there is none until it is made, and then it opens again and again', async () => {
    const opener = stores.place().opener();
    expect(await opener.exists()).toBe(false);
    await expect(opener.open(pageKey)).rejects.toMatchObject({ code: 'StoreDamaged', data: { detail: 'missing' } });
    const made = await opener.create(pageKey);
    expect(await opener.exists()).toBe(true);
    await made.transaction((tx) => tx.vaults.insert(aVault('a')));
    await made.close();
    for (let turn = 0; turn < 2; turn += 1) {
      const store = await opener.open(pageKey);
      expect(await store.read((tx) => tx.vaults.find('a'))).toStrictEqual(aVault('a'));
      await store.close();
    }
  });

  test('a store is never made over another', async () => {
    const opener = stores.place().opener();
    const made = await opener.create(pageKey);
    await made.transaction((tx) => tx.vaults.insert(aVault('a')));
    await made.close();
    await expect(opener.create(pageKey)).rejects.toMatchObject({ code: 'InstanceExists' });
    const store = await opener.open(pageKey);
    expect(await store.read((tx) => tx.vaults.find('a'))).toBeDefined();
    await store.close();
  });

  test('an open store has no second opener, and cannot be discarded', async () => {
    const place = stores.place();
    const made = await place.opener().create(pageKey);
    await expect(place.opener().open(pageKey)).rejects.toMatchObject({ code: 'StoreInUse' });
    await expect(place.opener().discard()).rejects.toMatchObject({ code: 'StoreInUse' });
    await made.transaction((tx) => tx.vaults.insert(aVault('a')));
    await made.close();
    const store = await place.opener().open(pageKey);
    expect(await store.read((tx) => tx.vaults.find('a'))).toBeDefined();
    await store.close();
  });

  test('another key opens nothing, says so, and leaves the place free', async () => {
    const opener = stores.place().opener();
    await (await opener.create(pageKey)).close();
    await expect(opener.open(wrongKey)).rejects.toMatchObject({ code: 'StoreDamaged', data: { detail: 'key' } });
    await (await opener.open(pageKey)).close();
  });

  test('the key given may be zeroed at once', async () => {
    const opener = stores.place().opener();
    const given = new Uint8Array(pageKey);
    const made = await opener.create(given);
    given.fill(0);
    await made.transaction((tx) => tx.vaults.insert(aVault('a')));
    await made.close();
    await (await opener.open(pageKey)).close();
  });

  test('a discarded store is gone, and the place takes a new one', async () => {
    const opener = stores.place().opener();
    await opener.discard();
    const made = await opener.create(pageKey);
    await made.transaction((tx) => tx.vaults.insert(aVault('a')));
    await made.close();
    await opener.discard();
    expect(await opener.exists()).toBe(false);
    const next = await opener.create(wrongKey);
    expect(await next.read((tx) => tx.vaults.list(undefined, 9))).toEqual([]);
    await next.close();
  });

  test('a copy is made while the store goes on, holds what was committed, and opens with the same key', async () => {
    const place = stores.place();
    const store = await place.opener().create(pageKey);
    await store.transaction((tx) => tx.vaults.insert(aVault('before')));
    const copying = store.copyTo(place.copyPath);
    const writing = store.transaction((tx) => tx.vaults.insert(aVault('after')));
    await Promise.all([copying, writing]);
    await expect(store.copyTo(place.copyPath)).rejects.toMatchObject({ code: 'Conflict' });
    await store.close();
    await expect(place.copyOpener().open(wrongKey)).rejects.toMatchObject({ code: 'StoreDamaged', data: { detail: 'key' } });
    const copy = await place.copyOpener().open(pageKey);
    expect((await copy.read((tx) => tx.vaults.list(undefined, 9))).map((vault) => vault.name)).toEqual(['before']);
    await copy.close();
  });
});
