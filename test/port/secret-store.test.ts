import { describe, expect, test } from 'vitest';
import type { Store } from '../../app/operation/store.ts';
import type { SecretVersionHead, SecretVersionRow } from '../../app/secret/secret-store.ts';
import { aSecret, aVault, aVersion, everyByte, hardText, hash } from './a-row.ts';
import { kinds, usePlaces } from './a-store.ts';

const vault = aVault('payroll');

function headOf(row: SecretVersionRow): SecretVersionHead {
  const { wrappedKey: _wrappedKey, sealedValue: _sealedValue, ...head } = row;
  return head;
}

const fill = (store: Store, names: readonly string[]) =>
  store.transaction(async (tx) => {
    for (const name of names) {
      const secret = aSecret(vault, name);
      await tx.secrets.insert(secret);
      await tx.secrets.insertVersion(aVersion(secret, 1));
    }
  });

describe.each(kinds)('secrets in $kind', (kind) => {
  const stores = usePlaces(kind);
  const filled = async (...names: readonly string[]) => {
    const store = await stores.store();
    await store.transaction((tx) => tx.vaults.insert(vault));
    await fill(store, names);
    return store;
  };

  test('a version comes back as it was put, byte for byte', async () => {
    const store = await filled();
    const secret = aSecret(vault, 'db-password');
    const plain = aVersion(secret, 1);
    const rich = aVersion(secret, 2, {
      contentType: hardText,
      enabled: false,
      notBefore: 0,
      expires: 8.64e15,
      tags: { [hardText]: hardText, b: '' },
      createdBy: hardText,
      wrappedKey: everyByte(),
      sealedValue: new Uint8Array(26_000).map((_, at) => at % 251),
      valueBytes: 25_600,
      keyGeneration: 4_294_967_296,
    });
    await store.transaction(async (tx) => {
      await tx.secrets.insert(secret);
      await tx.secrets.insertVersion(plain);
      await tx.secrets.insertVersion(rich);
    });
    expect(await store.read((tx) => tx.secrets.find(vault.id, 'db-password'))).toStrictEqual(secret);
    expect(await store.read((tx) => tx.secrets.findVersion(secret.id, plain.version))).toStrictEqual(plain);
    expect(await store.read((tx) => tx.secrets.findVersion(secret.id, rich.version))).toStrictEqual(rich);
    expect(await store.read((tx) => tx.secrets.listVersions(secret.id, undefined, 5))).toStrictEqual([headOf(rich), headOf(plain)]);
    expect(await store.read((tx) => tx.secrets.findNewest(secret.id))).toStrictEqual(rich);
    expect(await store.read((tx) => tx.secrets.findNewest('never-made'))).toBeUndefined();
  });

  test('a version is found only under its own secret', async () => {
    const store = await filled('one', 'two');
    expect(await store.read((tx) => tx.secrets.findVersion(aSecret(vault, 'two').id, 'version-payroll-one-1'))).toBeUndefined();
  });

  test('a name is taken once in a vault, and free in another', async () => {
    const store = await filled('db-password');
    const other = aVault('billing');
    const again = store.transaction((tx) => tx.secrets.insert(aSecret(vault, 'DB-Password', { id: 'other' })));
    await expect(again).rejects.toMatchObject({ code: 'Conflict', data: { name: 'DB-Password' } });
    await store.transaction(async (tx) => {
      await tx.vaults.insert(other);
      await tx.secrets.insert(aSecret(other, 'db-password'));
    });
    expect(await store.read((tx) => tx.secrets.count([vault.id, other.id]))).toEqual(
      new Map([
        [vault.id, 1],
        [other.id, 1],
      ]),
    );
  });

  test('a version and an ordinal are taken once', async () => {
    const store = await filled('a', 'b');
    const sameVersion = aVersion(aSecret(vault, 'b'), 2, { version: 'version-payroll-a-1' });
    const sameOrdinal = aVersion(aSecret(vault, 'a'), 1, { version: 'version-new' });
    await expect(store.transaction((tx) => tx.secrets.insertVersion(sameVersion))).rejects.toMatchObject({ code: 'Conflict' });
    await expect(store.transaction((tx) => tx.secrets.insertVersion(sameOrdinal))).rejects.toMatchObject({ code: 'Conflict' });
  });

  test('a secret needs its vault, and a version its secret', async () => {
    const store = await filled();
    await expect(store.transaction((tx) => tx.secrets.insert(aSecret(aVault('nowhere'), 'x')))).rejects.toThrow();
    await expect(store.transaction((tx) => tx.secrets.insertVersion(aVersion(aSecret(vault, 'x'), 1)))).rejects.toThrow();
    await expect(store.transaction((tx) => tx.secrets.update(aSecret(vault, 'x', { id: 'nobody' })))).rejects.toThrow('no secret nobody');
  });

  test('the list shows each secret once, with its current version', async () => {
    const store = await filled('b', 'a');
    const secret = aSecret(vault, 'a');
    const second = aVersion(secret, 2, { contentType: 'text/plain' });
    const moved = { ...secret, currentVersion: second.version, rowVersion: 2, mac: hash(11) };
    await store.transaction(async (tx) => {
      await tx.secrets.insertVersion(second);
      await tx.secrets.update(moved);
    });
    const listed = await store.read((tx) => tx.secrets.list(vault.id, { after: undefined, limit: 10, deleted: false }));
    expect(listed).toStrictEqual([
      { row: moved, head: headOf(second) },
      { row: aSecret(vault, 'b'), head: headOf(aVersion(aSecret(vault, 'b'), 1)) },
    ]);
    expect(await store.read((tx) => tx.secrets.find(vault.id, secret.nameKey))).toStrictEqual(moved);
    expect(await store.read((tx) => tx.secrets.countVersions(secret.id))).toBe(2);
  });

  test('a listing says what each of its two rows says, even where they do not fit', async () => {
    const store = await filled('a', 'b');
    const pointed = aSecret(vault, 'a', { currentVersion: aSecret(vault, 'b').currentVersion });
    await store.transaction((tx) => tx.secrets.update(pointed));
    const [listed] = await store.read((tx) => tx.secrets.list(vault.id, { after: undefined, limit: 1, deleted: false }));
    expect(listed).toStrictEqual({ row: pointed, head: headOf(aVersion(aSecret(vault, 'b'), 1)) });
  });

  test('an update does not take the name of another', async () => {
    const store = await filled('a', 'b');
    const renamed = store.transaction((tx) => tx.secrets.update(aSecret(vault, 'a', { name: 'B', nameKey: 'b' })));
    await expect(renamed).rejects.toMatchObject({ code: 'Conflict', data: { name: 'B' } });
  });

  test('pages of secrets follow each other without gap or repetition', async () => {
    const names = Array.from({ length: 7 }, (_, at) => `s${at}`);
    const store = await filled(...names.toReversed());
    const seen: string[] = [];
    let after: string | undefined;
    for (;;) {
      const page = await store.read((tx) => tx.secrets.list(vault.id, { after: after, limit: 3, deleted: false }));
      if (page.length === 0) break;
      seen.push(...page.map(({ row }) => row.name));
      after = page.at(-1)?.row.nameKey;
    }
    expect(seen).toEqual(names);
  });

  test('pages of versions go from new to old', async () => {
    const store = await filled('a');
    const secret = aSecret(vault, 'a');
    await store.transaction(async (tx) => {
      for (const ordinal of [2, 3, 4]) await tx.secrets.insertVersion(aVersion(secret, ordinal));
    });
    const first = await store.read((tx) => tx.secrets.listVersions(secret.id, undefined, 3));
    const second = await store.read((tx) => tx.secrets.listVersions(secret.id, 2, 3));
    expect([first, second].map((page) => page.map((row) => row.ordinal))).toEqual([[4, 3, 2], [1]]);
  });

  test('a scan passes every version of one vault once', async () => {
    const store = await filled('a', 'b', 'c');
    const other = aVault('billing');
    await store.transaction(async (tx) => {
      await tx.vaults.insert(other);
      await tx.secrets.insert(aSecret(other, 'x'));
      await tx.secrets.insertVersion(aVersion(aSecret(other, 'x'), 1));
    });
    const first = await store.read((tx) => tx.secrets.scan(vault.id, undefined, 2));
    const second = await store.read((tx) => tx.secrets.scan(vault.id, first.at(-1)?.version, 2));
    expect([...first, ...second]).toStrictEqual(['a', 'b', 'c'].map((name) => aVersion(aSecret(vault, name), 1)));
  });

  test('a vault that holds nothing counts zero', async () => {
    const store = await filled('a');
    expect(await store.read((tx) => tx.secrets.count([]))).toEqual(new Map());
    expect(await store.read((tx) => tx.secrets.count(['nowhere', vault.id]))).toEqual(
      new Map([
        ['nowhere', 0],
        [vault.id, 1],
      ]),
    );
  });

  test('what lies in the recycle bin is listed apart, counted out, and found when its time is over', async () => {
    const store = await filled('a', 'b', 'c');
    const gone = (name: string, purgeOn: number) => aSecret(vault, name, { deletion: { on: 1, purgeOn, by: 'ada' }, rowVersion: 2 });
    await store.transaction(async (tx) => {
      await tx.secrets.update(gone('a', 30));
      await tx.secrets.update(gone('c', 20));
    });
    const namesOf = async (deleted: boolean) =>
      (await store.read((tx) => tx.secrets.list(vault.id, { after: undefined, limit: 10, deleted }))).map(({ row }) => row.name);
    expect(await namesOf(false)).toEqual(['b']);
    expect(await namesOf(true)).toEqual(['a', 'c']);
    expect(await store.read((tx) => tx.secrets.count([vault.id]))).toEqual(new Map([[vault.id, 1]]));
    const due = (time: number, after?: { purgeOn: number; id: string }) =>
      store.read((tx) => tx.secrets.listDue(time, { after, limit: 10 }));
    expect(await due(20)).toStrictEqual([gone('c', 20)]);
    expect((await due(30)).map((row) => row.name)).toEqual(['c', 'a']);
    expect((await due(30, { purgeOn: 20, id: gone('c', 20).id })).map((row) => row.name)).toEqual(['a']);
    expect(await store.read((tx) => tx.secrets.scanHeads(vault.id, 'a', 1))).toStrictEqual([aSecret(vault, 'b')]);
  });

  test('a version is replaced with its key, and versions under older keys are walked in pages', async () => {
    const store = await filled('a', 'b', 'c');
    const [a, b, c] = ['a', 'b', 'c'].map((name) => aVersion(aSecret(vault, name), 1));
    if (!a || !b || !c) throw new Error('not set up');
    const renewed = { ...b, keyGeneration: 2, wrappedKey: hash(77), enabled: false, tags: { [hardText]: hardText }, rowVersion: 2 };
    await store.transaction((tx) => tx.secrets.updateVersion(renewed));
    expect(await store.read((tx) => tx.secrets.findVersion(b.secretId, b.version))).toStrictEqual(renewed);
    const key = { keyGeneration: 2, wrappedKey: hash(78) };
    await store.transaction((tx) => tx.secrets.updateKey(b.version, key));
    expect(await store.read((tx) => tx.secrets.findVersion(b.secretId, b.version))).toStrictEqual({ ...renewed, ...key });
    await expect(store.transaction((tx) => tx.secrets.updateKey('never-made', key))).rejects.toThrow('never-made');
    const older = (after: string | undefined, limit: number) =>
      store.read((tx) => tx.secrets.listWrappedBefore(vault.id, 2, { after, limit }));
    expect(await older(undefined, 1)).toStrictEqual([a]);
    expect(await older(a.version, 5)).toStrictEqual([c]);
    const strange = store.transaction((tx) => tx.secrets.updateVersion({ ...b, version: 'never-made' }));
    await expect(strange).rejects.toThrow('never-made');
  });

  test('a removed secret goes with all its versions', async () => {
    const store = await filled('a', 'b');
    const secret = aSecret(vault, 'a');
    await store.transaction((tx) => tx.secrets.insertVersion(aVersion(secret, 2)));
    expect(await store.read((tx) => tx.secrets.hasVersion(secret.currentVersion))).toBe(true);
    await store.transaction((tx) => tx.secrets.remove(secret.id));
    expect(await store.read((tx) => tx.secrets.hasVersion(secret.currentVersion))).toBe(false);
    expect(await store.read((tx) => tx.secrets.find(vault.id, 'a'))).toBeUndefined();
    expect((await store.read((tx) => tx.secrets.scan(vault.id, undefined, 10))).map((row) => row.secretId)).toEqual([
      aSecret(vault, 'b').id,
    ]);
  });
});
